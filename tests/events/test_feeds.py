from datetime import UTC, date, datetime, timedelta

import feedparser
import time_machine
from django.test import Client

from accounts.models import User
from events.cancelling import Dated, Decision, decide, restore
from events.models import AgendaPage, CalendarEntry, DateChange
from events.schedule import Kind
from home.founding import Sections
from tests.events.town import announce, choir, concert, culture, hall, rehearsal, republish


def read(client: Client, address: str = "/agenda/rss.xml") -> feedparser.FeedParserDict:
    response = client.get(address)
    assert response.status_code == 200
    return feedparser.parse(response.content)


def test_a_follower_reads_when_and_where(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, rehearsal(place=hall(agenda)))
    [item] = read(client).entries
    assert item.title == "Répétition du chœur"
    assert item.link.endswith("/agenda/repetition-du-choeur/")
    assert "Chaque mardi de 20\xa0h à 22\xa0h" in item.summary
    assert "Salle du Préau" in item.content[0].value


def test_a_cancellation_comes_back_to_the_top_with_the_word_before_the_title(
    agenda: AgendaPage, client: Client, friday: time_machine.Traveller
) -> None:
    cancelled = announce(agenda, concert())
    friday.shift(timedelta(hours=1))
    announce(agenda, concert(title="Loto"))
    friday.shift(timedelta(hours=1))
    first_id = read(client).entries[1].id
    cancelled.status, cancelled.status_message = "cancelled", "L’église est inondée."
    republish(cancelled)
    news, top, _loto = read(client).entries
    assert news.title.endswith(" Concert de Sainte-Cécile") and news.id != first_id
    assert (top.title, top.id) == ("Annulé\u202f: Concert de Sainte-Cécile", first_id) or (top.title, top.id) == (
        "Annulé : Concert de Sainte-Cécile",
        first_id,
    )
    assert "L’église est inondée." in top.summary


def test_a_date_that_falls_away_is_told(agenda: AgendaPage, client: Client) -> None:
    cancelled = DateChange(original_day=date(2026, 12, 8), kind="cancelled", message="La salle est prise.")
    announce(agenda, rehearsal(date_changes=[cancelled]))
    [item] = read(client).entries
    assert "mardi 8\xa0décembre" in item.content[0].value
    assert "Annulé" in item.content[0].value and "La salle est prise." in item.content[0].value


def test_a_date_that_falls_away_is_an_entry_nobody_has_read_yet(
    agenda: AgendaPage, odile: User, client: Client, friday: time_machine.Traveller
) -> None:
    event = announce(agenda, rehearsal())
    [before] = read(client).entries
    friday.shift(timedelta(hours=1))
    eighth = Dated(date(2026, 12, 8))
    event = decide(event, eighth, Decision(Kind.CANCELLED, "La salle est prise."), odile)
    news, after = read(client).entries
    assert (after.id, after.title) == (before.id, before.title)
    assert news.title == "Annulé : Répétition du chœur, mardi 8\xa0décembre, 20\xa0h"
    assert news.id.startswith(before.id) and news.id != before.id
    assert "La salle est prise." in news.summary
    assert news.link.endswith("/agenda/repetition-du-choeur/")
    friday.shift(timedelta(hours=1))
    restore(event, eighth, odile)
    assert [item.title.partition(" : ")[0] for item in read(client, "/tout/atom.xml").entries[:2]] == [
        "Maintenu",
        "Annulé",
    ]
    assert len({item.id for item in read(client, "/agenda/atom.xml").entries}) == 3
    assert client.get("/agenda/flux/").status_code == 200
    friday.shift(timedelta(days=31))
    assert len(read(client).entries) == 1


def test_each_subject_place_and_organizer_can_be_followed(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(place=hall(agenda), organizer=choir(agenda), topics=[culture(agenda)]))
    announce(agenda, concert(title="Loto"))
    for path in ("theme/culture", "lieu/salle-du-preau", "organisateur/les-voix-du-lavoir"):
        assert [item.title for item in read(client, f"/agenda/{path}/rss.xml").entries] == ["Concert de Sainte-Cécile"]
    assert client.get("/agenda/lieu/inconnu/rss.xml").status_code == 404


def test_what_is_long_over_leaves_the_feed(agenda: AgendaPage, client: Client, friday: time_machine.Traveller) -> None:
    announce(agenda, concert())
    friday.move_to(datetime(2027, 3, 1, 10, tzinfo=UTC))
    assert read(client).entries == []


def test_the_other_town_has_its_own_feed(agenda: AgendaPage, neighbour: Sections, client: Client) -> None:
    announce(agenda, concert())
    announce(neighbour.agenda, concert(title="Bal"))
    response = client.get("/agenda/rss.xml", headers={"host": "saint-aubin.example"})
    assert [item.title for item in feedparser.parse(response.content).entries] == ["Bal"]


def test_a_longer_horizon_is_no_news(agenda: AgendaPage, client: Client, friday: time_machine.Traveller) -> None:
    """The worker carries the dates of a series further every day: nobody is told of that."""
    announce(agenda, rehearsal(rule="FREQ=WEEKLY;BYDAY=TU"))
    friday.shift(timedelta(hours=1))
    announce(agenda, concert())
    before = [(item.title, item.updated) for item in read(client, "/agenda/atom.xml").entries]
    CalendarEntry.objects.filter(event__slug="repetition-du-choeur").update(
        changed_at=datetime(2026, 11, 21, tzinfo=UTC)
    )
    assert [(item.title, item.updated) for item in read(client, "/agenda/atom.xml").entries] == before
    assert before[0][0] == "Concert de Sainte-Cécile"
