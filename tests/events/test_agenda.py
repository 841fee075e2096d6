from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.test import Client

from content import pdf
from content.models import Topic
from events.models import AgendaPage, DateChange, EventDate
from home.founding import Sections
from tests.events.town import announce, choir, concert, culture, hall, rehearsal


def seen(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status, address
    return BeautifulSoup(response.content, "html.parser")


def entries(page: BeautifulSoup) -> list[str]:
    """The titles of the list, in order, with the word that warns before them."""
    found = []
    for entry in page.select(".agenda-entry"):
        status, title = entry.select_one(".status"), entry.select_one("a")
        assert title
        found.append(f"{status.get_text()} : {title.get_text()}" if status else title.get_text())
    return found


def day_of(page: BeautifulSoup, day: date) -> Tag:
    found = page.select_one(f'.day:has(time[datetime="{day}"])')
    assert found, f"{day} is not on the page"
    return found


def test_a_resident_reads_what_is_coming_day_by_day(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(place=hall(agenda)))
    announce(agenda, concert(title="Loto", start_day=date(2026, 11, 22), start_time=time(14, 30), end_time=None))
    page = seen(client, "/agenda/")
    assert entries(page) == ["Loto", "Concert de Sainte-Cécile"]
    text = day_of(page, date(2026, 12, 6)).get_text(" ", strip=True)
    assert "dimanche" in text and "décembre" in text
    assert "17\xa0h\xa0– 18\xa0h\xa030" in text
    assert "Salle du Préau" in text


def test_what_is_over_leaves_the_list_and_stays_in_its_month(
    agenda: AgendaPage, client: Client, friday: time_machine.Traveller
) -> None:
    announce(agenda, concert())
    friday.move_to(datetime(2026, 12, 6, 17, 45, tzinfo=UTC))
    assert entries(seen(client, "/agenda/")) == []
    assert "Concert de Sainte-Cécile" in seen(client, "/agenda/2026/12/").get_text()
    assert entries(seen(client, "/agenda/2026/12/06/")) == ["Concert de Sainte-Cécile"]


def test_a_cancelled_concert_stays_in_the_list_struck_with_its_reason(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(status="cancelled", status_message="L’église est inondée."))
    page = seen(client, "/agenda/")
    assert entries(page) == ["Annulé : Concert de Sainte-Cécile"]
    entry = page.select_one(".agenda-entry")
    assert entry and entry.select_one("s time")
    assert "L’église est inondée." in entry.get_text()


def test_the_page_of_a_cancelled_concert_says_why_first_and_offers_no_calendar(
    agenda: AgendaPage, client: Client
) -> None:
    summary = "Musique de la Renaissance."
    announce(agenda, concert(status="cancelled", status_message="L’église est inondée.", standfirst=summary))
    page = seen(client, "/agenda/concert-de-sainte-cecile/")
    header, sheet = page.select_one(".event-header"), page.select_one(".fact-sheet")
    assert (
        header
        and "Annulé" in header.get_text()
        and "L’église est inondée." in header.get_text()
        and header.select_one("s time")
    )
    assert sheet and "Annulé. C’était prévu dimanche 6\xa0décembre" in sheet.get_text()
    assert summary in page.get_text()
    assert not page.select('a[href$="evenement.ics"]')


def test_a_moved_date_is_on_its_new_day_and_its_old_day_says_where_it_went(agenda: AgendaPage, client: Client) -> None:
    moved = DateChange(
        original_day=date(2026, 12, 8), kind="moved", new_day=date(2026, 12, 10), message="Concert le 8."
    )
    announce(agenda, rehearsal(date_changes=[moved]))
    page = seen(client, "/agenda/")
    new, old = day_of(page, date(2026, 12, 10)), day_of(page, date(2026, 12, 8))
    assert "Déplacé" in new.get_text() and "mardi 8\xa0décembre" in new.get_text()
    assert "jeudi 10\xa0décembre" in old.get_text() and old.select_one("s")
    assert {link["href"] for link in page.select(".day a") if "2026-12-08" in str(link["href"])} == {
        "/agenda/repetition-du-choeur/2026-12-08/"
    }


def test_an_exhibition_stands_once_in_the_list_and_every_day_in_the_month(agenda: AgendaPage, client: Client) -> None:
    announce(
        agenda,
        concert(
            title="Exposition", start_day=date(2026, 11, 18), end_day=date(2026, 11, 22), start_time=None, end_time=None
        ),
    )
    assert entries(seen(client, "/agenda/")) == ["Exposition"]
    assert len(seen(client, "/agenda/2026/11/").select(".month-entry")) == 5


def test_an_association_is_on_coloured_paper_and_named(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(organizer=choir(agenda)))
    entry = seen(client, "/agenda/").select_one(".agenda-entry.is-coloured")
    assert entry and "Organisé par Les Voix du Lavoir" in entry.get_text()


def test_a_resident_narrows_the_list(agenda: AgendaPage, client: Client) -> None:
    families = culture(agenda, name="Familles", slug="familles", kind=Topic.Kind.PUBLIC)
    announce(agenda, concert(title="Concert", place=hall(agenda), organizer=choir(agenda), topics=[culture(agenda)]))
    announce(agenda, concert(title="Conte", free=True, topics=[families], age_min=6, age_max=9))
    for query, kept in {
        "theme=culture": ["Concert"],
        "public=familles": ["Conte"],
        "lieu=salle-du-preau": ["Concert"],
        "organisateur=les-voix-du-lavoir": ["Concert"],
        "accessible=on": ["Concert"],
        "gratuit=on": ["Conte"],
        "age=4": ["Concert"],
        "age=7": ["Concert", "Conte"],
        "age=130": ["Concert", "Conte"],
        "theme=culture&gratuit=on": [],
    }.items():
        assert entries(seen(client, f"/agenda/?{query}")) == kept, query


def test_a_resident_asks_for_this_weekend(agenda: AgendaPage, client: Client) -> None:
    for title, day in {"Aujourd’hui": 20, "Samedi": 21, "Dimanche": 22, "Lundi": 23}.items():
        announce(agenda, concert(title=title, start_day=date(2026, 11, day)))
    announce(
        agenda,
        concert(
            title="Exposition", start_day=date(2026, 11, 1), end_day=date(2026, 11, 30), start_time=None, end_time=None
        ),
    )
    page = seen(client, "/agenda/?quand=week-end")
    assert entries(page) == ["Exposition", "Samedi", "Dimanche"]
    assert day_of(page, date(2026, 11, 21)).select_one(".agenda-entry")
    links = {link.get_text(" ", strip=True).split()[-2]: link for link in page.select(".shortcuts a")}
    assert list(links) == ["2", "3", "4"]
    assert links["3"]["aria-current"] == "true" and links["3"]["href"] == "?"
    assert entries(seen(client, "/agenda/?quand=aujourdhui")) == ["Exposition", "Aujourd’hui"]


def test_a_shortcut_keeps_the_rest_of_what_was_asked(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(topics=[culture(agenda)], free=True))
    page = seen(client, "/agenda/?theme=culture&gratuit=on&fbclid=1")
    assert [link["href"] for link in page.select(".shortcuts a")][1] == "?theme=culture&gratuit=on&quand=week-end"


def test_only_choices_with_something_to_come_are_offered_with_how_much(agenda: AgendaPage, client: Client) -> None:
    culture(agenda, name="Sport", slug="sport")
    announce(agenda, rehearsal(topics=[culture(agenda)]))
    page = seen(client, "/agenda/")
    assert [option.get_text() for option in page.select("select[name=theme] option")] == [
        "Tous les sujets",
        "Culture (1)",
    ]
    chosen = seen(client, "/agenda/?theme=sport")
    assert "Sport (0)" in chosen.select_one("select[name=theme]").get_text()  # type: ignore[union-attr]


def test_a_choice_counts_its_events_and_a_series_once(agenda: AgendaPage, client: Client) -> None:
    place = hall(agenda)
    announce(agenda, rehearsal(place=place))
    announce(agenda, concert(place=place))
    options = [option.get_text() for option in seen(client, "/agenda/").select("select[name=lieu] option")]
    assert options[1:] == [f"{place.name} (2)"]


def test_a_link_that_calls_a_public_a_theme_narrows_all_the_same(agenda: AgendaPage, client: Client) -> None:
    families = Topic.objects.create(site=agenda.town, name="Familles", slug="familles", kind=Topic.Kind.PUBLIC)
    event = announce(agenda, concert(title="Conte"))
    event.topics.add(families)
    event.save_revision().publish()
    announce(agenda, concert(title="Loto"))
    assert entries(seen(client, "/agenda/?theme=familles")) == ["Conte"]


def test_nobody_is_told_off_for_what_is_not_understood(agenda: AgendaPage, client: Client) -> None:
    page = seen(client, "/agenda/?theme=nulle-part&age=vieux&quand=jamais")
    assert page.select("[aria-invalid], [aria-describedby$=_error]") == []


def test_who_finds_nothing_is_told_what_comes_next(agenda: AgendaPage, client: Client) -> None:
    assert "Rien n’est annoncé pour l’instant." in seen(client, "/agenda/").get_text()
    announce(agenda, concert())
    page = seen(client, "/agenda/?quand=week-end")
    assert "Rien ne correspond à ce que vous cherchez." in page.get_text()
    following = page.select_one('.sheet-list a[href="/agenda/concert-de-sainte-cecile/"]')
    assert following and "dimanche 6\xa0décembre" in following.get_text()


def test_folded_criteria_open_when_one_was_used(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(free=True))
    assert not seen(client, "/agenda/").select(".filters-more[open]")
    assert seen(client, "/agenda/?gratuit=on").select(".filters-more[open]")


def test_months_past_are_kept_and_read_day_by_day(
    agenda: AgendaPage, client: Client, friday: time_machine.Traveller
) -> None:
    announce(
        agenda, rehearsal(date_changes=[DateChange(original_day=date(2026, 12, 8), kind="cancelled", message="Neige.")])
    )
    assert "Rien n’a encore eu lieu." in seen(client, "/agenda/archives/").get_text()
    friday.move_to(datetime(2027, 2, 10, 12, tzinfo=UTC))
    page = seen(client, "/agenda/archives/")
    links = [link["href"] for link in page.select(".month-archive a")]
    assert links == ["/agenda/2027/01/liste/", "/agenda/2026/12/liste/"]
    month = seen(client, str(links[1]))
    assert (
        len(entries(month)) == 5 and "Annulé : Répétition du chœur" in entries(month) and "Neige." in month.get_text()
    )
    assert month.select_one('a[href="/agenda/2026/12/"]')


def test_a_day_with_five_events_is_read_hour_by_hour(agenda: AgendaPage, client: Client) -> None:
    for hour in (21, 9, 14, 11, 18):
        announce(agenda, concert(title=f"Bal {hour}", slug=f"bal-{hour}", start_time=time(hour), end_time=None))
    assert entries(seen(client, "/agenda/2026/12/06/")) == [f"Bal {hour}" for hour in (9, 11, 14, 18, 21)]
    beside = seen(client, "/agenda/bal-9/").select(".sheet-aside .agenda-entry-title")
    assert [title.get_text() for title in beside] == [f"Bal {hour}" for hour in (11, 14, 18, 21)]


def test_a_date_of_a_series_shows_those_around_it(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, rehearsal())
    page = seen(client, "/agenda/repetition-du-choeur/2026-12-08/")
    around = [str(link["href"])[-11:-1] for link in page.select(".sheet-aside .dates a")]
    assert around == ["2026-12-01", "2026-12-15", "2026-12-22"]


def test_the_poster_is_offered_where_it_can_be_printed(
    agenda: AgendaPage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce(agenda, concert())
    for possible in (True, False):
        monkeypatch.setattr(pdf, "available", lambda possible=possible: possible)
        for address in ("/agenda/2026/12/", "/agenda/concert-de-sainte-cecile/"):
            offered = bool(seen(client, address).select(f'a[href="{address}affiche.pdf"]'))
            assert offered is possible, address


def test_whatever_is_typed_in_the_address_gives_an_ordinary_page(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(topics=[culture(agenda)]))
    for query in ("theme=nulle-part", "page=999", "page=-1", "page=é", "lieu[]=1", "theme=%00", "theme=" + "x" * 5000,
                  "fbclid=1", "quand=hier", "age=x", "age=-1", "age=1e9", "public=culture&page=", "gratuit=false"):  # fmt: skip
        assert entries(seen(client, f"/agenda/?{query}")) == ["Concert de Sainte-Cécile"], query


def test_what_does_not_exist_is_not_found(agenda: AgendaPage, client: Client) -> None:
    for address in ("2026/13/", "2026/12/32/", "2026/02/30/", "0000/01/", "2026/1/", "theme/inconnu/", "lieu/inconnu/",
                    "lieu/inconnu/agenda.ics", "rien/"):  # fmt: skip
        assert client.get(f"/agenda/{address}").status_code == 404, address


def test_subjects_places_and_organizers_have_their_own_list(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(place=hall(agenda), organizer=choir(agenda), topics=[culture(agenda)]))
    announce(agenda, concert(title="Loto"))
    for path in ("theme/culture", "lieu/salle-du-preau", "organisateur/les-voix-du-lavoir"):
        page = seen(client, f"/agenda/{path}/")
        assert entries(page) == ["Concert de Sainte-Cécile"]
        assert page.select_one(f'link[href="/agenda/{path}/rss.xml"]')
        assert page.select_one(f'input[value$="/agenda/{path}/agenda.ics"]')


def test_the_next_pages_keep_what_was_asked(agenda: AgendaPage, client: Client) -> None:
    market = announce(agenda, rehearsal(title="Marché", topics=[culture(agenda)], rule="FREQ=DAILY;COUNT=60"))
    page = seen(client, "/agenda/?theme=culture&accessible=")
    following = page.select_one("a[rel=next]")
    assert following
    second = seen(client, f"/agenda/{following['href']}")
    days = [time_["datetime"] for time_ in second.select(".day-date time")]
    assert days[0] == str(market.start_day + timedelta(days=40))
    assert len(days) == 20


def test_the_month_is_a_real_table_with_links_to_its_days(agenda: AgendaPage, client: Client) -> None:
    announce(
        agenda, rehearsal(date_changes=[DateChange(original_day=date(2026, 12, 8), kind="cancelled", message="Non.")])
    )
    page = seen(client, "/agenda/2026/12/")
    table = page.select_one("table.month-grid")
    assert table and table.caption and "5 rendez-vous, dont 1 annulé" in table.caption.get_text()
    assert [head.get_text() for head in table.select("th[scope=col]")][::6] == ["lundi", "dimanche"]
    assert len(table.select(".month-entry")) == 5
    assert [entry.get_text() for entry in table.select(".month-entry-status")] == ["Annulé"]
    assert [link["href"] for link in page.select("a[rel=prev], a[rel=next]")] == [
        "/agenda/2026/11/",
        "/agenda/2027/01/",
    ]


def test_the_month_does_not_lead_a_robot_to_the_end_of_time(agenda: AgendaPage, client: Client) -> None:
    assert not seen(client, "/agenda/2029/12/").select("a[rel=next]")
    assert not seen(client, "/agenda/2020/01/").select("a[rel=prev]")


def test_a_series_has_a_page_with_its_dates_and_each_date_its_own(agenda: AgendaPage, client: Client) -> None:
    cancelled = DateChange(original_day=date(2026, 12, 8), kind="cancelled", message="La salle est prise.")
    announce(agenda, rehearsal(place=hall(agenda), date_changes=[cancelled]))
    page = seen(client, "/agenda/repetition-du-choeur/")
    assert "Chaque mardi de 20\xa0h à 22\xa0h" in page.get_text()
    listed = page.select(".dates li")
    assert "mardi 1er\xa0décembre" in listed[0].get_text()
    assert "Annulé" in listed[1].get_text() and "La salle est prise." in listed[1].get_text() and listed[1].s
    one = seen(client, "/agenda/repetition-du-choeur/2026-12-08/")
    assert one.title and one.title.get_text().startswith("Annulé : Répétition du chœur")
    assert "La salle est prise." in one.get_text()
    assert client.get("/agenda/repetition-du-choeur/2026-12-09/").status_code == 404
    assert client.get("/agenda/repetition-du-choeur/2026-99-99/").status_code == 404


def test_the_only_date_of_an_event_is_the_event_itself(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert())
    response = client.get("/agenda/concert-de-sainte-cecile/2026-12-06/")
    assert (response.status_code, response["Location"]) == (301, "/agenda/concert-de-sainte-cecile/")


def test_two_performances_of_one_day_have_two_pages(agenda: AgendaPage, client: Client) -> None:
    matinee = EventDate(day=date(2026, 12, 6), start_time=time(15), end_time=time(16))
    announce(agenda, concert(chosen_dates=[matinee]))
    for slug, hour in {"2026-12-06-15h00": "15\xa0h", "2026-12-06": "17\xa0h"}.items():
        header = seen(client, f"/agenda/concert-de-sainte-cecile/{slug}/").select_one(".event-header-when")
        assert header and f"de {hour}" in header.get_text()


def test_an_event_says_how_to_come(agenda: AgendaPage, client: Client) -> None:
    place = hall(agenda, latitude=44.8124, longitude=4.0854, access="Rampe à l’entrée de la cour.")
    announce(
        agenda,
        concert(place=place, organizer=choir(agenda), price="8 €, réduit 5 €", ages="dès 6 ans", accessibility=["lsf"],
                registration="conseillée", registration_phone="04 65 71 00 63", registration_url="https://billets.example/cecile"),
    )  # fmt: skip
    page = seen(client, "/agenda/concert-de-sainte-cecile/")
    sheet = page.select_one(".fact-sheet")
    assert sheet
    for words in (
        "Salle du Préau, rue de l’Église",
        "8\xa0€, réduit 5\xa0€",
        "Dès 6\xa0ans",
        "Conseillée",
        "Rampe à l’entrée",
    ):
        assert words in sheet.get_text()
    assert "Accessible en fauteuil, langue des signes." in sheet.get_text()
    links = {str(link["href"]) for link in sheet.select("a")}
    assert {"tel:0465710063", "https://billets.example/cecile"} <= links
    assert any(link.startswith("https://www.openstreetmap.org/") for link in links)
    assert not page.select("iframe, script:not([type='application/ld+json'])")


def test_a_page_of_the_agenda_sets_no_cookie(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert())
    for address in ("/agenda/", "/agenda/2026/12/", "/agenda/concert-de-sainte-cecile/"):
        assert not client.get(address).cookies


def test_the_other_town_has_its_own_agenda(agenda: AgendaPage, neighbour: Sections, client: Client) -> None:
    announce(agenda, concert(topics=[culture(agenda)]))
    announce(neighbour.agenda, concert(title="Bal de Saint-Aubin"))
    response = client.get("/agenda/", headers={"host": "saint-aubin.example"})
    page = BeautifulSoup(response.content, "html.parser")
    assert entries(page) == ["Bal de Saint-Aubin"]
    assert "Culture" not in page.get_text()


def test_a_full_agenda_is_read_in_ten_queries(
    agenda: AgendaPage, client: Client, django_assert_max_num_queries: Any, remembering: None
) -> None:
    place, organizer, topic = hall(agenda), choir(agenda), culture(agenda)
    for number in range(5):
        announce(
            agenda,
            rehearsal(
                title=f"Cours {number}", slug=f"cours-{number}", place=place, organizer=organizer, topics=[topic]
            ),
        )
    announce(agenda, rehearsal(title="Marché", slug="marche", rule="FREQ=DAILY;COUNT=60", topics=[topic]))
    client.get("/agenda/")
    for address in ("", "?theme=culture&lieu=salle-du-preau&page=2", "?quand=week-end&age=9", "archives/", "2026/12/",
                    "2026/12/liste/", "cours-0/2026-12-08/", "2026/12/08/", "lieu/salle-du-preau/"):  # fmt: skip
        with django_assert_max_num_queries(10):
            assert client.get(f"/agenda/{address}").status_code == 200
