"""Settings of the crash trial: a real database on disk, made in a second because no history of migrations is replayed."""

from pathlib import Path
from typing import Any

from hub.settings.test import *  # noqa: F403
from hub.settings.test import env


class NoMigrations:
    """Every app, as Django's MIGRATION_MODULES understands « none »."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> Any:
        return None


MIGRATION_MODULES = NoMigrations()
DATA = Path(env.required("TAMBOUR_DATA", "Le dossier de l’essai."))
EMAIL_URL = env.text("EMAIL_URL")
MAIL_API = env.text("TAMBOUR_MAIL_API")
ANYMAIL = {"BREVO_API_URL": env.text("BREVO_API_URL")}
MAIL_CONNECTIONS = env.integer("TAMBOUR_MAIL_CONNECTIONS", 4, lowest=1, highest=20)
