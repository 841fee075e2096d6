"""Settings come from the environment; nonsense is refused at start, with the variable's name."""

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "oui", "on"}
NO = {"", "0", "false", "no", "non", "off"}
BROKERS = {"redis", "rediss", "redis+socket", "amqp", "amqps"}
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


class Environment:
    """Typed reading of environment variables. Every error names the variable and says what it should hold."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = os.environ if variables is None else variables

    def text(self, name: str, default: str = "") -> str:
        """The value of NAME, or what the file named by NAME_FILE holds: a password need not be in the environment."""
        return self.variables.get(name, "").strip() or self.from_file(f"{name}_FILE") or default

    def from_file(self, name: str) -> str:
        path = self.variables.get(name, "").strip()
        try:
            return Path(path).read_text().strip() if path else ""
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name} : le fichier {path} ne se lit pas.") from error

    def required(self, name: str, why: str) -> str:
        value = self.text(name)
        if not value:
            raise ImproperlyConfigured(f"{name} n’est pas défini. {why}")
        return value

    def secret(self, name: str) -> str:
        """A key of at least 50 characters, as Django's own check asks (security.W009)."""
        value = self.required(name, "Donnez-lui au moins 50 caractères tirés au hasard.")
        if len(value) < 50 or len(set(value)) < 8:
            raise ImproperlyConfigured(f"{name} est trop simple : il faut au moins 50 caractères tirés au hasard.")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name).lower()
        if not value:
            return default
        if value in YES:
            return True
        if value in NO:
            return False
        raise ImproperlyConfigured(f"{name} doit valoir « oui » ou « non », pas « {value} ».")

    def integer(self, name: str, default: int, *, lowest: int, highest: int) -> int:
        value = self.text(name)
        if not value:
            return default
        if not value.isascii() or not value.isdigit() or not lowest <= int(value) <= highest:
            raise ImproperlyConfigured(f"{name} doit être un nombre entre {lowest} et {highest}, pas « {value} ».")
        return int(value)

    def origin(self, name: str, default: str = "") -> str:
        """An http(s) origin without a path or a trailing slash, such as https://valombreuse.example."""
        value = self.text(name, default).rstrip("/")
        if not value:
            return ""
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.username:
            raise ImproperlyConfigured(f"{name} doit être une adresse comme https://www.macommune.fr, pas « {value} ».")
        return value

    def relay(self, name: str) -> str:
        """The address of a mail server, as content.mail.transport reads it; never a password in clear over a network."""
        value = self.text(name)
        try:
            parts = urlsplit(value)
        except ValueError as error:  # [::1 without its closing bracket
            raise ImproperlyConfigured(f"{name} n’est pas une adresse de serveur d’envoi.") from error
        if parts.scheme == "smtp" and parts.password and parts.hostname not in THIS_MACHINE:
            raise ImproperlyConfigured(
                f"{name} enverrait le mot de passe en clair à {parts.hostname}. "
                "Écrivez smtp+tls:// (port 587) ou smtps:// (port 465) au lieu de smtp://."
            )
        return value

    def broker(self, name: str) -> str:
        """The address of a queue of tasks (RabbitMQ or Redis); empty where there is none. Celery must be installed."""
        value = self.text(name)
        if value and value.partition("://")[0] not in BROKERS:
            raise ImproperlyConfigured(f"{name} doit être une adresse comme redis://localhost:6379/0.")
        if value and find_spec("celery") is None:
            raise ImproperlyConfigured(f"{name} demande Celery : pip install -r requirements/optional.txt")
        return value
