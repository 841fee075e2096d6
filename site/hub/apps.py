from django.apps import AppConfig
from django.conf import settings


class HubConfig(AppConfig):
    name = "hub"
    verbose_name = "Tambour"

    def ready(self) -> None:
        from hub import checks, feeds, invalidation, jobs  # noqa: F401 -- importing registers them
        from hub.search import answers, waking  # noqa: F401

        if settings.REDIS_URL:
            from hub import celery  # noqa: F401 -- tasks are asked of it

        invalidation.connect()
        waking.connect()
        feeds.register()
