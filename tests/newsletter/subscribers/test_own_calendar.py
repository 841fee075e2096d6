"""« /recevoir/calendrier/ »: what a resident reads there, and what each button really opens."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from content.models import Topic
from home.founding import Sections

STEPS = "/recevoir/calendrier/"


@pytest.fixture
def culture(town: Sections) -> Topic:
    topic = Topic(site=town.agenda.site, name="Culture & fêtes", slug="culture")
    topic.save()
    return topic


def page(client: Client, query: str = "") -> str:
    """Its text, every space an ordinary one."""
    return unescape(client.get(STEPS + query).content.decode()).replace("\u00a0", " ").replace("\u202f", " ")


def test_google_is_given_the_calendar_it_can_follow(town: Sections, client: Client) -> None:
    text = page(client)
    address = text.partition('href="https://calendar.google.com')[2].partition('"')[0]
    assert parse_qs(urlsplit(address).query)["cid"] == ["webcal://localhost/agenda/google.ics"]
    assert "toutes les 8 à 24 heures" in text


def test_an_iphone_and_outlook_are_given_theirs(town: Sections, client: Client) -> None:
    text = page(client)
    assert 'href="webcal://localhost/agenda/agenda.ics"' in text
    assert "webcals:" not in text
    address = text.partition('href="https://outlook.live.com')[2].partition('"')[0]
    assert parse_qs(urlsplit(address).query)["url"] == ["http://localhost/agenda/agenda.ics"]


def test_a_part_of_the_agenda_has_its_own_addresses(town: Sections, culture: Topic, client: Client) -> None:
    text = page(client, "?theme=culture")
    assert 'value="http://localhost/agenda/theme/culture/agenda.ics"' in text
    assert 'src="http://localhost/agenda/theme/culture/integrer/"' in text
    assert 'src="/recevoir/calendrier/qr.svg?theme=culture"' in text
    assert "Culture & fêtes" in text


def test_a_code_to_copy_is_text_and_no_frame_of_the_page(town: Sections, culture: Topic, client: Client) -> None:
    raw = client.get(STEPS + "?theme=culture").content.decode()
    assert "<iframe" not in raw
    assert "&lt;iframe" in raw


@pytest.mark.parametrize("query", ["?theme=rien", "?lieu=rien", "?theme=<script>", "?organisateur=%00", "?theme=%ff"])
def test_an_old_poster_still_leads_to_the_agenda_and_says_what_is_gone(
    town: Sections, client: Client, query: str
) -> None:
    text = page(client, query)
    assert "Voici l’agenda entier." in text
    assert 'value="http://localhost/agenda/agenda.ics"' in text
    assert client.get(f"{STEPS}qr.svg{query}").status_code == 200
    assert "Voici l’agenda entier." not in page(client)


def test_a_poster_carries_a_code_that_leads_to_the_page(town: Sections, client: Client) -> None:
    response = client.get(f"{STEPS}qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<?xml") and b"<svg" in response.content
    assert "style=" not in response.content.decode()
