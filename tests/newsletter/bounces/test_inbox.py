"""The mailbox of returns on a real IMAP server: what is taken out of it, and all that is left as it was."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings
from wagtail.models import Site

from newsletter.bounces import inbox, rounds
from newsletter.bounces.inbox import Inbox, Unavailable
from newsletter.bounces.mailbox import Mailbox, parse_setting
from newsletter.engine import freezing
from newsletter.engine.sending import send_due
from newsletter.models import Bounce, Delivery, ReturnMailbox, Subscriber
from tests.dovecot import DovecotServer
from tests.newsletter.bounces.samples import Sent
from tests.newsletter.bounces.test_receiving import sent_to
from tests.newsletter.residents import issue
from tests.people import KARIM
from tests.smtp_server import SmtpServer

pytestmark = pytest.mark.slow
DAY = dt.timedelta(days=1)
NOW = dt.datetime.now(dt.UTC)
LETTER = Sent().back("letter")


@pytest.fixture
def delivery(karim: Subscriber, now: dt.datetime) -> Delivery:
    return sent_to(karim, now)


def report(delivery: Delivery, name: str = "postfix") -> bytes:
    assert delivery.subscriber is not None
    return Sent(delivery.pk, delivery.subscriber.uid).back(name)


def test_a_report_is_taken_out_and_a_letter_to_the_town_hall_is_left_unread(
    server: DovecotServer, delivery: Delivery
) -> None:
    server.deliver(LETTER)
    server.deliver(report(delivery))
    server.deliver(report(delivery, "out_of_office"))
    assert rounds.read_new(NOW) == 1
    assert delivery.bounces.get().status == "5.1.1"
    assert server.mails() == {LETTER: False, report(delivery, "out_of_office"): False}
    assert server.mails("Tambour") == {report(delivery): True}


def test_the_whole_way_out_and_back(
    server: DovecotServer, karim: Subscriber, settings: Settings, tmp_path: Path, now: dt.datetime
) -> None:
    """The mail a real server accepted comes back with its own headers; then Karim's mail program asks to stop."""
    with SmtpServer(tmp_path) as relay:
        settings.EMAIL_URL = relay.url
        dispatch = freezing.freeze(issue(karim.site), now)
        send_due(now)
        out = next(message for message in relay.accepted() if message.recipients == [KARIM])
    headers = out.raw.partition(b"\r\n\r\n")[0]
    server.deliver(returned(out.sender.encode(), headers))
    assert rounds.read_new(NOW) == 1
    assert dispatch.deliveries.get(subscriber=karim).bounces.get().fault == "gone"
    mailto = re.findall(r"<mailto:([^>?]+)\?subject=([^>]+)>", out.message["List-Unsubscribe"])
    assert len(mailto) == 1
    address, subject = mailto[0]
    server.deliver(f"From: {KARIM}\r\nTo: {address}\r\nSubject: {subject}\r\n\r\n".encode())
    assert rounds.read_new(NOW) == 1
    karim.refresh_from_db()
    assert karim.state == Subscriber.State.LEFT


def returned(sender: bytes, headers: bytes) -> bytes:
    """The report Postfix makes of those headers."""
    report, mark, _end = Sent().back("postfix").partition(b"Content-Type: text/rfc822-headers\r\n")
    report = report.replace(Sent().path.sender_for(42).encode(), sender)
    return report + mark + b"\r\n" + headers + b"\r\n\r\n--9D0B12C0CE.1796112131/relais.exemple.fr--\r\n"


