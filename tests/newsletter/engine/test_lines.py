"""Several connections worked together: nobody waits for another's answer, and each keeps at most one doubt."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from wagtail.models import Site

from newsletter.engine import freezing, sending, smtp
from newsletter.engine.carriers import Carrier, Parcel, Unavailable
from newsletter.engine.lines import Lines
from newsletter.engine.sending import send_due
from newsletter.engine.smtp import Kind, Relay
from newsletter.models import Delivery, Dispatch
from tests.newsletter.relay import DOUBT, GONE, Script
from tests.newsletter.residents import issue, readers
from tests.smtp_server import SmtpServer

State = Delivery.State


@pytest.fixture(autouse=True)
def four_connections(settings: Settings) -> None:
    settings.MAIL_CONNECTIONS = 4


@pytest.fixture
def dispatch(site: Site, now: dt.datetime) -> Dispatch:
    """Twenty readers, and an issue just frozen for them."""
    readers(site, 20, now)
    return freezing.freeze(issue(site), now)


def parcel(key: int) -> Parcel:
    return Parcel(key, "avis@mairie.example", f"lecteur{key}@boite.example", b"Subject: essai\r\n\r\nfin\r\n")


def test_everybody_is_served_once_over_four_connections(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script()
    assert send_due(now, open_carrier=server) == 20
    assert len(server.opened) == 4
    assert sorted(server.served) == [f"lecteur{n:04}@boite.example" for n in range(20)]


def test_four_connections_share_each_durable_write(dispatch: Dispatch, now: dt.datetime) -> None:
    send_due(now, open_carrier=Script())
    dispatch.deliveries.update(state=State.PENDING)
    Dispatch.objects.update(state=Dispatch.State.RUNNING)
    with CaptureQueriesContext(connection) as queries:
        send_due(now, open_carrier=Script())
    leaves = [query["sql"] for query in queries if "SET \"state\" = 'committing'" in query["sql"]]
    assert 20 / 4 <= len(leaves) <= 20 / 4 + 1


def test_a_few_messages_do_not_open_a_connection_each(site: Site, now: dt.datetime) -> None:
    readers(site, 3, now)
    freezing.freeze(issue(site), now)
    server = Script()
    assert send_due(now, open_carrier=server) == 3
    assert len(server.opened) == 1


def test_after_a_click_on_stop_at_most_one_message_a_connection_finishes(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script()
    at_the_click: list[int] = []

    def click(recipient: str) -> None:
        if recipient.startswith("lecteur0009") and not at_the_click:
            sending.stop(dispatch, now)
            at_the_click.append(len(server.served))

    server.before_the_dot = click
    send_due(now, open_carrier=server)
    assert at_the_click and len(server.served) - at_the_click[0] <= 4
    assert dispatch.deliveries.all().tally() == {State.SENT: len(server.served), State.PENDING: 20 - len(server.served)}


def test_one_person_who_leaves_at_the_last_moment_costs_the_others_nothing(
    dispatch: Dispatch, now: dt.datetime
) -> None:
    server = Script()

    def erase(recipient: str) -> None:
        if recipient.startswith("lecteur0006"):
            dispatch.deliveries.filter(subscriber__address=recipient).update(worker="ailleurs-1-abcd")

    server.before_the_dot = erase
    assert send_due(now, open_carrier=server) == 19
    assert dispatch.deliveries.all().tally() == {State.SENT: 19, State.CLAIMED: 1}


def test_a_server_that_wants_fewer_connections_has_fewer(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script()

    def two_at_most() -> Carrier:
        if len(server.opened) == 2:
            raise Unavailable("421 too many connections")
        return server()

    assert send_due(now, open_carrier=two_at_most) == 20
    dispatch.refresh_from_db()
    assert dispatch.trouble == ""


def test_a_server_that_cuts_every_connection_at_once_is_tried_again_on_others(
    dispatch: Dispatch, now: dt.datetime
) -> None:
    assert send_due(now, open_carrier=Script(GONE, GONE, GONE, GONE)) == 20


def test_a_server_that_answers_no_dot_keeps_one_doubt_a_connection_at_most(
    dispatch: Dispatch, now: dt.datetime
) -> None:
    send_due(now, open_carrier=Script(*[DOUBT] * 20))
    dispatch.refresh_from_db()
    assert dispatch.state == Dispatch.State.PAUSED
    assert dispatch.deliveries.uncertain().count() <= 4


def test_somebody_whose_address_no_server_could_read_holds_up_nobody(dispatch: Dispatch, now: dt.datetime) -> None:
    person = dispatch.deliveries.earliest("pk").subscriber
    assert person is not None
    type(person).objects.filter(pk=person.pk).update(address="jean dupré@boite.example")
    assert send_due(now, open_carrier=Script()) == 19
    assert dispatch.deliveries.get(state=State.REJECTED).subscriber == person


@pytest.mark.slow
def test_a_connection_left_without_an_answer_keeps_no_other_waiting(
    dispatch: Dispatch, tmp_path: Path, settings: Settings, now: dt.datetime
) -> None:
    with SmtpServer(tmp_path, mode="stall", every=10) as server:
        settings.EMAIL_URL = server.url
        patience = smtp.PATIENCE | {Kind.DOT: 2.0}
        configured = smtp.transport.parse(server.url)
        assert configured is not None
        relay = configured
        send_due(now, open_carrier=lambda: Relay(relay, patience=patience))
    assert dispatch.deliveries.all().tally() == {State.SENT: 18, State.UNCERTAIN: 2}


def test_whatever_was_not_at_its_dot_is_cut_when_the_turn_ends() -> None:
    server = Script()
    lines = Lines(2, server)
    for carrier, number in zip(lines.free(10), range(2), strict=False):
        carrier.offer(parcel(number))
    assert list(lines.last_words()) == [[]]
    assert not any(wire.is_open for wire in server.opened)
