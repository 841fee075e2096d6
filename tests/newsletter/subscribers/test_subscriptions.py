"""From the form to the end, as the verbs tell it: asked, confirmed, chosen, left, forgotten."""

import datetime as dt
import re
from typing import Any

import pytest
from wagtail.models import Site

from content.addresses import Address
from content.models import District, OutgoingMessage, Topic
from newsletter.models import ConsentLine, Subscriber, SubscriptionRequest
from newsletter.models.consent import AppendOnly
from newsletter.subscribers import consent, limits, retention, subscriptions, tokens
from newsletter.subscribers.choices import Choice, Rhythm, Stream
from newsletter.subscribers.consent import Event, Evidence, Source
from newsletter.subscribers.tokens import Purpose
from tests.newsletter.residents import ALERTS, BULLETIN, WEEKLY_NEWS, subscriber
from tests.people import JEANNE, KARIM

DAY = dt.timedelta(days=1)
WORDS = Evidence("J’accepte.", "https://valombreuse.example/recevoir/courriel/")


def ask(site: Site, now: dt.datetime, address: str = KARIM, *choices: Choice) -> SubscriptionRequest:
    return subscriptions.ask(site, Address(address), choices or (BULLETIN,), now, evidence=WORDS)


def mailed_token() -> str:
    """The token in the latest confirmation mail."""
    text = OutgoingMessage.objects.filter(purpose="newsletter-confirmation").latest("pk").raw
    found = re.search(rb"/recevoir/confirmer/([\w-]+)=?/", bytes(text).replace(b"=\r\n", b""))
    assert found
    return found[1].decode()


def confirm(site: Site, token: str, now: dt.datetime) -> Subscriber | None:
    request = subscriptions.find_request(site, token, now)
    return subscriptions.confirm(request, now) if request else None


def purposes() -> list[str]:
    return list(OutgoingMessage.objects.order_by("pk").values_list("purpose", flat=True))


def test_karim_asks_confirms_and_is_subscribed_to_what_he_ticked(site: Site, now: dt.datetime) -> None:
    ask(site, now, KARIM, BULLETIN, ALERTS)
    assert not Subscriber.objects.exists()
    assert subscriptions.answer_requests(now) == 1
    karim = confirm(site, mailed_token(), now + DAY)
    assert karim is not None
    assert (karim.address, karim.state) == (KARIM, Subscriber.State.ACTIVE)
    assert set(karim.choices()) == {ALERTS, BULLETIN}
    assert not SubscriptionRequest.objects.exists()


def test_the_proof_says_what_was_agreed_when_where_and_in_which_words(site: Site, now: dt.datetime) -> None:
    ask(site, now)
    subscriptions.answer_requests(now)
    karim = confirm(site, mailed_token(), now + DAY)
    assert karim is not None
    (proof,) = ConsentLine.objects.for_address(consent.address_hash("KARIM@boite.example"))
    assert (proof.event, proof.source, proof.person) == (Event.STARTED, Source.FORM, karim.uid)
    assert (proof.asked_at, proof.confirmed_at) == (now, now + DAY)
    assert (proof.wording, proof.wording_version) == (WORDS.wording, consent.version(WORDS.wording))
    assert (proof.page, proof.choices) == (WORDS.page, ["bulletin:mois"])


def test_the_proof_holds_no_address_and_cannot_be_rewritten(site: Site, now: dt.datetime) -> None:
    subscriber(site, KARIM, now)
    proof = ConsentLine.objects.get()
    assert KARIM not in str(vars(proof))
    with pytest.raises(AppendOnly):
        proof.save()
    with pytest.raises(AppendOnly):
        proof.delete()
    with pytest.raises(AppendOnly):
        ConsentLine.objects.all().delete()
    with pytest.raises(AppendOnly):
        ConsentLine.objects.update(reason="autre chose")


