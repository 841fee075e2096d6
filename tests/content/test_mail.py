"""Single mails: written with the change that asks for them, handed to a real server, tried again when it says « later »."""

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from pytest_django import Settings
from wagtail.models import Site

from content import mail
from content.mail import transport
from content.models import OutgoingMessage
from tests.people import KARIM
from tests.smtp_server import SmtpServer

State = OutgoingMessage.State


def confirmation(site: Site, now: dt.datetime, to: str = KARIM) -> OutgoingMessage:
    return mail.queue(
        site, to, "Confirmez votre abonnement", "Été : à demain.", "<p>Été</p>", purpose="confirmation", at=now
    )


def test_karim_gets_his_confirmation(site: Site, now: dt.datetime, tmp_path: Path, settings: Settings) -> None:
    with SmtpServer(tmp_path) as server:
        settings.EMAIL_URL = server.url
        row = confirmation(site, now)
        assert mail.deliver_due(now) == 1
        assert mail.deliver_due(now) == 0
        (accepted,) = server.accepted()
    assert accepted.recipients == [KARIM]
    assert accepted.message["Auto-Submitted"] == "auto-generated"
    plain = accepted.message.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().strip() == "Été : à demain."
    row.refresh_from_db()
    assert row.state == State.SENT


def test_later_is_tried_again_later(site: Site, now: dt.datetime, tmp_path: Path, settings: Settings) -> None:
    with SmtpServer(tmp_path, mode="grey") as server:
        settings.EMAIL_URL = server.url
        confirmation(site, now)
        assert mail.deliver_due(now) == 0
        assert mail.deliver_due(now) == 0, "not before its hour"
        assert mail.deliver_due(now + dt.timedelta(minutes=2)) == 1
        assert len(server.accepted()) == 1


def test_a_no_for_good_is_not_repeated(site: Site, now: dt.datetime, tmp_path: Path, settings: Settings) -> None:
    with SmtpServer(tmp_path, mode="reject") as server:
        settings.EMAIL_URL = server.url
        row = confirmation(site, now)
        mail.deliver_due(now)
        mail.deliver_due(now + dt.timedelta(days=2))
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.FAILED, 1)
    assert "550" in row.answer


def test_a_server_that_is_away_is_given_a_day(site: Site, now: dt.datetime, settings: Settings) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    row = confirmation(site, now)
    for hours in range(0, 48, 2):
        mail.deliver_due(now + dt.timedelta(hours=hours))
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.FAILED, 7)


def test_without_a_server_the_mail_stays_here_readable(site: Site, now: dt.datetime) -> None:
    before = set(transport.outbox().glob("*.eml"))
    confirmation(site, now)
    assert mail.deliver_due(now) == 1
    (path,) = set(transport.outbox().glob("*.eml")) - before
    assert message_from_bytes(path.read_bytes(), policy=policy.default)["To"] == KARIM


def test_a_change_undone_takes_its_mail_with_it(site: Site, now: dt.datetime) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        confirmation(site, now)
        raise RuntimeError
    assert not OutgoingMessage.objects.exists()


def test_a_worker_killed_while_sending_is_taken_over(site: Site, now: dt.datetime) -> None:
    row = confirmation(site, now)
    OutgoingMessage.objects.filter(pk=row.pk).update(state=State.SENDING, claimed_at=now)
    assert mail.deliver_due(now + dt.timedelta(minutes=9)) == 0
    assert mail.deliver_due(now + dt.timedelta(minutes=11)) == 1


@pytest.mark.parametrize("address", ["", "karim", "a@b\nBcc: c@d.example", "a@x.example, b@y.example"])
def test_what_is_no_address_is_refused(site: Site, now: dt.datetime, address: str) -> None:
    with pytest.raises(ValidationError):
        confirmation(site, now, to=address)


def test_a_line_break_cannot_slip_into_a_header(site: Site, now: dt.datetime) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        mail.queue(site, KARIM, "Bonjour\nBcc: autre@x.example", "texte", purpose="essai", at=now)


@pytest.mark.parametrize("url", ["http://x", "smtp://", "smtp+tls://x:abc", "nonsense", "smtp://x:99999"])
def test_a_wrong_server_address_is_refused_with_the_variables_name(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        transport.parse(url)


def test_a_servers_address_says_how_to_reach_it() -> None:
    server = transport.parse("smtp+tls://compte:p%40ss@smtp.exemple.fr")
    assert server is not None
    assert (server.host, server.port, server.security, server.username, server.password) == (
        "smtp.exemple.fr", 587, "starttls", "compte", "p@ss",
    )  # fmt: skip
    assert transport.parse("") is None