def test_each_mail_is_looked_at_once(
    server: DovecotServer, delivery: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = []

    def headers(opened: Inbox, number: int) -> bytes:
        looked_at.append(number)
        return original(opened, number)

    original = Inbox.headers
    monkeypatch.setattr(Inbox, "headers", headers)
    server.deliver(LETTER)
    assert rounds.read_new(NOW) == 0
    server.deliver(report(delivery))
    assert rounds.read_new(NOW) == 1
    assert rounds.read_new(NOW) == 0
    assert len(looked_at) == len(set(looked_at)) == 2


def test_a_long_pile_never_keeps_an_alert_waiting(
    server: DovecotServer, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The round stops when its time is over, and the next goes on from there."""
    monkeypatch.setattr(rounds, "BUDGET", -1.0)
    for _number in range(3):
        server.deliver(LETTER)
    seen = []
    for _round in range(4):
        rounds.read_new(NOW)
        seen.append(ReturnMailbox.objects.get().last_uid)
    assert seen[1:3] == [seen[0] + 1, seen[0] + 2]
    assert seen[3] == seen[2]


def test_a_worker_killed_in_between_reads_again_and_counts_once(server: DovecotServer, delivery: Delivery) -> None:
    server.deliver(report(delivery))

    @contextmanager
    def broken(mailbox: Mailbox) -> Iterator[Inbox]:
        with inbox.opened(mailbox) as opened:
            opened.file_away = cut_off  # type: ignore[method-assign]
            yield opened

    def cut_off(number: int) -> None:
        raise Unavailable("connexion perdue")

    assert rounds.read_new(NOW, broken) == 0
    assert ReturnMailbox.objects.get().trouble == "connexion perdue"
    assert Bounce.objects.count() == 1
    assert rounds.read_new(NOW) == 1
    assert Bounce.objects.count() == 1
    assert ReturnMailbox.objects.get().trouble == ""


def test_a_mail_that_asks_to_stop_is_obeyed(server: DovecotServer, delivery: Delivery) -> None:
    server.deliver(report(delivery, "stop"))
    assert rounds.read_new(NOW) == 1
    assert Subscriber.objects.get(address=KARIM).state == Subscriber.State.LEFT


def test_a_folder_made_anew_is_read_from_its_beginning(server: DovecotServer, delivery: Delivery) -> None:
    server.deliver(report(delivery))
    rounds.read_new(NOW)
    ReturnMailbox.objects.update(uid_validity=1, last_uid=9_999)
    server.deliver(report(delivery, "postfix_delay"))
    assert rounds.read_new(NOW) == 1


def test_what_was_dealt_with_is_emptied_after_three_months(server: DovecotServer, delivery: Delivery) -> None:
    server.deliver(report(delivery))
    rounds.read_new(NOW)
    rounds.read_new(NOW + 89 * DAY)
    assert len(server.mails("Tambour")) == 1
    rounds.read_new(NOW + 92 * DAY)
    assert server.mails("Tambour") == {}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ({"password": "faux"}, "AUTHENTICATIONFAILED"),
        ({"folder": "Nulle-part"}, "le dossier Nulle-part n’existe pas"),
    ],
)
def test_what_is_wrong_with_the_mailbox_is_said_and_nothing_breaks(
    server: DovecotServer, settings: Settings, site: Site, url: dict[str, str], says: str
) -> None:
    settings.TAMBOUR_BOUNCE_IMAP = server.url(**url)
    assert rounds.read_new(NOW) == 0
    trouble = ReturnMailbox.objects.get().trouble
    assert says in trouble
    assert "faux" not in trouble


def test_a_password_is_never_given_to_a_server_whose_certificate_is_not_trusted(
    dovecot: DovecotServer, settings: Settings
) -> None:
    mailbox = parse_setting(dovecot.url())
    assert mailbox is not None
    log = Path(dovecot.folder / "log")
    before = log.read_text().count("Login:")
    with pytest.raises(Unavailable, match="certificate verify failed"), inbox.opened(mailbox):
        pass
    assert log.read_text().count("Login:") == before


def test_a_server_that_is_not_there_is_only_a_trouble(settings: Settings, site: Site) -> None:
    settings.TAMBOUR_BOUNCE_ADDRESS = "rebonds+*@valombreuse.example"
    settings.TAMBOUR_BOUNCE_IMAP = "imap://a:b@127.0.0.1:9"
    assert rounds.read_new(NOW) == 0
    assert "refused" in ReturnMailbox.objects.get().trouble
