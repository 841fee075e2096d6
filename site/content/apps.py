from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = "Commune"

    def ready(self) -> None:
        from content import jobs, processings, signal_handlers  # noqa: F401 -- importing registers jobs and processings
        from content.desk import slug_input

        signal_handlers.connect()
        slug_input.connect()