def test_a_token_serves_once_and_dies_after_seven_days(site: Site, now: dt.datetime) -> None:
    ask(site, now)
    subscriptions.answer_requests(now)
    token = mailed_token()
    assert confirm(site, token, now + 8 * DAY) is None
    assert confirm(site, token, now + 6 * DAY) is not None
    assert confirm(site, token, now + 6 * DAY) is None
    assert ConsentLine.objects.count() == 1


def test_two_clicks_at_the_same_moment_start_one_subscription(site: Site, now: dt.datetime) -> None:
    ask(site, now)
    subscriptions.answer_requests(now)
    first = subscriptions.find_request(site, mailed_token(), now)
    second = subscriptions.find_request(site, mailed_token(), now)
    assert first is not None and second is not None
    assert subscriptions.confirm(first, now) is not None
    assert subscriptions.confirm(second, now) is None
    assert ConsentLine.objects.count() == 1


def test_the_database_never_holds_a_token(site: Site, now: dt.datetime) -> None:
    ask(site, now)
    subscriptions.answer_requests(now)
    request = SubscriptionRequest.objects.get()
    assert mailed_token() not in str(vars(request))
    assert request.token_digest == tokens.digest(Purpose.CONFIRM, mailed_token())


def test_a_token_of_one_town_opens_nothing_in_the_other(site: Site, now: dt.datetime) -> None:
    other = Site.objects.create(hostname="saint-aubin.example", root_page=site.root_page)
    ask(site, now)
    subscriptions.answer_requests(now)
    assert confirm(other, mailed_token(), now) is None


def test_the_mail_carries_nothing_the_requester_chose(site: Site, now: dt.datetime) -> None:
    raws = []
    for choices in ((BULLETIN,), (ALERTS, WEEKLY_NEWS)):
        ask(site, now, KARIM, *choices)
        subscriptions.answer_requests(now)
        mail = OutgoingMessage.objects.latest("pk")
        raw = bytes(mail.raw).replace(b"=\r\n", b"").replace(mailed_token().encode(), b"*")
        raws.append(re.sub(rb"(?im)^message-id:.*$|^date:.*$|boundary=.*$|^--=+.*$", b"", raw))
        SubscriptionRequest.objects.all().delete()
        limits.forgive(site, Address(KARIM))
    assert raws[0] == raws[1]
    assert b"auto-submitted: auto-generated" in raws[0].lower()


def test_whoever_is_already_subscribed_gets_the_way_to_their_choices_and_nothing_changes(
    site: Site, now: dt.datetime
) -> None:
    karim = subscriber(site, KARIM, now - 30 * DAY, ALERTS)
    ask(site, now, "Karim@BOITE.example".lower(), BULLETIN)
    subscriptions.answer_requests(now)
    assert purposes() == ["newsletter-already"]
    raw = bytes(OutgoingMessage.objects.get().raw).replace(b"=\r\n", b"")
    assert tokens.lasting(Purpose.CHOICES, karim.uid).encode() in raw
    assert karim.choices() == [ALERTS]
    assert not SubscriptionRequest.objects.exists()


def test_whoever_asks_again_before_confirming_means_the_second_list(site: Site, now: dt.datetime) -> None:
    ask(site, now, KARIM, BULLETIN)
    subscriptions.answer_requests(now)
    token = mailed_token()
    ask(site, now, KARIM, ALERTS)
    subscriptions.answer_requests(now)
    karim = confirm(site, token, now)
    assert karim is not None
    assert karim.choices() == [ALERTS]
    assert purposes() == ["newsletter-confirmation"]


