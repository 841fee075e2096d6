"""The pace over several turns and workers: what the operator allows, what each domain takes, and nobody waits for another."""

import datetime as dt

import pytest
from pytest_django import Settings
from wagtail.models import Site

from content.models import OutgoingMessage
from newsletter import jobs
from newsletter.engine import freezing
from newsletter.engine.carriers import Answer, Ending
from newsletter.engine.pacing import SERVER
from newsletter.engine.sending import send_due
from newsletter.models import Delivery, Dispatch, Throttle
from tests.newsletter.relay import LATER, Script
from tests.newsletter.residents import issue, readers, subscriber

State = Delivery.State
SECOND, MINUTE, DAY = dt.timedelta(seconds=1), dt.timedelta(minutes=1), dt.timedelta(days=1)
BUSY = Answer(Ending.LOST, 421, "421 4.7.0 too many messages")


def dispatch_to(site: Site, number: int, now: dt.datetime) -> Dispatch:
    readers(site, number, now)
    return freezing.freeze(issue(site), now)


def test_the_operator_s_pace_holds_from_one_turn_to_the_next(site: Site, settings: Settings, now: dt.datetime) -> None:
    settings.MAIL_PER_SECOND = 2
    dispatch_to(site, 30, now)
    server = Script()
    assert send_due(now, open_carrier=server) == 10
    assert send_due(now, open_carrier=server) == 0
    assert send_due(now + 3 * SECOND, open_carrier=server) == 6
    assert send_due(now + MINUTE, open_carrier=server) == 10


def test_a_domain_that_says_later_is_slowed_and_keeps_no_other_waiting(site: Site, now: dt.datetime) -> None:
    for number in range(12):
        subscriber(site, f"client{number}@grandefa.example", now)
    readers(site, 20, now)
    dispatch = freezing.freeze(issue(site), now)
    send_due(now, open_carrier=Script(*[LATER] * 12))
    throttle = Throttle.objects.get()
    assert (throttle.domain, throttle.rate) == ("grandefa.example", 0.5)
    assert dispatch.deliveries.all().tally() == {State.SENT: 20, State.DEFERRED: 12}
    server = Script()
    assert send_due(now + 6 * MINUTE, open_carrier=server) == 2
    assert send_due(now + 7 * MINUTE, open_carrier=server) >= 2


def test_a_domain_that_takes_everything_again_is_forgotten(site: Site, now: dt.datetime) -> None:
    dispatch_to(site, 20, now)
    Throttle.objects.create(server="localhost", domain="boite.example", rate=49.9, tokens=100, at=now)
    assert send_due(now, open_carrier=Script()) == 20
    assert not Throttle.objects.exists()


def test_a_server_that_asks_to_come_back_is_slowed_as_a_whole(site: Site, now: dt.datetime) -> None:
    dispatch_to(site, 6, now)
    send_due(now, open_carrier=Script(BUSY))
    assert Throttle.objects.get().domain == SERVER


def test_what_was_learned_of_one_server_does_not_bind_another(site: Site, settings: Settings, now: dt.datetime) -> None:
    Throttle.objects.create(server="smtp.ancien.example", domain=SERVER, rate=0.1, tokens=0, at=now)
    dispatch_to(site, 6, now)
    assert send_due(now, open_carrier=Script()) == 6


@pytest.fixture
def ten_a_day(settings: Settings) -> None:
    settings.MAIL_PER_DAY = 10


def test_the_rest_of_a_bulletin_leaves_the_next_day(site: Site, ten_a_day: None, now: dt.datetime) -> None:
    dispatch = dispatch_to(site, 12, now)
    server = Script()
    assert send_due(now, open_carrier=server) == 9
    dispatch.refresh_from_db()
    assert dispatch.state == Dispatch.State.RUNNING
    assert "Les 10 messages du jour sont partis" in dispatch.trouble
    assert "10 par jour : fin le 21\u00a0novembre" in dispatch.trouble
    assert send_due(now + DAY - MINUTE, open_carrier=server) == 0
    assert send_due(now + DAY + 15 * MINUTE, open_carrier=server) == 3
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.trouble) == (Dispatch.State.DONE, "")


def test_confirmations_count_in_the_day(site: Site, ten_a_day: None, now: dt.datetime) -> None:
    for _ in range(4):
        OutgoingMessage.objects.create(
            site=site, recipient="a@b.example", queued_at=now, due_at=now, sent_at=now, raw=b"", state="sent"
        )
    dispatch_to(site, 12, now)
    assert send_due(now, open_carrier=Script()) == 5


def test_nobody_is_called_at_night_because_a_day_was_full(site: Site, ten_a_day: None, now: dt.datetime) -> None:
    dispatch_to(site, 12, now)
    send_due(now, open_carrier=Script())
    assert jobs.oldest_delivery(now + 5 * MINUTE) is None


def test_a_sending_that_goes_on_slowly_is_not_late_and_one_that_does_not_move_is(
    site: Site, settings: Settings, now: dt.datetime
) -> None:
    settings.MAIL_PER_SECOND = 1
    dispatch = dispatch_to(site, 20, now)
    later = now + 20 * MINUTE
    send_due(later, open_carrier=Script())
    moved = jobs.oldest_delivery(later + MINUTE)
    assert moved is not None and moved >= later
    dispatch.deliveries.update(settled_at=None)
    assert jobs.oldest_delivery(later + MINUTE) == now
