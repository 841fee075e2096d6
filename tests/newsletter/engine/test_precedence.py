"""An alert goes before a bulletin in progress, and what is uncertain of it goes again by itself."""

import datetime as dt
from collections import Counter

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import Site

from newsletter.engine import freezing
from newsletter.engine.policy import Policy
from newsletter.engine.sending import recover, send_due
from newsletter.models import Delivery, Dispatch, Mailing, Subscriber
from newsletter.subscribers import subscriptions
from newsletter.subscribers.choices import Choice, Rhythm, Stream
from tests.newsletter.engine.test_sending import dead_worker
from tests.newsletter.relay import DOUBT, Script
from tests.newsletter.residents import ALERTS, WEEKLY_NEWS, frozen_mailing, issue, readers, subscriber

State = Delivery.State
MINUTE = dt.timedelta(minutes=1)
DAILY_AGENDA = Choice(Stream.AGENDA, Rhythm.DAILY)


def warned(site: Site, now: dt.datetime, number: int = 2) -> dict[Subscriber, Choice]:
    """Residents who asked for alerts."""
    return {subscriber(site, f"riverain{n}@boite.example", now, ALERTS): ALERTS for n in range(number)}


def tally(dispatch: Dispatch) -> Counter[str]:
    return dispatch.deliveries.all().tally()


def test_an_alert_written_while_the_bulletin_leaves_does_not_stand_behind_it(site: Site, now: dt.datetime) -> None:
    readers(site, 30, now)
    bulletin = freezing.freeze(issue(site), now)
    riverside, server = warned(site, now), Script()

    def the_river_rises(recipient: str) -> None:
        if len(server.served) == 3:
            frozen_mailing(site, now, Mailing.Kind.ALERT, riverside)

    server.before_the_dot = the_river_rises
    send_due(now, policy=Policy(group=10), open_carrier=server)
    assert tally(bulletin) == {State.SENT: 10, State.PENDING: 20}
    server.before_the_dot = lambda recipient: None
    send_due(now + MINUTE, open_carrier=server)
    assert server.served[10:12] == ["riverain0@boite.example", "riverain1@boite.example"]
    assert tally(bulletin) == {State.SENT: 30}


def test_an_alert_goes_first_even_if_it_was_frozen_last(site: Site, now: dt.datetime) -> None:
    readers(site, 2, now)
    freezing.freeze(issue(site), now)
    frozen_mailing(site, now, Mailing.Kind.ALERT, warned(site, now))
    server = Script()
    send_due(now, open_carrier=server)
    assert [address[:8] for address in server.served] == ["riverain", "riverain", "lecteur0", "lecteur0"]


def test_an_alert_whose_answer_was_lost_goes_again_without_anybody(site: Site, now: dt.datetime) -> None:
    alert = frozen_mailing(site, now, Mailing.Kind.ALERT, warned(site, now))
    server = Script(DOUBT)
    send_due(now, open_carrier=server)
    assert tally(alert) == {State.SENT: 1, State.DEFERRED: 1}
    send_due(now + 6 * MINUTE, open_carrier=server)
    assert sorted(server.served) == ["riverain0@boite.example", "riverain1@boite.example"]


def test_an_alert_that_is_never_answered_ends_as_a_doubt_with_a_name(site: Site, now: dt.datetime) -> None:
    alert = frozen_mailing(site, now, Mailing.Kind.ALERT, warned(site, now, 1))
    for turn in range(6):
        send_due(now + turn * 300 * MINUTE, open_carrier=Script(DOUBT))
    row = alert.deliveries.get()
    assert (row.state, row.attempts) == (State.UNCERTAIN, 4)


