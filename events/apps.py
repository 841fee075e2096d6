from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from events import feeds, jobs, privacy, signal_handlers  # noqa: F401  jobs and processings register themselves
        from events.proposals import jobs as proposal_jobs  # noqa: F401

        feeds.register()
        signal_handlers.connect()
