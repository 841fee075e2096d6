"""Sending: nobody twice, nobody forgotten, every doubt named, whatever happens to the worker, the server or the people."""

import datetime as dt
from collections import Counter
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection
from wagtail.models import Site

from newsletter.engine import freezing, ledger, presence, sending
from newsletter.engine.carriers import Answer, Carrier, Unavailable
from newsletter.engine.holding import Held, Holding
from newsletter.engine.pacing import Pacing
from newsletter.engine.policy import POLICY
from newsletter.engine.sending import send_due
from newsletter.models import ConsentLine, Delivery, Dispatch, Subscriber
from newsletter.subscribers import subscriptions
from newsletter.subscribers.consent import Source
from tests.newsletter.relay import ACCEPTED, DOUBT, GONE, LATER, NEVER, UNWELCOME, Script
from tests.newsletter.residents import issue, readers

State = Delivery.State
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


@pytest.fixture
def dispatch(site: Site, now: dt.datetime) -> Dispatch:
    """Six readers, and an issue just frozen for them."""
    readers(site, 6, now)
    return freezing.freeze(issue(site), now)


def tally(dispatch: Dispatch) -> Counter[str]:
    return dispatch.deliveries.all().tally()


def state_of(dispatch: Dispatch) -> str:
    dispatch.refresh_from_db()
    return dispatch.state