@pytest.mark.parametrize(
    ("kind", "after"), [(Mailing.Kind.ALERT, State.PENDING), (Mailing.Kind.WEEKLY, State.UNCERTAIN)]
)
def test_after_a_crash_only_an_alert_is_sent_again_by_itself(
    site: Site, now: dt.datetime, kind: Mailing.Kind, after: str
) -> None:
    dispatch = frozen_mailing(site, now, kind, warned(site, now, 1))
    dispatch.deliveries.update(state=State.COMMITTING, worker=dead_worker(), lease_until=now + 15 * MINUTE)
    recover(now)
    assert dispatch.deliveries.get().state == after


def test_a_crash_that_comes_back_every_time_does_not_send_an_alert_for_ever(site: Site, now: dt.datetime) -> None:
    alert = frozen_mailing(site, now, Mailing.Kind.ALERT, warned(site, now, 1))
    for _crash in range(5):
        alert.deliveries.exclude(state=State.UNCERTAIN).update(state=State.COMMITTING, worker=dead_worker())
        recover(now)
    assert tally(alert) == {State.UNCERTAIN: 1}


def test_whoever_stops_one_subject_no_longer_gets_what_was_frozen_about_it(site: Site, now: dt.datetime) -> None:
    person = subscriber(site, "lea@boite.example", now, WEEKLY_NEWS, DAILY_AGENDA)
    agenda = frozen_mailing(site, now, Mailing.Kind.DAILY, {person: DAILY_AGENDA})
    news = frozen_mailing(site, now, Mailing.Kind.WEEKLY, {person: WEEKLY_NEWS})
    subscriptions.choose(person, [WEEKLY_NEWS], now, districts=[], text_only=False, page="/recevoir/choix/")
    send_due(now, open_carrier=Script())
    assert (tally(agenda), tally(news)) == ({State.EXCLUDED: 1}, {State.SENT: 1})


def test_whoever_stops_it_while_the_message_is_on_the_wire_gets_no_dot(site: Site, now: dt.datetime) -> None:
    person, server = subscriber(site, "lea@boite.example", now, WEEKLY_NEWS, DAILY_AGENDA), Script()
    agenda = frozen_mailing(site, now, Mailing.Kind.DAILY, {person: DAILY_AGENDA})
    server.before_the_dot = lambda _recipient: subscriptions.choose(
        person, [WEEKLY_NEWS], now, districts=[], text_only=False, page="/recevoir/choix/"
    )
    send_due(now, open_carrier=server)
    assert (server.served, tally(agenda)) == ([], {State.EXCLUDED: 1})


def test_a_change_of_rhythm_between_freeze_and_sending_loses_nothing(site: Site, now: dt.datetime) -> None:
    person = subscriber(site, "lea@boite.example", now, WEEKLY_NEWS)
    news = frozen_mailing(site, now, Mailing.Kind.WEEKLY, {person: WEEKLY_NEWS})
    daily = Choice(Stream.NEWS, Rhythm.DAILY)
    subscriptions.choose(person, [daily], now, districts=[], text_only=False, page="/recevoir/choix/")
    send_due(now, open_carrier=Script())
    assert tally(news) == {State.SENT: 1}


def test_two_variants_of_a_digest_each_carry_their_own_words(site: Site, now: dt.datetime) -> None:
    lea, paul = (subscriber(site, f"{name}@boite.example", now, WEEKLY_NEWS, DAILY_AGENDA) for name in ("lea", "paul"))
    frozen_mailing(site, now, Mailing.Kind.DAILY, {lea: DAILY_AGENDA, paul: WEEKLY_NEWS})
    server = Script()
    send_due(now, open_carrier=server)
    messages = [parcel.message for parcel in server.kept]
    subjects = [next(line for line in message.split(b"\r\n") if line.startswith(b"Subject")) for message in messages]
    assert [b"agenda" in subject for subject in subjects] == [False, True]
    assert all(b"List-Id" in message and b"<nouvelles." in message for message in messages)


def test_a_dispatch_cannot_carry_nothing(site: Site, now: dt.datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispatch.objects.create(frozen_at=now, candidates=0, planned=0, excluded=0)
