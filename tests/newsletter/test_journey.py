"""Karim's whole road, from the form to the way out, with the real messages, read as a mail program reads them."""

import datetime as dt
import re
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from content import seals
from content.addresses import Address
from home.founding import Sections
from newsletter import urls
from newsletter.engine import freezing
from newsletter.engine.carriers import Parcel
from newsletter.engine.sending import send_due
from newsletter.models import Subscriber
from newsletter.subscribers import personal, subscriptions, tokens
from newsletter.subscribers.tokens import Purpose
from tests.newsletter.relay import Script
from tests.newsletter.residents import ALERTS, BULLETIN, issue, subscriber
from tests.newsletter.views.reading import latest_mail, link_of, words
from tests.people import JEANNE, KARIM
from tests.replaying import photograph

FORM = "/recevoir/courriel/"


class Mailboxes(Script):
    """A mail server that keeps what it accepts, for whom it is."""

    def of(self, address: str) -> list[EmailMessage]:
        return [opened(parcel) for parcel in self.kept if parcel.recipient == address]


def opened(parcel: Parcel) -> EmailMessage:
    """A message as a mail program reads it."""
    message = message_from_bytes(parcel.message, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert message["To"] == parcel.recipient
    assert not message.defects
    return message


def publish(site: Sections, subject: str, relay: Script) -> None:
    now = timezone.now()
    freezing.freeze(issue(site.home.site, subject), now)
    send_due(now, open_carrier=relay)


def typed(address: str, *choices: str) -> dict[str, object]:
    shown_at = seals.stamp(timezone.now() - dt.timedelta(minutes=2))
    return {"email": address, "choices": choices, "shown_at": shown_at, "sure": ""}


def test_karim_subscribes_confirms_receives_changes_his_mind_and_leaves_in_one_click(
    town: Sections, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 20, 10, 30, tzinfo=dt.UTC), tick=False)
    client, relay = Client(enforce_csrf_checks=True), Mailboxes()

    assert "Un courriel va partir" in words(client.post(FORM, typed(KARIM, "bulletin:mois")))
    subscriptions.answer_requests(timezone.now())
    confirmation = latest_mail(KARIM)
    assert confirmation["Auto-Submitted"] == "auto-generated"
    link = link_of(confirmation, "/recevoir/confirmer/")
    client.get(link)
    publish(town, "n° 46", relay)
    assert relay.of(KARIM) == []
    assert "votre abonnement a commencé" in words(client.post(link))

    publish(town, "n° 47", relay)
    (letter,) = relay.of(KARIM)
    assert letter["Subject"] == "n° 47"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    choices = link_of(letter, "/recevoir/choix/")
    assert "Mes choix" in words(client.get(choices))
    client.post(choices, {"choices": ["alertes:aussitot"], "save": ""})
    publish(town, "n° 48", relay)
    assert len(relay.of(KARIM)) == 1
    client.post(choices, {"choices": ["alertes:aussitot", "bulletin:mois"], "save": ""})
    publish(town, "n° 49", relay)
    _first, second = relay.of(KARIM)

    way_out = re.fullmatch(r"<https?://[^/]+(/recevoir/arreter/[\w-]+/)>", second["List-Unsubscribe"])
    assert way_out
    client.get(way_out[1])
    pressed = client.post(way_out[1], "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (pressed.status_code, pressed.has_header("Location")) == (200, False)
    publish(town, "n° 50", relay)
    assert len(relay.of(KARIM)) == 2
    assert Subscriber.objects.get().choices() == []
    assert client.cookies == {}


@pytest.fixture
def every_page(town: Sections) -> list[str]:
    """Each address below /recevoir/ with a link that would work if its button were pressed."""
    site, now = town.home.site, timezone.now()
    karim = subscriber(site, KARIM, now, BULLETIN, ALERTS)
    subscriptions.ask(site, Address(JEANNE), [BULLETIN], now)
    subscriptions.answer_requests(now)
    own = {
        name: tokens.lasting(purpose, karim.uid)
        for name, purpose in (("choix", Purpose.CHOICES), ("arreter", Purpose.LEAVE))
    }
    paths = [f"/recevoir/{name}/{token}/" for name, token in own.items()]
    paths.append(link_of(latest_mail(JEANNE), "/recevoir/confirmer/"))
    for purpose in (Purpose.EXPORT, Purpose.ERASE):
        personal.ask(karim, purpose, now)
        paths.append(link_of(latest_mail(KARIM)))
    personal.ask(karim, Purpose.MOVE, now, Address("karim.b@boite.example"))
    paths.append(link_of(latest_mail(KARIM)))
    _arrival, token = personal.draw(karim, Purpose.ARRIVE, now + tokens.PERSONAL_LIFE, "karim.b@boite.example")
    paths.append(f"/recevoir/nouvelle-adresse/{token}/")
    return paths + ["/recevoir/" + str(route.pattern) for route in urls.urlpatterns if "<" not in str(route.pattern)]


def test_a_mail_scanner_that_opens_every_link_changes_not_one_row(client: Client, every_page: list[str]) -> None:
    heads = {path.removeprefix("/recevoir/").split("/")[0] for path in every_page}
    assert heads == {str(route.pattern).split("/")[0] for route in urls.urlpatterns}, (
        "a page below /recevoir/ is missing here"
    )
    before = photograph()
    for path in every_page:
        for method in ("get", "head", "options"):
            for headers in ({}, {"Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}):
                getattr(client, method)(path, headers=headers)
    assert photograph() == before
    assert not client.cookies


def test_nor_does_a_scanner_that_follows_what_these_pages_lead_to(client: Client, every_page: list[str]) -> None:
    before = photograph()
    for path in every_page:
        for found in re.findall(r'(?:href|action)="(/recevoir/[^"#]*)"', client.get(path).content.decode()):
            assert client.get(found).status_code in {200, 404}
    assert photograph() == before
