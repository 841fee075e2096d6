"""What happens to residents when a mail of theirs comes back."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.addresses import Address
from home.founding import Sections
from newsletter.bounces import reading
from newsletter.bounces.receiving import receive
from newsletter.bounces.suspending import suspend_if_refused_again
from newsletter.engine import freezing, sending
from newsletter.engine.letters import letter_of
from newsletter.engine.messages import message_id
from newsletter.engine.sending import send_due
from newsletter.models import Bounce, ConsentLine, Delivery, Subscriber, Suppression
from newsletter.subscribers import subscriptions, suppression
from newsletter.subscribers.consent import Source
from tests.newsletter.bounces.samples import Sent, path
from tests.newsletter.digests.town import ALERTS, Worker, flood, november
from tests.newsletter.relay import Script
from tests.newsletter.residents import BULLETIN, issue, subscriber
from tests.people import JEANNE, KARIM

DAY = dt.timedelta(days=1)
State = Subscriber.State


def sent_to(person: Subscriber, at: dt.datetime, subject: str = "n° 42") -> Delivery:
    """An issue that everybody's mail server accepted."""
    dispatch = freezing.freeze(issue(person.site, subject), at)
    send_due(at, open_carrier=Script())
    return dispatch.deliveries.get(subscriber=person)


def come_back(delivery: Delivery, name: str, at: dt.datetime, setting: str = "rebonds+*@valombreuse.example") -> bool:
    """That sample arrives about that delivery; whether it was ours."""
    person = delivery.subscriber
    assert person is not None
    letter = letter_of(delivery.dispatch, delivery.variant)
    identifier = message_id(letter.uid, person.uid, letter.domain)
    sent = Sent(delivery.pk, person.uid, identifier, path(setting))
    found = reading.read(sent.back(name), sent.path)
    return found is not None and receive(found, at)


def state_of(person: Subscriber) -> str:
    person.refresh_from_db()
    return person.state


def test_a_first_return_is_noted_and_forgiven(karim: Subscriber, now: dt.datetime) -> None:
    delivery = sent_to(karim, now)
    assert come_back(delivery, "postfix", now)
    bounce = delivery.bounces.get()
    assert (bounce.kind, bounce.fault, bounce.status) == ("failure", "gone", "5.1.1")
    assert bounce.words.startswith("550 5.1.1 <…>: Recipient address rejected")
    assert state_of(karim) == State.ACTIVE
    assert not Suppression.objects.exists()


def test_two_issues_that_come_back_suspend_with_a_line_of_proof(karim: Subscriber, now: dt.datetime) -> None:
    come_back(sent_to(karim, now), "postfix", now)
    come_back(sent_to(karim, now + 30 * DAY, "n° 43"), "orange", now + 30 * DAY)
    assert state_of(karim) == State.SUSPENDED
    proof = ConsentLine.objects.filter(person=karim.uid).latest("pk")
    assert (proof.event, proof.source) == ("suspended", Source.REFUSALS)
    assert "OFR204_416" in proof.reason
    assert suppression.is_suppressed(karim.site, KARIM)
    assert Subscriber.objects.get(address=JEANNE).state == State.ACTIVE


def test_the_same_report_read_twice_counts_once(karim: Subscriber, now: dt.datetime) -> None:
    delivery = sent_to(karim, now)
    assert come_back(delivery, "postfix", now)
    assert come_back(delivery, "postfix", now + DAY)
    assert Bounce.objects.count() == 1
    assert state_of(karim) == State.ACTIVE


def test_reports_that_arrive_late_are_counted_for_their_own_issue(karim: Subscriber, now: dt.datetime) -> None:
    first = sent_to(karim, now)
    second = sent_to(karim, now + 7 * DAY, "n° 43")
    come_back(second, "gmail", now + 8 * DAY)
    assert state_of(karim) == State.ACTIVE
    come_back(first, "gmail", now + 9 * DAY)
    assert state_of(karim) == State.SUSPENDED


@pytest.mark.parametrize("name", ["orange_policy", "free", "postfix_delay"])
def test_our_own_fault_or_a_full_mailbox_suspends_nobody_after_two(
    karim: Subscriber, now: dt.datetime, name: str
) -> None:
    for month in range(2):
        come_back(sent_to(karim, now + 30 * month * DAY, f"n° {month}"), name, now + 30 * month * DAY)
    assert state_of(karim) == State.ACTIVE
    assert Bounce.objects.count() == 2


def test_a_mailbox_full_for_months_is_left_in_peace(karim: Subscriber, now: dt.datetime) -> None:
    for month in range(5):
        come_back(sent_to(karim, now + 30 * month * DAY, f"n° {month}"), "free", now + 30 * month * DAY)
    assert state_of(karim) == State.SUSPENDED


@pytest.mark.parametrize("name", ["postfix", "exchange", "gmail", "exim"])
def test_where_one_address_serves_for_all_the_message_id_tells(karim: Subscriber, now: dt.datetime, name: str) -> None:
    delivery = sent_to(karim, now)
    assert come_back(delivery, name, now, "rebonds@valombreuse.example")
    assert delivery.bounces.count() == 1


@pytest.mark.parametrize("setting", ["rebonds+*@valombreuse.example", "rebonds@valombreuse.example"])
def test_an_alert_that_comes_back_is_known_like_a_bulletin(town: Sections, worker: Worker, setting: str) -> None:
    subscriber(town.home.site, KARIM, november(2), ALERTS)
    flood(town, november(17, "09:00"))
    worker.passes(november(17, "09:00"))
    delivery = Delivery.objects.get(subscriber__address=KARIM)
    assert come_back(delivery, "postfix", november(17, "09:05"), setting)
    assert delivery.bounces.get().fault == "gone"


