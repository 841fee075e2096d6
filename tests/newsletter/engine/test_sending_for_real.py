"""Sending through a real mail server, in a process of its own, well or unwell."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from wagtail.models import Site

from newsletter.bounces import return_path
from newsletter.engine import freezing
from newsletter.engine.sending import send_due
from newsletter.models import Dispatch
from tests.newsletter.engine.test_sending import MINUTE, State, tally
from tests.newsletter.residents import issue, readers
from tests.smtp_server import SmtpServer


@pytest.fixture
def dispatch(site: Site, now: dt.datetime) -> Dispatch:
    """Six readers, and an issue just frozen for them."""
    readers(site, 6, now)
    return freezing.freeze(issue(site), now)


@pytest.fixture
def mail_server(tmp_path: Path, settings: Settings) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as server:
        settings.EMAIL_URL = server.url
        yield server


def test_a_real_server_receives_each_resident_once_with_what_was_frozen(
    dispatch: Dispatch, mail_server: SmtpServer, now: dt.datetime
) -> None:
    send_due(now)
    received = mail_server.accepted()
    assert sorted(r for message in received for r in message.recipients) == [
        f"lecteur{n:04}@boite.example" for n in range(6)
    ]
    assert {message.message["Subject"] for message in received} == {dispatch.issue.subject}
    assert len({message.message["Message-ID"] for message in received}) == 6
    assert tally(dispatch) == {State.SENT: 6}


def test_each_mail_leaves_from_an_address_of_its_own_to_come_back_to(
    dispatch: Dispatch, mail_server: SmtpServer, settings: Settings, now: dt.datetime
) -> None:
    settings.TAMBOUR_BOUNCE_ADDRESS = "rebonds+*@valombreuse.example"
    send_due(now)
    path = return_path.configured()
    assert path is not None
    senders = {message.recipients[0]: next(path.numbers_in(message.sender)) for message in mail_server.accepted()}
    assert senders == {str(delivery.subscriber): delivery.pk for delivery in dispatch.deliveries.all()}


def test_a_server_without_tls_gets_nothing_where_tls_was_asked(
    dispatch: Dispatch, mail_server: SmtpServer, settings: Settings, now: dt.datetime
) -> None:
    settings.EMAIL_URL = f"smtp+tls://compte:secret@127.0.0.1:{mail_server.port}"
    assert send_due(now) == 0
    assert mail_server.accepted() == []
    assert tally(dispatch) == {State.PENDING: 6}
    dispatch.refresh_from_db()
    assert "STARTTLS" in dispatch.trouble


@pytest.mark.parametrize(("mode", "kept"), [("drop_before", 5), ("drop_after", 6)])
def test_a_server_that_breaks_off_at_the_dot_leaves_that_one_in_doubt(
    dispatch: Dispatch, tmp_path: Path, settings: Settings, now: dt.datetime, mode: str, kept: int
) -> None:
    with SmtpServer(tmp_path, mode=mode, every=4) as server:
        settings.EMAIL_URL = server.url
        send_due(now)
        assert tally(dispatch) == {State.SENT: 5, State.UNCERTAIN: 1}
        assert len(server.accepted()) == kept


def test_greylisting_delays_and_loses_nobody(
    dispatch: Dispatch, tmp_path: Path, settings: Settings, now: dt.datetime
) -> None:
    with SmtpServer(tmp_path, mode="grey", every=2) as server:
        settings.EMAIL_URL = server.url
        send_due(now)
        assert tally(dispatch)[State.DEFERRED] > 0
        send_due(now + 6 * MINUTE)
        assert tally(dispatch) == {State.SENT: 6}
        assert len(server.accepted()) == 6


def test_without_a_mail_server_the_issue_stays_readable_on_the_machine(
    dispatch: Dispatch, tmp_path: Path, settings: Settings, now: dt.datetime
) -> None:
    settings.DATA = tmp_path
    settings.EMAIL_URL = ""
    assert send_due(now) == 6
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 6
