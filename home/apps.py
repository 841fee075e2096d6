from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from home import jobs, privacy  # noqa: F401 -- importing registers the jobs and what is known of people
