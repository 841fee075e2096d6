"""Once in three years the town asks again, since it never watches who reads."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture
from wagtail.models import Site

from content.models import OutgoingMessage
from home.founding import Sections
from newsletter.models import ConsentLine, Subscriber
from newsletter.subscribers import reaffirming, subscriptions
from tests.newsletter.residents import ALERTS, BULLETIN, subscriber
from tests.newsletter.views.reading import latest_mail, link_of, words
from tests.people import JEANNE, KARIM

DAY = dt.timedelta(days=1)
YEARS = 3 * 365 * DAY


def mails() -> int:
    return OutgoingMessage.objects.filter(purpose="newsletter-still-wanted").count()


def test_nobody_is_asked_before_three_years_of_silence(site: Site, now: dt.datetime) -> None:
    subscriber(site, KARIM, now)
    talkative = subscriber(site, JEANNE, now)
    subscriptions.choose(talkative, [ALERTS], now + 700 * DAY, districts=[], text_only=False, page="")
    assert reaffirming.ask_again(now + YEARS - DAY) == 0
    assert reaffirming.ask_again(now + YEARS) == 1
    assert (mails(), latest_mail()["To"]) == (1, KARIM)


def test_asking_is_repeated_once_and_never_more(site: Site, now: dt.datetime) -> None:
    subscriber(site, KARIM, now, BULLETIN, ALERTS)
    for day in range(28):
        reaffirming.ask_again(now + YEARS + day * DAY)
    assert mails() == 1
    reaffirming.ask_again(now + YEARS + 30 * DAY)
    reaffirming.ask_again(now + YEARS + 31 * DAY)
    assert mails() == 2


def test_silence_ends_everything_but_the_alerts(site: Site, now: dt.datetime) -> None:
    karim, jeanne = subscriber(site, KARIM, now, BULLETIN, ALERTS), subscriber(site, JEANNE, now, BULLETIN)
    for day in (0, 30, 60, 61, 90):
        reaffirming.ask_again(now + YEARS + day * DAY)
    assert karim.choices() == [ALERTS]
    jeanne.refresh_from_db()
    assert jeanne.state == Subscriber.State.LEFT
    assert ConsentLine.objects.filter(person=jeanne.uid).last().source == "retention"  # type: ignore[union-attr]
    assert mails() == 4


def test_a_few_an_hour_are_asked(site: Site, now: dt.datetime) -> None:
    for number in range(reaffirming.AN_HOUR + 5):
        subscriber(site, f"lecteur{number}@boite.example", now)
    assert reaffirming.ask_again(now + YEARS) == reaffirming.AN_HOUR
    assert reaffirming.ask_again(now + YEARS) == 5


@pytest.mark.parametrize("button", ["affirm", "save"])
def test_one_button_is_an_answer(client: Client, town: Sections, time_machine: TimeMachineFixture, button: str) -> None:
    now = timezone.now()
    karim = subscriber(town.home.site, KARIM, now - YEARS)
    reaffirming.ask_again(now)
    page = link_of(latest_mail(KARIM))
    assert "Oui, je continue" in words(client.get(page))
    client.post(page, {button: "", "choices": ["bulletin:mois"]})
    assert "Oui, je continue" not in words(client.get(page))
    assert reaffirming.ask_again(timezone.now() + 90 * DAY) == 0
    assert karim.choices() == [BULLETIN]
