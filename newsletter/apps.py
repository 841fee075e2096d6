from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = "Bulletin et abonnés"

    def ready(self) -> None:
        from newsletter import feeds, jobs, privacy  # noqa: F401

        feeds.register()
