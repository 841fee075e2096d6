from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from events import feeds, jobs, signal_handlers  # noqa: F401  jobs register themselves

        feeds.register()
        signal_handlers.connect()
