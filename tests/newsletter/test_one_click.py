"""One-click unsubscription, as Gmail and Yahoo do it (RFC 8058): one POST, nothing else."""

import re
import time
from email.message import EmailMessage

import pytest
from django.test import Client
from django.utils import timezone

from home.founding import Sections
from newsletter.engine.messages import Master
from newsletter.models import ConsentLine, Subscriber
from newsletter.subscribers import tokens
from newsletter.subscribers.consent import Source
from newsletter.subscribers.tokens import Purpose
from tests.newsletter.engine.test_messages import read
from tests.newsletter.residents import letter, subscriber
from tests.people import KARIM

BODY = "List-Unsubscribe=One-Click"
FORM_TYPE = "application/x-www-form-urlencoded"


def mail_for(person: Subscriber) -> EmailMessage:
    return read(Master(letter()).copy_for(person.uid, KARIM))


def press(client: Client, person: Subscriber) -> int:
    """What the mail provider's server does with the header of a received mail."""
    message = mail_for(person)
    assert message["List-Unsubscribe-Post"] == BODY
    found = re.fullmatch(r"<https://[^/]+(/recevoir/arreter/[\w-]+/)>", message["List-Unsubscribe"])
    assert found
    answer = client.post(found[1], BODY, content_type=FORM_TYPE)
    assert not answer.cookies
    assert not answer.has_header("Location")
    return answer.status_code


def test_the_button_of_the_mail_program_stops_everything_at_once(town: Sections) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    client = Client(enforce_csrf_checks=True)
    began = time.monotonic()
    assert press(client, karim) == 200
    assert time.monotonic() - began < 1
    karim.refresh_from_db()
    assert karim.state == Subscriber.State.LEFT
    assert ConsentLine.objects.latest("pk").source == Source.ONE_CLICK


def test_pressing_again_changes_nothing(client: Client, town: Sections) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    assert [press(client, karim) for _ in range(3)] == [200, 200, 200]
    assert ConsentLine.objects.filter(event="ended").count() == 1


@pytest.mark.parametrize("headers", [{"Origin": "https://mail.google.com"}, {"Sec-Fetch-Site": "cross-site"}])
def test_it_works_whatever_the_provider_says_of_itself(client: Client, town: Sections, headers: dict[str, str]) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    token = tokens.lasting(Purpose.LEAVE, karim.uid)
    assert client.post(f"/recevoir/arreter/{token}/", BODY, content_type=FORM_TYPE, headers=headers).status_code == 200
    assert not Subscriber.objects.active().exists()


@pytest.mark.parametrize("token", ["abc", "x" * 43, "é"])
def test_an_unknown_link_gets_the_same_answer(client: Client, town: Sections, token: str) -> None:
    subscriber(town.home.site, KARIM, timezone.now())
    assert client.post(f"/recevoir/arreter/{token}/", BODY, content_type=FORM_TYPE).status_code == 200
    assert client.get(f"/recevoir/arreter/{token}/").status_code == 200
    assert Subscriber.objects.active().count() == 1


def test_a_link_to_choose_stops_nobody(client: Client, town: Sections) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    client.post(f"/recevoir/arreter/{tokens.lasting(Purpose.CHOICES, karim.uid)}/")
    assert Subscriber.objects.active().count() == 1


def test_the_page_with_its_button_says_so_in_the_proof(client: Client, town: Sections) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    client.post(f"/recevoir/arreter/{tokens.lasting(Purpose.LEAVE, karim.uid)}/")
    assert ConsentLine.objects.latest("pk").source == Source.LEAVE_PAGE


def test_a_link_still_works_years_later_under_a_new_secret_key(
    client: Client, town: Sections, settings: object
) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    token = tokens.lasting(Purpose.LEAVE, karim.uid)
    settings.SECRET_KEY = "a new secret key, all different from the one before"  # type: ignore[attr-defined]
    client.post(f"/recevoir/arreter/{token}/")
    assert not Subscriber.objects.active().exists()
