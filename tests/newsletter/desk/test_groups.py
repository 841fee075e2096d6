"""« Textes des groupes »: Odile receives, dates and closes; nobody edits afterwards."""

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Site

from accounts.models import User
from content.models import CouncilGroup
from home.founding import Sections
from newsletter.models import BulletinPage, GroupText
from tests.newsletter.composing import december, live, settle, usual

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups(town: Sections, site: Site, now: dt.datetime, odile: User, client: Client) -> list[CouncilGroup]:
    settle(site)
    client.force_login(odile)
    return live(town, site, now).groups


@pytest.fixture
def number(town: Sections, groups: list[CouncilGroup]) -> BulletinPage:
    voices = [{"group": group.pk} for group in groups]
    value = {"title": "La parole", "limit": 20, "deadline": "2026-11-18", "voices": voices}
    return december(town, [*usual(), {"type": "groups", "value": value}])


def screen(number: BulletinPage, *rest: object) -> str:
    return "/".join(["/admin/bulletins", str(number.pk), "groupes", *map(str, rest), ""])


def typed(text: str) -> str:
    """What Wagtail's editor sends for a paragraph."""
    block = {
        "key": "aaaaa",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
        "data": {},
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_a_text_is_received_then_shown_with_its_date_and_cannot_be_edited(
    number: BulletinPage, groups: list[CouncilGroup], client: Client
) -> None:
    client.post(
        screen(number, groups[1].pk), {"body": typed("Nous demandons une séance publique."), "signatory": "Anne"}
    )
    text = GroupText.objects.get()
    assert "Nous demandons une séance publique." in text.body
    page = words(client.get(screen(number)))
    assert "par Odile Marchand" in page
    assert "35 signes, 15 de trop" in page
    assert text.fingerprint in page
    one = words(client.get(screen(number, groups[1].pk)))
    assert "Ce texte est fermé depuis sa réception" in one
    assert "demandez au groupe une nouvelle version et recevez-la" in one


def test_every_version_is_shown(number: BulletinPage, groups: list[CouncilGroup], client: Client) -> None:
    for text in ("Un.", "Deux."):
        client.post(screen(number, groups[1].pk), {"body": typed(text)})
    one = words(client.get(screen(number, groups[1].pk)))
    assert one.index("Deux.") < one.index("Version d’avant") < one.index("Un.")
    assert "2 versions gardées" in words(client.get(screen(number)))


def test_nothing_received_is_recorded_by_a_button_once_the_day_is_over(
    number: BulletinPage, groups: list[CouncilGroup], client: Client, now: dt.datetime
) -> None:
    with time_machine.travel(now - dt.timedelta(days=3), tick=False):
        assert "Noter « non reçu" not in words(client.get(screen(number)))
    with time_machine.travel(now, tick=False):
        assert "Noter « non reçu" in words(client.get(screen(number)))
        client.post(screen(number, groups[0].pk, "rien"))
    assert GroupText.objects.get().is_silence
    assert "Non reçu à la date limite." in words(client.get(screen(number)))


@pytest.mark.parametrize(
    "body", ["", "pas du JSON", "[]", "{}", '{"blocks": 3}', "null", typed(" "), '{"blocks": [{}], "entityMap": 1}']
)
def test_what_is_not_a_text_is_refused_beside_its_field(
    number: BulletinPage, groups: list[CouncilGroup], client: Client, body: str
) -> None:
    answer = client.post(screen(number, groups[1].pk), {"body": body})
    assert answer.status_code == 422
    assert "Ce texte est vide" in words(answer)
    assert not GroupText.objects.exists()


def test_the_group_of_another_town_is_not_found(number: BulletinPage, neighbour: Sections, client: Client) -> None:
    theirs = CouncilGroup.objects.create(site=neighbour.home.site, name="Ailleurs", slug="ailleurs")
    assert client.get(screen(number, theirs.pk)).status_code == 404
    assert client.post(screen(number, theirs.pk, "rien")).status_code == 404
    assert "Ailleurs" not in words(client.get(screen(number)))


def test_the_list_asks_the_database_little(
    number: BulletinPage, groups: list[CouncilGroup], client: Client, django_assert_max_num_queries: Any
) -> None:
    for rank in range(12):
        CouncilGroup.objects.create(site=number.site, name=f"Groupe {rank}", slug=f"g{rank}")
    client.get(screen(number))
    with django_assert_max_num_queries(32):
        client.get(screen(number))


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(max_size=60), signatory=st.text(max_size=120))
def test_nothing_that_is_sent_breaks_the_screen(
    number: BulletinPage, groups: list[CouncilGroup], client: Client, body: str, signatory: str
) -> None:
    for sent in (body, typed(body)):
        assert client.post(screen(number, groups[1].pk), {"body": sent, "signatory": signatory}).status_code in {
            302,
            422,
        }


def test_the_next_group_follows_by_itself_then_all_of_them(
    number: BulletinPage, groups: list[CouncilGroup], client: Client
) -> None:
    first, second = groups
    assert client.post(screen(number, first.pk), {"body": typed("Un mot.")}).url == screen(number, second.pk)
    assert client.post(screen(number, second.pk), {"body": typed("Un autre.")}).url == screen(number)


def test_from_the_groups_the_pages_and_the_sending_are_a_click_away(number: BulletinPage, client: Client) -> None:
    page = BeautifulSoup(client.get(screen(number)).content, "html.parser")
    ways = [link["href"].rstrip("/").rsplit("/", 1)[-1] for link in page.select(".bulletin-ways a")]
    assert ways == ["chemin-de-fer", "envoyer", "edit"]
