from django.apps import AppConfig


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Tambour"

    def ready(self) -> None:
        from hub import checks, feeds, invalidation, jobs  # noqa: F401 -- importing registers them
        from hub.search import answers, waking  # noqa: F401

        invalidation.connect()
        waking.connect()
        feeds.register()