def test_everybody_is_served_once_and_the_dispatch_is_over(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script()
    assert send_due(now, open_carrier=server) == 6
    assert sorted(server.served) == [f"lecteur{n:04}@boite.example" for n in range(6)]
    assert tally(dispatch) == {State.SENT: 6}
    assert state_of(dispatch) == Dispatch.State.DONE
    assert send_due(now + MINUTE, open_carrier=server) == 0
    assert len(server.served) == 6


def test_whoever_is_told_later_is_tried_again_later_and_keeps_nobody_waiting(
    dispatch: Dispatch, now: dt.datetime
) -> None:
    server = Script(LATER)
    send_due(now, open_carrier=server)
    assert tally(dispatch) == {State.SENT: 5, State.DEFERRED: 1}
    assert state_of(dispatch) == Dispatch.State.RUNNING
    send_due(now + 4 * MINUTE, open_carrier=server)
    assert len(server.served) == 5
    send_due(now + 6 * MINUTE, open_carrier=server)
    assert tally(dispatch) == {State.SENT: 6}


def test_attempts_grow_rarer_and_end_after_two_days(dispatch: Dispatch, now: dt.datetime) -> None:
    tries, at = [], now
    first = dispatch.deliveries.earliest("pk")
    dispatch.deliveries.exclude(pk=first.pk).update(state=State.SENT)
    while tally(dispatch)[State.REJECTED] == 0:
        tries.append(at)
        send_due(at, open_carrier=Script(LATER))
        first.refresh_from_db()
        at = first.due_at + MINUTE
    gaps = [(later - earlier) // MINUTE for earlier, later in pairwise(tries)]
    assert gaps[:4] == [6, 16, 61, 241]
    assert dt.timedelta(hours=40) < tries[-1] - now <= dt.timedelta(hours=48)
    assert first.reply == "later"


def test_a_mailbox_that_does_not_exist_is_tried_once(dispatch: Dispatch, now: dt.datetime) -> None:
    send_due(now, open_carrier=Script(NEVER))
    assert tally(dispatch) == {State.SENT: 5, State.REJECTED: 1}
    refused = dispatch.deliveries.get(state=State.REJECTED)
    assert (refused.code, refused.reply, refused.attempts) == (550, "no such user", 1)


def test_a_mailbox_refused_twice_running_gets_no_third_issue(site: Site, dispatch: Dispatch, now: dt.datetime) -> None:
    send_due(now, open_carrier=Script(NEVER))
    person = dispatch.deliveries.get(state=State.REJECTED).subscriber
    assert person is not None
    assert person.state == Subscriber.State.ACTIVE
    freezing.freeze(issue(site, "n° 43"), now + DAY)
    send_due(now + DAY, open_carrier=Script(NEVER))
    person.refresh_from_db()
    assert person.state == Subscriber.State.SUSPENDED
    proof = ConsentLine.objects.filter(person=person.uid).latest("pk")
    assert (proof.event, proof.source) == ("suspended", Source.REFUSALS)
    assert proof.reason.endswith("personne ne reçoit à cette adresse. no such user")
    plan = freezing.plan(issue(site, "n° 44"), now)
    assert (plan.planned, plan.excluded) == (5, {Delivery.Reason.SUSPENDED: 1})


def test_a_doubt_is_named_and_only_a_person_sends_again(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script(ACCEPTED, DOUBT)
    send_due(now, open_carrier=server)
    assert tally(dispatch) == {State.SENT: 5, State.UNCERTAIN: 1}
    assert state_of(dispatch) == Dispatch.State.DONE
    doubtful = dispatch.deliveries.uncertain()
    assert [str(delivery.subscriber) for delivery in doubtful] == ["lecteur0001@boite.example"]
    send_due(now + dt.timedelta(days=1), open_carrier=server)
    assert len(server.served) == 5
    assert sending.resend(dispatch.deliveries.all(), now + dt.timedelta(days=1)) == 1
    send_due(now + dt.timedelta(days=1), open_carrier=server)
    assert server.served[-1] == "lecteur0001@boite.example"
    assert tally(dispatch) == {State.SENT: 6}


def test_who_left_between_freeze_and_sending_gets_nothing(dispatch: Dispatch, now: dt.datetime) -> None:
    person = dispatch.deliveries.earliest("pk").subscriber
    assert person is not None
    subscriptions.leave(person, Source.ONE_CLICK, now)
    server = Script()
    send_due(now, open_carrier=server)
    assert person.address not in server.served
    assert tally(dispatch) == {State.SENT: 5, State.EXCLUDED: 1}
    assert dispatch.deliveries.all().reasons() == {Delivery.Reason.LEFT: 1}


def test_who_leaves_while_the_message_is_on_the_wire_gets_no_dot(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script()

    def leave_at_the_last_moment(recipient: str) -> None:
        if recipient.startswith("lecteur0002"):
            subscriptions.leave(Subscriber.objects.get(address=recipient), Source.ONE_CLICK, now)

    server.before_the_dot = leave_at_the_last_moment
    send_due(now, open_carrier=server)
    assert "lecteur0002@boite.example" not in server.served
    assert tally(dispatch) == {State.SENT: 5, State.EXCLUDED: 1}


def test_who_wants_a_pause_or_no_more_bulletin_is_left_in_peace(dispatch: Dispatch, now: dt.datetime) -> None:
    pausing, choosing = (delivery.subscriber for delivery in dispatch.deliveries.order_by("pk")[:2])
    assert pausing is not None and choosing is not None
    subscriptions.pause(pausing, now.date() + dt.timedelta(days=20), now)
    subscriptions.choose(choosing, [], now, districts=[], text_only=False, page="/recevoir/choix/")
    send_due(now, open_carrier=Script())
    assert dispatch.deliveries.all().reasons() == {Delivery.Reason.PAUSED: 1, Delivery.Reason.LEFT: 1}


def test_a_pause_takes_effect_at_the_very_next_message(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script()
    server.before_the_dot = lambda recipient: recipient.startswith("lecteur0002") and sending.pause(dispatch)
    send_due(now, open_carrier=server)
    assert tally(dispatch) == {State.SENT: 2, State.PENDING: 4}
    assert send_due(now + MINUTE, open_carrier=server) == 0
    server.before_the_dot = lambda recipient: None
    assert sending.resume(dispatch)
    assert send_due(now + MINUTE, open_carrier=server) == 4
    assert len(set(server.served)) == len(server.served) == 6


def test_a_stopped_dispatch_never_goes_on_and_says_who_was_not_served(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script()
    server.before_the_dot = lambda recipient: recipient.startswith("lecteur0004") and sending.stop(dispatch, now)
    send_due(now, open_carrier=server)
    assert not sending.resume(dispatch)
    assert send_due(now + MINUTE, open_carrier=server) == 0
    missed = [str(delivery.subscriber) for delivery in dispatch.deliveries.all().not_received()]
    assert missed == ["lecteur0004@boite.example", "lecteur0005@boite.example"]


def test_a_server_that_is_away_makes_everybody_wait_and_nobody_pay(dispatch: Dispatch, now: dt.datetime) -> None:
    def away() -> Carrier:
        raise Unavailable("connection refused")

    send_due(now, open_carrier=away)
    assert tally(dispatch) == {State.PENDING: 6}
    dispatch.refresh_from_db()
    assert (dispatch.state, dispatch.failures, dispatch.trouble) == (Dispatch.State.RUNNING, 1, "connection refused")
    assert send_due(now + MINUTE / 2, open_carrier=Script()) == 0
    assert send_due(now + 2 * MINUTE, open_carrier=Script()) == 6
    dispatch.refresh_from_db()
    assert dispatch.trouble == ""


def test_a_connection_lost_before_the_dot_is_opened_again_at_once(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script(GONE)
    assert send_due(now, open_carrier=server) == 6
    assert len(set(server.served)) == 6


def test_a_message_that_always_breaks_the_connection_does_not_hold_up_the_others(
    dispatch: Dispatch, now: dt.datetime
) -> None:
    assert send_due(now, open_carrier=Script(GONE, GONE)) == 5
    assert tally(dispatch) == {State.SENT: 5, State.DEFERRED: 1}


def test_a_server_that_refuses_our_own_address_stops_everything_and_says_so(
    dispatch: Dispatch, now: dt.datetime
) -> None:
    send_due(now, open_carrier=Script(UNWELCOME))
    assert state_of(dispatch) == Dispatch.State.PAUSED
    assert "553 not allowed" in dispatch.trouble
    assert tally(dispatch) == {State.PENDING: 6}


@pytest.mark.parametrize(
    ("answer", "number", "said"), [(DOUBT, 3, "sans répondre"), (NEVER, 10, "10 messages de suite")]
)
def test_what_happens_to_everybody_in_turn_is_not_their_fault(
    site: Site, now: dt.datetime, answer: Answer, number: int, said: str
) -> None:
    readers(site, 30, now)
    dispatch = freezing.freeze(issue(site), now)
    send_due(now, open_carrier=Script(*[answer] * 30))
    assert state_of(dispatch) == Dispatch.State.PAUSED
    assert said in dispatch.trouble
    assert tally(dispatch)[State.PENDING] == 30 - number


def test_what_a_dead_worker_had_only_taken_waits_again_at_once(dispatch: Dispatch, now: dt.datetime) -> None:
    dead = dead_worker()
    dispatch.deliveries.update(state=State.CLAIMED, worker=dead, lease_until=now + 5 * MINUTE)
    server = Script()
    assert send_due(now, open_carrier=server) == 6


def test_what_a_dead_worker_was_committing_becomes_a_doubt_at_once(dispatch: Dispatch, now: dt.datetime) -> None:
    row = dispatch.deliveries.earliest("pk")
    dispatch.deliveries.filter(pk=row.pk).update(
        state=State.COMMITTING, worker=dead_worker(), lease_until=now + 15 * MINUTE
    )
    send_due(now, open_carrier=Script())
    assert tally(dispatch) == {State.SENT: 5, State.UNCERTAIN: 1}
    assert state_of(dispatch) == Dispatch.State.DONE


def test_whoever_takes_back_may_be_killed_too(
    dispatch: Dispatch, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispatch.deliveries.update(state=State.CLAIMED, worker=dead_worker(), lease_until=now + 5 * MINUTE)
    with monkeypatch.context() as patch:
        patch.setattr("django.db.models.QuerySet.update", lambda *args, **facts: killed())
        with pytest.raises(KeyboardInterrupt):
            sending.recover(now)
    assert send_due(now, open_carrier=Script()) == 6


def killed() -> None:
    raise KeyboardInterrupt


def test_a_worker_of_another_machine_is_trusted_until_its_lease_is_over(dispatch: Dispatch, now: dt.datetime) -> None:
    dispatch.deliveries.update(state=State.CLAIMED, worker="ailleurs-1-abcd", lease_until=now + 5 * MINUTE)
    assert send_due(now, open_carrier=Script()) == 0
    assert send_due(now + 6 * MINUTE, open_carrier=Script()) == 6


def test_a_living_worker_keeps_what_it_took(dispatch: Dispatch, now: dt.datetime) -> None:
    with presence.signed_in() as alive:
        dispatch.deliveries.update(state=State.CLAIMED, worker=alive, lease_until=now + 5 * MINUTE)
        assert send_due(now, open_carrier=Script()) == 0
    assert not presence.is_gone(alive)


def test_a_worker_that_slept_through_its_lease_sends_no_dot(dispatch: Dispatch, now: dt.datetime) -> None:
    server = Script()

    def another_takes_over(recipient: str) -> None:
        if recipient.startswith("lecteur0000"):
            dispatch.deliveries.filter(subscriber__address=recipient).update(worker="ailleurs-1-abcd")

    server.before_the_dot = another_takes_over
    send_due(now, open_carrier=server)
    assert "lecteur0000@boite.example" not in server.served
    assert tally(dispatch) == {State.SENT: 5, State.CLAIMED: 1}


def test_a_late_answer_clears_the_doubt_noted_meanwhile(dispatch: Dispatch, now: dt.datetime) -> None:
    row = dispatch.deliveries.earliest("pk")
    dispatch.deliveries.filter(pk=row.pk).update(state=State.UNCERTAIN, worker="w")
    assert ledger.accept("w", [(row.pk, ACCEPTED)], now) == 1
    row.refresh_from_db()
    assert row.state == State.SENT


def test_a_late_answer_changes_nothing_once_a_person_has_decided(dispatch: Dispatch, now: dt.datetime) -> None:
    row = dispatch.deliveries.earliest("pk")
    dispatch.deliveries.filter(pk=row.pk).update(state=State.UNCERTAIN, worker="w")
    sending.resend(dispatch.deliveries.filter(pk=row.pk), now)
    held = Held(row.pk, None, 1, now, uuid4(), "lecteur@boite.example", False)
    Holding(dispatch, "w", lambda: now, POLICY, Pacing(now)).settle(held, NEVER)
    assert ledger.accept("w", [(row.pk, ACCEPTED)], now) == 0
    row.refresh_from_db()
    assert row.state == State.PENDING


def test_a_worker_asked_to_leave_gives_back_what_it_holds(
    dispatch: Dispatch, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Script()
    monkeypatch.setattr("newsletter.engine.turn.schedule.stopping", lambda: len(server.served) >= 2)
    assert send_due(now, open_carrier=server) == 2
    assert tally(dispatch) == {State.SENT: 2, State.PENDING: 4}


def dead_worker() -> str:
    """The name of a worker whose lock nobody holds any more, its file still there."""
    with presence.signed_in() as name:
        pass
    (presence.folder() / name).touch()
    return name


def test_no_transaction_is_open_while_the_server_is_spoken_to(dispatch: Dispatch, now: dt.datetime) -> None:
    around_the_test = len(connection.savepoint_ids)
    depths = set()
    server = Script()
    server.before_the_dot = lambda recipient: depths.add(len(connection.savepoint_ids))
    send_due(now, open_carrier=server)
    assert depths == {around_the_test}
