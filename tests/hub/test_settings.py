"""A real town does not start by accident: what is missing or makes no sense is named, in French."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from hub.env import Environment

ROOT = Path(__file__).resolve().parents[2]
KEY = "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLM"


@pytest.fixture
def sound(tmp_path: Path) -> dict[str, str]:
    """What a town's administrator writes in the environment."""
    return {
        "SECRET_KEY": KEY,
        "TAMBOUR_KEY": KEY[::-1],
        "TAMBOUR_DATA": str(tmp_path),
        "SITE_URL": "https://valombreuse.example",
        "FROM_EMAIL": "mairie@valombreuse.example",
    }


def start(environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    """Loads the production settings in their own process, with this environment alone."""
    program = "from hub.settings import production as p; print(p.SESSION_COOKIE_NAME, p.DEBUG, p.ALLOWED_HOSTS)"
    environment = {"PYTHONPATH": str(ROOT / "site"), "PATH": os.environ["PATH"]} | environment
    return subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)


def test_a_sound_environment_starts(sound: dict[str, str]) -> None:
    result = start(sound)
    assert result.returncode == 0, result.stderr
    assert result.stdout == "__Host-tambour_session False ['valombreuse.example']\n"


def test_an_empty_environment_refuses_to_start() -> None:
    result = start({})
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "TAMBOUR_KEY", "TAMBOUR_DATA", "SITE_URL", "FROM_EMAIL"])
def test_what_is_missing_is_named(sound: dict[str, str], name: str) -> None:
    result = start(sound | {name: ""})
    assert result.returncode != 0
    assert f"{name} n’est pas défini" in result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "trop court"),
        ("TAMBOUR_KEY", "a" * 60),
        ("SITE_URL", "valombreuse.example"),
        ("SITE_URL", "http://valombreuse.example"),
        ("SITE_URL", "https://valombreuse.example/site/"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "nonsense"),
        ("BEHIND_PROXY", "peut-être"),
        ("REDIS_URL", "localhost:6379"),
        ("TAMBOUR_MAIL_PER_DAY", "beaucoup"),
        ("TAMBOUR_MAIL_CONNECTIONS", "0"),
    ],
)
def test_nonsense_is_refused_with_the_variables_name(sound: dict[str, str], name: str, value: str) -> None:
    result = start(sound | {name: value})
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]
    assert value not in result.stderr.splitlines()[-1] or "KEY" not in name


def test_a_key_may_live_in_a_file(sound: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    assert start(sound | {"SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "key")}).returncode == 0
    result = start(sound | {"SECRET_KEY": "", "SECRET_KEY_FILE": str(tmp_path / "nowhere")})
    assert "SECRET_KEY_FILE : le fichier" in result.stderr


def test_a_password_never_crosses_a_network_in_clear(sound: dict[str, str]) -> None:
    result = start(sound | {"EMAIL_URL": "smtp://mairie:tres-secret@relais.example:25"})
    assert result.returncode != 0
    last = result.stderr.splitlines()[-1]
    assert "EMAIL_URL" in last
    assert "smtp+tls://" in last
    assert "tres-secret" not in last


@pytest.mark.parametrize(
    "url",
    [
        "",
        "smtp://relais.example",
        "smtp+tls://mairie:secret@relais.example",
        "smtps://mairie:secret@relais.example",
        "smtp://mairie:secret@127.0.0.1:1025",
        "smtp://mairie:secret@[::1]:1025",
    ],
)
def test_a_relay_with_tls_or_on_this_machine_is_welcome(url: str) -> None:
    assert Environment({"EMAIL_URL": url}).relay("EMAIL_URL") == url


@pytest.mark.parametrize("url", ["", "redis://localhost:6379/0", "rediss://:secret@redis.example", "amqp://localhost"])
def test_a_queue_of_tasks_is_redis_or_rabbitmq(url: str) -> None:
    assert Environment({"REDIS_URL": url}).broker("REDIS_URL") == url


def test_a_queue_of_tasks_needs_celery_and_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.env.find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements/optional\.txt"):
        Environment({"REDIS_URL": "redis://localhost:6379/0"}).broker("REDIS_URL")


def test_debugging_cannot_be_asked_for_in_production(sound: dict[str, str]) -> None:
    assert " False " in start(sound | {"DEBUG": "1"}).stdout


@pytest.mark.parametrize(("value", "meaning"), [("oui", True), ("1", True), ("non", False), ("", True)])
def test_yes_and_no_are_understood_in_french(value: str, meaning: bool) -> None:
    assert Environment({"FLAG": value}).flag("FLAG", default=True) is meaning


@pytest.mark.parametrize("value", ["-1", "1e3", "99999", "deux", "²"])
def test_a_number_out_of_range_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="WORKERS doit être un nombre entre 1 et 64"):
        Environment({"WORKERS": value}).integer("WORKERS", 1, lowest=1, highest=64)


@pytest.mark.django_db
def test_a_commit_outlives_a_power_cut() -> None:
    """SQLite: FULL (2) writes to the disk before a commit is answered; IMMEDIATE spares editors « database is locked »."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 2
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_nothing_is_asked_of_third_parties() -> None:
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