def test_choosing_keeps_what_stays_and_writes_the_change(site: Site, now: dt.datetime) -> None:
    karim = subscriber(site, KARIM, now, BULLETIN, ALERTS)
    works = Topic.objects.create(site=site, name="Travaux", slug="travaux")
    le_bourg: Any = District.objects.create(site=site, name="Le Bourg", slug="bourg")
    weekly = Choice(Stream.TOPIC, Rhythm.WEEKLY, works.slug)
    subscriptions.choose(karim, [BULLETIN, weekly], now + DAY, districts=[le_bourg], text_only=True, page="/choix/")
    karim.refresh_from_db()
    assert set(karim.choices()) == {BULLETIN, weekly}
    assert karim.subscriptions.get(stream=Stream.BULLETIN).since == now
    assert (karim.text_only, list(karim.districts.all())) == (True, [le_bourg])
    assert ConsentLine.objects.latest("pk").choices == ["bulletin:mois", "theme.travaux:vendredi"]


def test_leaving_is_immediate_proven_and_may_be_repeated(site: Site, now: dt.datetime) -> None:
    karim = subscriber(site, KARIM, now)
    assert subscriptions.leave(karim, Source.ONE_CLICK, now + DAY)
    assert not subscriptions.leave(karim, Source.LEAVE_PAGE, now + 2 * DAY)
    assert (karim.state, karim.left_at, karim.choices()) == (Subscriber.State.LEFT, now + DAY, [])
    last = ConsentLine.objects.latest("pk")
    assert (last.event, last.source, last.choices) == (Event.ENDED, Source.ONE_CLICK, ["bulletin:mois"])


def test_whoever_left_may_come_back(site: Site, now: dt.datetime) -> None:
    karim = subscriber(site, KARIM, now)
    subscriptions.leave(karim, Source.ONE_CLICK, now)
    ask(site, now + DAY)
    subscriptions.answer_requests(now + DAY)
    back = confirm(site, mailed_token(), now + DAY)
    assert back == karim
    assert back is not None
    assert (back.state, back.since, back.left_at) == (Subscriber.State.ACTIVE, now + DAY, None)


def test_a_lasting_link_finds_its_person_in_its_own_town_only(site: Site, now: dt.datetime) -> None:
    karim = subscriber(site, KARIM, now)
    other = Site.objects.create(hostname="saint-aubin.example", root_page=site.root_page)
    token = tokens.lasting(Purpose.CHOICES, karim.uid)
    assert subscriptions.find(site, Purpose.CHOICES, token) == karim
    assert subscriptions.find(site, Purpose.LEAVE, token) is None
    assert subscriptions.find(other, Purpose.CHOICES, token) is None


def test_a_request_nobody_confirms_is_gone_after_seven_days(site: Site, now: dt.datetime) -> None:
    ask(site, now)
    subscriptions.answer_requests(now)
    retention.forget(now + 6 * DAY)
    assert SubscriptionRequest.objects.count() == 1
    retention.forget(now + 7 * DAY)
    assert not SubscriptionRequest.objects.exists()


def test_an_address_is_erased_twenty_eight_days_after_leaving_and_the_proof_stays(site: Site, now: dt.datetime) -> None:
    karim, jeanne = subscriber(site, KARIM, now), subscriber(site, JEANNE, now)
    subscriptions.leave(karim, Source.ONE_CLICK, now)
    retention.forget(now + 27 * DAY)
    karim.refresh_from_db()
    assert karim.address == KARIM
    retention.forget(now + 28 * DAY)
    karim.refresh_from_db()
    jeanne.refresh_from_db()
    assert Subscriber.objects.get(address=None, address_key=None) == karim
    assert jeanne.address == JEANNE
    events = [line.event for line in ConsentLine.objects.for_address(consent.address_hash(KARIM))]
    assert events == [Event.STARTED, Event.ENDED, Event.ERASED]
    assert retention.forget(now + 29 * DAY) == 0


def test_whoever_comes_back_after_the_erasure_is_somebody_new(site: Site, now: dt.datetime) -> None:
    karim = subscriber(site, KARIM, now)
    subscriptions.leave(karim, Source.ONE_CLICK, now)
    retention.forget(now + 28 * DAY)
    again = subscriber(site, KARIM, now + 30 * DAY)
    assert again.uid != karim.uid