def test_a_forged_message_id_blames_nobody(karim: Subscriber, now: dt.datetime) -> None:
    sent = Sent(0, karim.uid, "<0123456789abcdef0123456789abcdef0123@valombreuse.example>", path("rebonds@v.example"))
    sent_to(karim, now)
    found = reading.read(sent.back("postfix"), sent.path)
    assert found is not None
    assert not receive(found, now)
    assert not Bounce.objects.exists()


def test_the_message_id_of_another_resident_blames_nobody(karim: Subscriber, now: dt.datetime) -> None:
    delivery = sent_to(karim, now)
    jeanne = Subscriber.objects.get(address=JEANNE)
    letter = letter_of(delivery.dispatch)
    sent = Sent(0, karim.uid, message_id(letter.uid, jeanne.uid, letter.domain), path("rebonds@v.example"))
    found = reading.read(sent.back("orange"), sent.path)
    assert found is not None
    assert not receive(found, now)


def test_a_complaint_ends_everything_at_once_and_for_good(karim: Subscriber, now: dt.datetime) -> None:
    delivery = sent_to(karim, now)
    assert come_back(delivery, "complaint", now)
    assert state_of(karim) == State.LEFT
    proof = ConsentLine.objects.filter(person=karim.uid).latest("pk")
    assert (proof.event, proof.source) == ("ended", Source.COMPLAINT)
    assert proof.choices == [BULLETIN.code]
    assert suppression.is_suppressed(karim.site, KARIM)
    assert delivery.bounces.get().kind == "complaint"
    assert come_back(delivery, "complaint", now)
    assert ConsentLine.objects.filter(event="ended").count() == 1


def test_a_complaint_about_a_delivery_long_unnamed_still_finds_the_person(karim: Subscriber, now: dt.datetime) -> None:
    delivery = sent_to(karim, now)
    sent = Sent(delivery.pk + 1000, karim.uid)
    found = reading.read(sent.back("complaint"), sent.path)
    assert found is not None
    assert receive(found, now)
    assert state_of(karim) == State.LEFT


def test_a_mail_program_that_writes_to_stop_is_obeyed(karim: Subscriber, now: dt.datetime) -> None:
    sent = Sent(person=karim.uid)
    found = reading.read(sent.back("stop"), sent.path)
    assert found is not None
    assert receive(found, now)
    assert receive(found, now)
    assert state_of(karim) == State.LEFT
    assert ConsentLine.objects.filter(event="ended").get().source == Source.MAILTO
    assert not suppression.is_suppressed(karim.site, KARIM)


def test_a_return_about_somebody_erased_is_noted_without_a_name(karim: Subscriber, now: dt.datetime) -> None:
    delivery = sent_to(karim, now)
    raw = Sent(delivery.pk, karim.uid).back("postfix")
    Delivery.objects.filter(pk=delivery.pk).update(subscriber=None)
    found = reading.read(raw, path())
    assert found is not None
    assert receive(found, now)
    assert delivery.bounces.count() == 1


def test_who_comes_back_begins_with_a_clean_slate(karim: Subscriber, now: dt.datetime) -> None:
    for month in range(2):
        come_back(sent_to(karim, now + 30 * month * DAY, f"n° {month}"), "postfix", now + 30 * month * DAY)
    assert state_of(karim) == State.SUSPENDED
    later = now + 40 * DAY
    request = subscriptions.ask(karim.site, Address(KARIM), [BULLETIN], later)
    subscriptions.confirm(request, later)
    assert state_of(karim) == State.ACTIVE
    assert not suppression.is_suppressed(karim.site, KARIM)
    come_back(sent_to(karim, later + DAY, "n° 44"), "postfix", later + DAY)
    assert state_of(karim) == State.ACTIVE


@pytest.mark.parametrize(
    ("reply", "suspended"), [("5.7.26 blocked: the sender is unauthenticated", False), ("5.1.1 User unknown", True)]
)
def test_a_refusal_at_the_door_for_our_own_fault_suspends_nobody(
    karim: Subscriber, now: dt.datetime, reply: str, suspended: bool
) -> None:
    """Where every mail is refused for want of a signature, nobody would be left on the list."""
    for month in range(3):
        delivery = sent_to(karim, now + 30 * month * DAY, f"n° {month}")
        Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.REJECTED, code=550, reply=reply)
    assert suspend_if_refused_again(delivery, reply, now + 60 * DAY) is suspended
    assert (state_of(karim) == State.SUSPENDED) is suspended


def test_a_sent_issue_stays_sent_when_it_comes_back(karim: Subscriber, now: dt.datetime) -> None:
    """The ledger says what the mail server answered; what came back afterwards stands beside it."""
    delivery = sent_to(karim, now)
    come_back(delivery, "postfix", now)
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.SENT
    assert Bounce.objects.of_dispatch(delivery.dispatch).count() == 1
    assert sending.resend(Delivery.objects.filter(pk=delivery.pk), now) == 0


def test_a_report_costs_few_queries_however_long_the_list(karim: Subscriber, now: dt.datetime) -> None:
    delivery = sent_to(karim, now)
    found = reading.read(Sent(delivery.pk, karim.uid).back("postfix"), path())
    assert found is not None
    with CaptureQueriesContext(
        connection,
    ) as queries:
        receive(found, now)
    assert len(queries) <= 10
