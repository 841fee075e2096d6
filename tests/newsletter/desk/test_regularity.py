"""The record before an election: shown in its period, on a page that prints; before it, only when it will begin."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Site

from accounts.models import User
from content.models import Commune, Councillor
from home.founding import Sections
from newsletter.approval.measuring import measured, photographs
from newsletter.compose import edition_of
from newsletter.models import BulletinPage, Issue, PrintedForm
from tests.newsletter.composing import december, live, photo, settle, usual

pytestmark = pytest.mark.django_db
PAGE = "/admin/bulletins/regularite/"
BEFORE, WITHIN = dt.datetime(2026, 8, 31, 10, tzinfo=dt.UTC), dt.datetime(2026, 11, 20, 10, 30, tzinfo=dt.UTC)
FIRST_ROUND = dt.date(2027, 3, 14)


@pytest.fixture
def number(town: Sections, site: Site, now: dt.datetime, odile: User, client: Client) -> BulletinPage:
    """A town that votes on 14 March 2027: the period began on 1 September 2026."""
    commune = settle(site)
    commune.first_round = FIRST_ROUND
    commune.save()
    live(town, site, now)
    client.force_login(odile)
    for rank in range(4):
        out(site, f"n° {rank}", dt.datetime(2026, 5 + rank, 1, 9, tzinfo=dt.UTC))
    return december(town)


def out(site: Site, name: str, at: dt.datetime, pages: int = 8) -> Issue:
    issue = Issue.objects.create(site=site, subject=name, issued_at=at, photos=4, mayor_photos=1)
    PrintedForm.objects.create(issue=issue, content=b"%PDF", weight=4, pages=pages, fingerprint="x")
    return issue


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def test_before_the_period_only_the_next_election_is_said(number: BulletinPage, client: Client) -> None:
    with time_machine.travel(BEFORE, tick=False):
        page = words(client.get(PAGE))
        assert "premier tour le dimanche 14 mars 2027" in page
        assert "Les numéros de la période" not in page
        assert "Régularité" not in " ".join(gauge.label for gauge in measured(number, BEFORE).gauges)


def test_a_town_without_an_election_is_told_where_to_set_it(number: BulletinPage, client: Client, site: Site) -> None:
    Commune.objects.filter(site=site).update(first_round=None)
    assert "Pas d’élection annoncée" in words(client.get(PAGE))


def test_within_the_period_each_number_stands_beside_those_before(
    number: BulletinPage, client: Client, site: Site
) -> None:
    out(site, "numéro d’octobre", dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC), pages=16)
    with time_machine.travel(WITHIN, tick=False):
        page = words(client.get(PAGE))
    assert "du mardi 1 er septembre 2026" in page or "du mardi 1er septembre 2026" in page
    assert "4 numéros avant" in page
    assert "16 pages, contre 8 d’habitude." in page


def test_the_number_being_composed_is_gauged_too(number: BulletinPage, site: Site) -> None:
    out(site, "celui d’avant", WITHIN - dt.timedelta(days=3))
    gauge = next(gauge for gauge in measured(number, WITHIN).gauges if gauge.label.startswith("Régularité"))
    assert "3 jours après le précédent, contre 31 d’habitude." in gauge.value
    assert gauge.desk == "regularity"


def test_photos_of_the_mayor_are_known_by_name_or_by_the_box(town: Sections, number: BulletinPage, site: Site) -> None:
    Councillor.objects.create(site=site, name="Hélène Courtade", position=Councillor.Position.MAYOR, role="maire")
    named = photo("a", "Hélène Courtade coupe le ruban.")
    ticked = photo("b", "Le ruban est coupé.")
    ticked.shows_mayor = True
    ticked.save(update_fields=["shows_mayor"])
    other = photo("c", "Le ruban.")
    snapshots = [{"day": "5", "image": image.pk, "caption": "x"} for image in (named, ticked, other)]
    page = december(
        town,
        [*usual(), {"type": "gallery", "value": {"title": "En images", "snapshots": snapshots}}],
        number=48,
        title="Ruban",
    )
    assert photographs(edition_of(page, WITHIN), site) == (3, 2)


def test_it_is_one_town_s_record(number: BulletinPage, neighbour: Sections, client: Client) -> None:
    out(neighbour.home.site, "celui du voisin", dt.datetime(2026, 10, 2, 9, tzinfo=dt.UTC))
    with time_machine.travel(WITHIN, tick=False):
        assert "celui du voisin" not in words(client.get(PAGE))


def test_a_visitor_and_a_stranger_read_nothing(number: BulletinPage) -> None:
    assert Client().get(PAGE).status_code == 302
    User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    stranger = Client()
    stranger.force_login(User.objects.get(username="paul"))
    assert stranger.get(PAGE).status_code in {302, 403}


def test_the_record_asks_the_database_little(
    number: BulletinPage, client: Client, site: Site, django_assert_max_num_queries: Any
) -> None:
    for rank in range(12):
        out(site, f"n° {rank + 10}", dt.datetime(2026, 9, 1 + rank, 9, tzinfo=dt.UTC))
    with time_machine.travel(WITHIN, tick=False):
        client.get(PAGE)
        with django_assert_max_num_queries(14):
            client.get(PAGE)
