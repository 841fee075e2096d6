"""What the machine tells of itself."""

import datetime as dt
import smtplib
from pathlib import Path

import pytest
from django.core.checks import Error
from pytest_django import Settings

from content.mail import transport
from content.mail.transport import MailServer
from hub.doctor import database, disk, environment, examination, mailbox, printing, server, worker
from hub.doctor.finding import Verdict
from hub.models import Heartbeat
from tests.hub.doctor.zone import TOWN, FakeNames
from tests.smtp_server import SmtpServer

HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("free", "total", "expected"),
    [(500e6, 20e9, Verdict.ILL), (2e9, 100e9, Verdict.WATCH), (2e9, 10e9, Verdict.WELL), (50e9, 100e9, Verdict.WELL)],
)
def test_room_on_the_disk(free: float, total: float, expected: Verdict) -> None:
    finding = disk.verdict(int(free), int(total))
    assert finding.verdict is expected


def test_room_is_said_in_french_figures() -> None:
    assert disk.verdict(1_500_000_000, 20_000_000_000).says == "Il reste 1,5 Go sur 20 (8 %)."


@pytest.mark.django_db
def test_a_database_up_to_date_is_well() -> None:
    assert database.check().verdict is Verdict.WELL


def test_a_damaged_file_or_a_forgotten_migration_is_told_of() -> None:
    assert database.verdict("SQLite", 0, "row 1 missing from index").verdict is Verdict.ILL
    assert database.verdict("SQLite", 3, "").todo == "python manage.py migrate"


def test_a_trial_is_no_town() -> None:
    assert environment.verdict("http://127.0.0.1:8000", debug=False, sender="m@v.fr").verdict is Verdict.WATCH
    assert environment.verdict("https://v.fr", debug=True, sender="m@v.fr").verdict is Verdict.WATCH
    assert environment.verdict("https://v.fr", debug=False, sender="m@commune.example").verdict is Verdict.ILL
    assert environment.verdict("https://v.fr", debug=False, sender="m@v.fr").verdict is Verdict.WELL


def test_only_what_is_said_in_french_is_repeated() -> None:
    found = list(environment.of_messages([Error("illisible", id="tambour.E003"), Error("developers", id="admin.E1")]))
    assert [finding.says for finding in found] == ["illisible"]


@pytest.mark.django_db
def test_a_silent_worker_is_ill(now: dt.datetime) -> None:
    assert next(worker.check(now)).verdict is Verdict.ILL
    Heartbeat.objects.create(worker="w", host="h", started_at=now, at=now)
    assert [finding.verdict for finding in worker.check(now)] == [Verdict.WELL]


def test_fonts_are_where_the_bulletin_looks_for_them() -> None:
    assert printing.fonts().verdict is Verdict.WELL
    assert printing.fonts_verdict(0, 4).verdict is Verdict.ILL


@pytest.mark.slow
def test_a_page_is_really_drawn() -> None:
    assert printing.printing().verdict in {Verdict.WELL, Verdict.WATCH}


def test_without_a_mail_server_nothing_leaves_and_it_is_said(settings: Settings) -> None:
    settings.EMAIL_URL = ""
    assert server.check().verdict is Verdict.WATCH


def test_mail_by_an_api_hands_over_the_address_for_its_events(settings: Settings) -> None:
    settings.MAIL_API = "brevo:cle"
    finding = server.check()
    assert finding.verdict is Verdict.WELL
    assert f"{settings.SITE_URL}/courrier/evenements/" in finding.says
    assert "cle" not in finding.says.split("/")[-2]


def test_an_api_that_tells_nothing_needs_the_mailbox_of_returns(settings: Settings) -> None:
    settings.MAIL_API = "scaleway:secret:projet"
    finding = server.check()
    assert finding.verdict is Verdict.WATCH
    assert "TAMBOUR_BOUNCE_IMAP" in finding.todo


@pytest.mark.slow
def test_a_mail_server_of_this_machine_answers_and_receives_nothing(tmp_path: Path, settings: Settings) -> None:
    with SmtpServer(tmp_path) as real:
        settings.EMAIL_URL = real.url
        assert server.check().verdict is Verdict.WELL
        assert real.accepted() == []


@pytest.mark.slow
def test_a_server_without_the_encryption_that_was_asked_is_ill(tmp_path: Path, settings: Settings) -> None:
    with SmtpServer(tmp_path) as real:
        settings.EMAIL_URL = real.url.replace("smtp://", "smtp+tls://")
        finding = server.check()
        assert finding.verdict is Verdict.ILL
        assert "STARTTLS" in finding.says


def test_encryption_is_only_spared_on_the_machine_itself() -> None:
    far, near = MailServer("smtp.agglo.fr", 25, "none"), MailServer("127.0.0.1", 25, "none")
    assert server.verdict(far, None).verdict is Verdict.WATCH
    assert server.verdict(near, None).verdict is Verdict.WELL
    assert server.verdict(far, "TLSv1.3").says.endswith("en TLSv1.3.")


@pytest.mark.parametrize(
    ("refusal", "says"),
    [
        ("(535, b'5.7.8 Error: authentication failed')", "mot de passe"),
        ("certificate verify failed: Hostname mismatch", "certificat"),
        ("timed out", "bloque peut-être ce port"),
        ("[Errno -2] Name or service not known", "nom du serveur"),
    ],
)
def test_each_refusal_has_its_remedy(
    refusal: str, says: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_server: MailServer) -> smtplib.SMTP:
        raise transport.TemporaryRefusal(refusal)

    settings.EMAIL_URL = "smtps://a:b@smtp.agglo.fr"
    monkeypatch.setattr(transport, "connect", refuse)
    assert says in server.check().todo


def test_half_a_mailbox_is_none() -> None:
    assert mailbox.incomplete(True, False).verdict is Verdict.ILL
    assert "TAMBOUR_BOUNCE_IMAP" in mailbox.incomplete(False, True).says
    assert mailbox.incomplete(False, False).verdict is Verdict.WATCH


def test_a_mailbox_nobody_reads_any_more_is_ill(now: dt.datetime) -> None:
    assert mailbox.verdict("imap.v.fr", now, now).verdict is Verdict.WELL
    assert mailbox.verdict("imap.v.fr", None, now).verdict is Verdict.WATCH
    assert mailbox.verdict("imap.v.fr", now - 2 * HOUR, now).verdict is Verdict.ILL


@pytest.mark.django_db
def test_a_mailbox_that_does_not_open_is_ill(settings: Settings, now: dt.datetime) -> None:
    settings.TAMBOUR_BOUNCE_ADDRESS = "rebonds+*@valombreuse.fr"
    settings.TAMBOUR_BOUNCE_IMAP = "imap://a:secret@127.0.0.1:9"
    finding = mailbox.check(now)
    assert finding.verdict is Verdict.ILL
    assert "secret" not in finding.says


def test_a_domain_of_examples_or_nobody_s_is_not_examined() -> None:
    example = FakeNames({})
    assert [one.verdict for one in examination.of_domain(TOWN, example)] == [Verdict.ILL]
    found = list(examination.of_domain(TOWN, FakeNames({"MX valombreuse.fr": ["mx.valombreuse.fr"]})))
    assert [one.subject for one in found] == [
        "SPF", "DKIM", "DMARC", "Alignement", "Nom inverse (PTR)", "Réception (MX)",
    ]  # fmt: skip
