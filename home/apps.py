from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from home import privacy  # noqa: F401 -- importing declares what these pages say of people
