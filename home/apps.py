from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from home import decided, jobs, privacy  # noqa: F401 -- importing registers the jobs, what is known of people,
        # and what the council decided, for the bulletin
