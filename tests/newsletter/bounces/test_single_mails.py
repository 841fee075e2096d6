"""Confirmations, notices and letters to a service come back too: each is known by its own key, and read."""

import datetime as dt
from pathlib import Path

import pytest
from pytest_django import Settings
from wagtail.models import Site

from content import mail
from content.mail import transport
from content.models import OutgoingMessage
from newsletter.bounces import reading, return_path
from newsletter.bounces.receiving import receive
from newsletter.models import Subscriber
from newsletter.subscribers import suppression
from tests.newsletter.bounces.samples import Sent
from tests.newsletter.residents import subscriber
from tests.people import KARIM
from tests.smtp_server import SmtpServer

State = OutgoingMessage.State


@pytest.fixture
def sent(site: Site, now: dt.datetime, settings: Settings) -> OutgoingMessage:
    """A confirmation that its mail server took."""
    settings.TAMBOUR_BOUNCE_ADDRESS = "rebonds+*@valombreuse.example"
    message = mail.queue(site, KARIM, "Confirmez", "Bonjour.", purpose="newsletter-confirmation", at=now)
    assert mail.deliver_due(now) == 1
    message.refresh_from_db()
    return message


def come_back(message: OutgoingMessage, name: str, at: dt.datetime) -> bool:
    """That sample arrives at the mail's own address; whether it was ours."""
    ours = Sent(message_id="<inconnu@ailleurs.example>")
    raw = ours.back(name, RETURN=ours.path.sender_for(message.pk, return_path.SINGLE))
    found = reading.read(raw, ours.path)
    return found is not None and receive(found, at)


def test_a_confirmation_leaves_from_an_address_of_its_own(
    sent: OutgoingMessage, now: dt.datetime, settings: Settings, tmp_path: Path
) -> None:
    with SmtpServer(tmp_path) as server:
        settings.EMAIL_URL = server.url
        OutgoingMessage.objects.update(state=State.WAITING)
        mail.deliver_due(now)
        (kept,) = server.accepted()
    path = return_path.configured()
    assert path is not None
    assert list(path.numbers_in(kept.sender, return_path.SINGLE)) == [sent.pk]
    assert list(path.numbers_in(kept.sender)) == []  # nobody takes it for a delivery of the bulletin


@pytest.mark.parametrize("name", ["postfix", "exim", "orange", "qmail"])
def test_one_that_nobody_received_says_so_on_its_row(sent: OutgoingMessage, now: dt.datetime, name: str) -> None:
    assert come_back(sent, name, now)
    sent.refresh_from_db()
    assert sent.state == State.FAILED
    assert sent.answer.startswith("Revenu : ")


def test_whoever_complains_of_one_is_left_in_peace(sent: OutgoingMessage, now: dt.datetime, site: Site) -> None:
    person = subscriber(site, KARIM, now)
    assert come_back(sent, "complaint", now)
    assert come_back(sent, "complaint", now)
    person.refresh_from_db()
    assert person.state == Subscriber.State.LEFT
    assert suppression.is_suppressed(site, KARIM)


def test_one_put_off_is_still_on_its_way(sent: OutgoingMessage, now: dt.datetime) -> None:
    assert come_back(sent, "postfix_delay", now)
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_a_forged_return_changes_nothing(sent: OutgoingMessage, now: dt.datetime) -> None:
    ours = Sent(message_id="<inconnu@ailleurs.example>")
    found = reading.read(ours.back("postfix", RETURN=f"rebonds+{'a' * 24}@valombreuse.example"), ours.path)
    assert found is not None and not receive(found, now)
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_a_server_that_refuses_that_address_still_takes_the_confirmation(
    sent: OutgoingMessage, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    senders: list[str] = []

    def refuse_keys(raw: bytes, *, sender: str, recipient: str, note: str) -> str:
        senders.append(sender)
        if sender.startswith("rebonds+"):
            raise transport.SenderRefused("553 not yours")
        return "250"

    monkeypatch.setattr(transport, "send", refuse_keys)
    OutgoingMessage.objects.update(state=State.WAITING)
    assert mail.deliver_due(now) == 1
    assert [sender.partition("@")[0][:7] for sender in senders] == ["rebonds", "ne-pas-"]
