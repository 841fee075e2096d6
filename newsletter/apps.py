from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = "Bulletin et abonnés"

    def ready(self) -> None:
        from content.desk import reach
        from newsletter import jobs, privacy  # noqa: F401
        from newsletter.approval import approval_mails
        from newsletter.bulletin import feeds
        from newsletter.desk import alert_reach

        approval_mails.connect()
        feeds.register()
        reach.register("alertes", alert_reach.of)
