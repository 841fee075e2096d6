from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = "Bulletin et abonnés"

    def ready(self) -> None:
        from content.desk import reach
        from newsletter import approval_mails, feeds, jobs, privacy  # noqa: F401
        from newsletter.desk import alert_reach

        approval_mails.connect()
        feeds.register()
        reach.register("alertes", alert_reach.of)
