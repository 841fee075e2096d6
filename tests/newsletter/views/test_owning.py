"""Reading, moving and erasing what is known of oneself: only from one's own mailbox, once, within the hour."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from content.addresses import Address
from content.models import OutgoingMessage
from home.founding import Sections
from newsletter.engine import freezing
from newsletter.engine.sending import send_due
from newsletter.models import ConsentLine, Delivery, PersonalLink, Subscriber
from newsletter.subscribers import consent, subscriptions, tokens
from newsletter.subscribers.tokens import Purpose
from tests.newsletter.relay import NEVER, Script
from tests.newsletter.residents import ALERTS, BULLETIN, issue, subscriber
from tests.newsletter.views.reading import latest_mail, link_of, title, words
from tests.people import JEANNE, KARIM

NEW = "karim.benali@courrier.example"


@pytest.fixture
def karim(town: Sections) -> Subscriber:
    return subscriber(town.home.site, KARIM, timezone.now(), BULLETIN, ALERTS)


def own_page(person: Subscriber) -> str:
    return f"/recevoir/choix/{tokens.lasting(Purpose.CHOICES, person.uid)}/"


def link_for(client: Client, person: Subscriber, button: str, **values: str) -> str:
    """The path in the mail that the button of the person's own page has sent to them."""
    answer = client.post(own_page(person), {button: "", **values})
    assert answer.status_code == 200, words(answer)
    return link_of(latest_mail(person.address))


def test_karim_reads_everything_the_town_knows_of_him(client: Client, karim: Subscriber) -> None:
    link = link_for(client, karim, "export")
    assert "Voir mes données" in words(client.get(link))
    page = client.post(link)
    said = words(page)
    assert KARIM in said
    assert "Le bulletin (chaque mois)" in said
    assert "accord recueilli par la mairie" in said
    assert "no-store" in page.headers["Cache-Control"]


def test_he_keeps_it_in_a_file_from_the_page_he_just_read(client: Client, karim: Subscriber) -> None:
    freezing.freeze(issue(karim.site), timezone.now())
    send_due(timezone.now(), open_carrier=Script())
    page = client.post(link_for(client, karim, "export")).content.decode()
    next_page = page.split('action="/recevoir/donnees/')[1].split('"')[0]
    answer = client.post(f"/recevoir/donnees/{next_page}", {"json": ""})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mes-donnees.json"'
    known = json.loads(answer.content)
    assert known["adresse"] == KARIM
    assert [choice["choix"] for choice in known["choix"]] == ["Alertes (aussitôt)", "Le bulletin (chaque mois)"]
    assert known["envois"][0]["etat"] == "accepté par le serveur"
    assert dt.datetime.fromisoformat(known["etabli_le"]).tzinfo


def test_his_dossier_never_holds_anything_of_somebody_else(client: Client, karim: Subscriber) -> None:
    jeanne = subscriber(karim.site, JEANNE, timezone.now())
    client.post(own_page(jeanne), {"export": ""})
    assert JEANNE not in client.post(link_for(client, karim, "export")).content.decode()


def test_karim_erases_himself_and_his_address_is_in_no_table_any_more(client: Client, karim: Subscriber) -> None:
    site, now = karim.site, timezone.now()
    dispatch = freezing.freeze(issue(site), now)
    send_due(now, open_carrier=Script(NEVER))
    Delivery.objects.update(reply=f"550 <{KARIM}>: no such user")
    subscriptions.ask(site, Address(KARIM), [BULLETIN], now)
    done = client.post(link_for(client, karim, "erase"))
    assert "C’est effacé" in words(done)
    assert KARIM not in everything_in_the_database()
    assert [line.event for line in ConsentLine.objects.for_address(consent.address_hash(KARIM))] == [
        "started",
        "ended",
        "erased",
    ]
    assert dispatch.deliveries.get().subscriber is None


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = [name for (name,) in cursor.fetchall()]
        return str([cursor.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables])  # noqa: S608


def test_both_addresses_agree_before_mails_go_elsewhere(client: Client, karim: Subscriber) -> None:
    link = link_for(client, karim, "move", email=NEW)
    assert not OutgoingMessage.objects.filter(recipient=NEW).exists()
    assert NEW not in client.get(link).content.decode()
    client.post(link)
    karim.refresh_from_db()
    assert karim.address == KARIM
    arrival = link_of(latest_mail(NEW))
    assert "Recevoir ici" in words(client.get(arrival))
    assert "votre adresse a changé" in words(client.post(arrival))
    karim.refresh_from_db()
    assert (karim.address, karim.choices()) == (NEW, [ALERTS, BULLETIN])
    for address in (KARIM, NEW):
        assert ConsentLine.objects.for_address(consent.address_hash(address)).filter(event="moved").exists()


