"""What the database adds to the gauges, and the way from each of them to the section it speaks of."""

import datetime as dt
from typing import Any

import pytest
from wagtail.models import Site

from home.founding import Sections
from news.models import NewsPage
from newsletter.approval.gauges import Gauge, Level
from newsletter.approval.measuring import Measured, measured
from newsletter.desk.gauge_rows import rows
from newsletter.models import BulletinPage, OutsideLink
from tests.newsletter.composing import december, live, settle

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = (f"0b0f0f6e-0000-4000-8000-00000000000{rank}" for rank in (1, 2, 3))


@pytest.fixture
def town_hall(town: Sections, site: Site, now: dt.datetime) -> Sections:
    settle(site)
    live(town, site, now)
    return town


def number(town: Sections, *sections: dict[str, Any]) -> BulletinPage:
    found: BulletinPage = december(town, list(sections)).get_latest_revision_as_object()
    return found


def free(block: str, body: str) -> dict[str, Any]:
    return {"type": "free", "id": block, "value": {"title": "Une page", "body": body}}


def gauge(found: Measured, label: str) -> Gauge:
    return next(each for each in found.gauges if each.label == label)


def ways(page: BulletinPage, now: dt.datetime) -> dict[str, str]:
    """Where each gauge leads, by its label."""
    found = measured(page, now)
    return {row.gauge.label: row.url for row in rows(page, found.anchors, found.gauges, in_form=True)}


def test_a_link_lost_and_one_dead_lead_to_the_section_that_holds_them(town_hall: Sections, now: dt.datetime) -> None:
    OutsideLink.objects.create(
        url="https://mort.example/", state=OutsideLink.State.DEAD, said="erreur 404", wanted_at=now, checked_at=now
    )
    page = number(
        town_hall,
        free(ONE, "<p>Rien.</p>"),
        free(TWO, '<p><a href="/nulle-part/">le plan</a></p>'),
        free(THREE, '<p><a href="https://mort.example/">la loi</a></p>'),
    )
    urls = ways(page, now)
    assert urls["Liens perdus"] == f"#block-{TWO}-section"
    assert urls["Lien extérieur mort"] == f"#block-{THREE}-section"


def test_a_section_that_gave_nothing_does_not_shift_the_others(town_hall: Sections, now: dt.datetime) -> None:
    empty = {"type": "editorial", "id": ONE, "value": {"title": "", "body": "", "signatory": ""}}
    page = number(town_hall, empty, free(TWO, '<p>Voir <a href="/agenda/">ici</a>.</p>'))
    assert ways(page, now)["Liens vagues"] == f"#block-{TWO}-section"


def test_nor_does_a_news_carried_in_full(town_hall: Sections, site: Site, now: dt.datetime) -> None:
    news = NewsPage.objects.on_site(site).live().first()
    assert news
    article = {"type": "article", "id": ONE, "value": {"page": news.pk}}
    page = number(town_hall, article, free(TWO, '<p>Voir <a href="/agenda/">ici</a>.</p>'))
    assert ways(page, now)["Liens vagues"] == f"#block-{TWO}-section"


def test_nothing_of_an_election_or_of_a_mayor_in_a_town_that_named_neither(
    town_hall: Sections, now: dt.datetime
) -> None:
    labels = {each.label for each in measured(number(town_hall, free(ONE, "<p>Rien.</p>")), now).gauges}
    assert not {label for label in labels if label.startswith(("Photos", "Régularité"))}


def test_a_link_to_a_page_put_offline_is_in_red(town_hall: Sections, now: dt.datetime) -> None:
    page = number(town_hall, free(ONE, f'<p><a linktype="page" id="{town_hall.alerts.pk}">alertes</a></p>'))
    assert "Liens perdus" not in {each.label for each in measured(page, now).gauges}
    town_hall.alerts.unpublish()
    assert gauge(measured(page, now), "Liens perdus").level is Level.BLOCKING
