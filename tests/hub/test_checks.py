"""At each start the installation is looked at, and what is wrong comes with what to do."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from hub import checks


def test_a_sound_installation_has_nothing_to_say(settings: LazySettings) -> None:
    assert checks.data_folder() == checks.two_keys() == checks.mail_server() == []


def test_the_two_keys_must_differ(settings: LazySettings) -> None:
    settings.TAMBOUR_KEY = settings.SECRET_KEY
    assert [found.id for found in checks.two_keys()] == ["tambour.E002"]


def test_a_data_folder_of_somebody_else_is_named(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr("hub.checks.os.access", lambda path, mode: False)
    (found,) = checks.data_folder()
    assert str(tmp_path) in str(found.msg)


def test_an_odd_mail_server_is_named(settings: LazySettings) -> None:
    settings.EMAIL_URL = "pigeon://mairie"
    (found,) = checks.mail_server()
    assert "EMAIL_URL" in str(found.msg)


def test_a_machine_without_pango_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PDF_LIBRARIES", ("libnowhere.so.0",))
    (found,) = checks.pdf_libraries()
    assert "libnowhere.so.0" in str(found.msg)
    assert "apt-get install" in str(found.hint)


def test_setup_and_checks_look_for_the_same_libraries() -> None:
    script = (Path(__file__).resolve().parents[2] / "script" / "setup").read_text()
    assert all(name in script for name in [*checks.PDF_LIBRARIES, *checks.PDF_PACKAGES.split()])


def test_a_provider_without_its_package_is_told_what_to_install(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_API = "brevo:cle-secrete"
    assert checks.mail_server() == []
    monkeypatch.setattr("content.mail.api.find_spec", lambda name: None)
    (found,) = checks.mail_server()
    assert "pip install -r requirements/anymail.txt" in str(found.msg)
    assert "secrete" not in str(found.msg)
