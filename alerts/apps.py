from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "alerts"
    verbose_name = "Alertes"

    def ready(self) -> None:
        from alerts import feeds

        feeds.register()