def test_two_subscriptions_become_one_when_he_moves_onto_the_other(client: Client, karim: Subscriber) -> None:
    other = subscriber(karim.site, NEW, timezone.now(), BULLETIN)
    client.post(link_for(client, karim, "move", email=NEW))
    client.post(link_of(latest_mail(NEW)))
    karim.refresh_from_db()
    other.refresh_from_db()
    assert (karim.address, other.address, other.state) == (NEW, None, Subscriber.State.LEFT)


@pytest.mark.parametrize("button", ["export", "erase", "move"])
def test_a_link_serves_once_for_an_hour_and_for_one_purpose(
    client: Client, karim: Subscriber, button: str, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(timezone.now(), tick=False)
    link = link_for(client, karim, button, email=NEW)
    token = link.split("/")[-2]
    for page in {"donnees", "effacer", "adresse", "nouvelle-adresse"} - {link.split("/")[-3]}:
        assert client.post(f"/recevoir/{page}/{token}/").status_code == 404
    time_machine.shift(dt.timedelta(minutes=61))
    assert client.post(link).status_code == 404
    time_machine.shift(dt.timedelta(minutes=-2))
    assert client.post(link).status_code == 200
    assert client.post(link).status_code == 404


def test_a_link_asked_again_replaces_the_first(client: Client, karim: Subscriber) -> None:
    first = link_for(client, karim, "erase")
    second = link_for(client, karim, "erase")
    assert client.post(first).status_code == 404
    assert "Tout effacer" in words(client.get(second))


def test_the_database_knows_no_token(client: Client, karim: Subscriber) -> None:
    token = link_for(client, karim, "export").split("/")[-2]
    assert token not in str(vars(PersonalLink.objects.get()))


def test_a_scanner_that_opens_every_link_reads_and_erases_nothing(client: Client, karim: Subscriber) -> None:
    links = [link_for(client, karim, button, email=NEW) for button in ("export", "erase", "move")]
    for method in ("get", "head", "options"):
        for link in links:
            answer = getattr(client, method)(link)
            assert KARIM not in answer.content.decode()
    karim.refresh_from_db()
    assert (karim.address, PersonalLink.objects.count()) == (KARIM, 3)


def test_whoever_was_forwarded_a_mail_can_neither_read_nor_flood_the_mailbox(client: Client, karim: Subscriber) -> None:
    for _ in range(3):
        assert client.post(own_page(karim), {"export": ""}).status_code == 200
    refused = client.post(own_page(karim), {"export": ""})
    assert (refused.status_code, OutgoingMessage.objects.count()) == (429, 3)
    assert "Aucun courriel n’est parti" in words(refused)


def test_a_new_address_is_written_to_once_a_day_whoever_asks(client: Client, karim: Subscriber) -> None:
    client.post(link_for(client, karim, "move", email=NEW))
    answer = client.post(link_for(client, karim, "move", email=NEW))
    assert answer.status_code == 429
    assert OutgoingMessage.objects.filter(recipient=NEW).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "écrivez votre nouvelle adresse"), ("karim@", "il manque"), (KARIM.upper(), "c’est déjà votre adresse")],
)
def test_a_wrong_new_address_is_told_beside_its_field(client: Client, karim: Subscriber, typed: str, said: str) -> None:
    page = client.post(own_page(karim), {"move": "", "email": typed})
    assert said in words(page)
    assert title(page).startswith("Erreur : ")
    assert not OutgoingMessage.objects.exists()


def test_a_new_address_is_doubted_once(client: Client, karim: Subscriber) -> None:
    doubt = client.post(own_page(karim), {"move": "", "email": "karim@gmial.com"})
    assert "vouliez-vous écrire « karim@gmail.com »" in words(doubt)
    client.post(own_page(karim), {"move": "", "email": "karim@gmial.com", "sure": "karim@gmial.com"})
    assert PersonalLink.objects.get().new_address == "karim@gmial.com"


def test_somebody_who_left_can_still_read_and_erase(client: Client, karim: Subscriber) -> None:
    subscriptions.leave(karim, consent.Source.ONE_CLICK, timezone.now())
    assert "Lire mes données" in words(client.get(own_page(karim)))
    client.post(link_for(client, karim, "erase"))
    karim.refresh_from_db()
    assert karim.address is None
    assert client.post(own_page(karim), {"move": "", "email": NEW}).status_code == 404


def test_a_link_of_one_town_opens_nothing_in_the_other(client: Client, karim: Subscriber, neighbour: Sections) -> None:
    link = link_for(client, karim, "export")
    assert Client(SERVER_NAME="saint-aubin.example").post(link).status_code == 404


@pytest.mark.parametrize("page", ["donnees", "effacer", "adresse", "nouvelle-adresse"])
@pytest.mark.parametrize("token", ["abc", "é" * 20, "A" * 500, "..%2f", "{{", "' OR 1=1"])
def test_an_invented_link_is_one_page(client: Client, town: Sections, page: str, token: str) -> None:
    answers: list[Any] = [client.get(f"/recevoir/{page}/{token}/"), client.post(f"/recevoir/{page}/{token}/")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
