"""A migrated test database, kept between runs: Wagtail's chain of migrations costs more than all the quick tests together."""

import hashlib
import sqlite3
from importlib.metadata import distributions
from pathlib import Path

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection


def fingerprint() -> str:
    """Changes with any migration of ours and with any package installed."""
    packages = sorted(f"{found.name}=={found.version}" for found in distributions())
    digest = hashlib.sha256("\n".join(packages).encode())
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(path.read_bytes())
        digest.update(b"".join(sorted(path.read_bytes() for path in Path(config.path).glob("models/*.py"))))
    return digest.hexdigest()[:24]


def is_in_memory() -> bool:
    return connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"])


def restore(template: Path) -> None:
    """Copies the kept database over the test database of this process."""
    connection.ensure_connection()
    source = sqlite3.connect(template)
    source.backup(connection.connection)
    source.close()
    ContentType.objects.clear_cache()  # those of the tables just made have other numbers


def keep(template: Path) -> None:
    """Keeps the test database of this process, whole or not at all."""
    connection.ensure_connection()
    draft = template.with_suffix(f".{id(connection)}")
    target = sqlite3.connect(draft)
    connection.connection.backup(target)
    target.close()
    draft.replace(template)
