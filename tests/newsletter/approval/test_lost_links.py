"""A link to a page that is gone disappears from the number without a word: the editor is told before residents look for it."""

import datetime as dt
from typing import Any

import pytest
from wagtail.models import Site

from home.founding import Sections
from newsletter.approval.gauges.values import LostLink
from newsletter.approval.lost_links import lost_links
from newsletter.models import BulletinPage
from tests.newsletter.composing import Life, december, live, settle

pytestmark = pytest.mark.django_db
BLOCK = "0b0f0f6e-0000-4000-8000-000000000001"


@pytest.fixture
def life(town: Sections, site: Site, now: dt.datetime) -> Life:
    settle(site)
    return live(town, site, now)


def free(town: Sections, body: str) -> BulletinPage:
    value = {"title": "Une page", "standfirst": "", "body": body, "figures": [], "milestones": [], "questions": []}
    return saved(town, [{"type": "free", "id": BLOCK, "value": value}])


def saved(town: Sections, sections: list[dict[str, Any]]) -> BulletinPage:
    found: BulletinPage = december(town, sections).get_latest_revision_as_object()
    return found


def test_a_page_that_is_there_is_not_lost(town: Sections, life: Life) -> None:
    page = free(town, f'<p><a linktype="page" id="{life.hall.pk}">la halle</a>, <a href="/agenda/">l’agenda</a></p>')
    assert lost_links(page) == ()


def test_pages_gone_or_withdrawn_and_documents_gone_are_named(town: Sections, life: Life) -> None:
    life.hall.unpublish()
    key = life.old.pk
    life.old.delete()
    page = free(
        town,
        f'<p><a linktype="page" id="{life.hall.pk}">la halle</a><a linktype="page" id="{key}">jadis</a>'
        '<a linktype="document" id="999">le plan</a></p>',
    )
    assert lost_links(page) == (
        LostLink("la halle", "page hors ligne", BLOCK),
        LostLink("jadis", "page supprimée", BLOCK),
        LostLink("le plan", "document supprimé", BLOCK),
    )


@pytest.mark.parametrize(
    ("href", "there"),
    [
        ("/actualites/", True),
        ("/recevoir/", True),
        ("/bulletin/2026/", True),
        ("/media/x.pdf", True),
        ("https://ailleurs.example/x", True),
        ("//ailleurs.example/x", True),
        ("/nulle-part/", False),
        ("/actualites/rien/", False),
        ("/%00/", False),
        ("/" + "é" * 300 + "/", False),
    ],
)
def test_an_address_typed_by_hand_is_looked_up(town: Sections, life: Life, href: str, there: bool) -> None:
    assert (lost_links(free(town, f'<p><a href="{href}">ici</a></p>')) == ()) is there


def test_a_news_chosen_and_since_deleted_is_told_although_its_list_no_longer_shows_it(
    town: Sections, life: Life
) -> None:
    key = life.choir.pk
    value = {
        "title": "Nouvelles",
        "chosen": [{"type": "item", "id": BLOCK, "value": key}],
        "automatic": True,
        "most": 6,
    }
    life.choir.delete()
    (lost,) = lost_links(saved(town, [{"type": "news", "id": BLOCK, "value": value}]))
    assert (lost.words, lost.why) == ("nouvelle", "page supprimée")


def test_a_hundred_links_ask_the_database_little(
    town: Sections, life: Life, django_assert_max_num_queries: Any
) -> None:
    page = free(town, "".join(f'<p><a linktype="page" id="{life.hall.pk}">{n}</a></p>' for n in range(100)))
    assert page.site
    with django_assert_max_num_queries(4):
        assert lost_links(page) == ()


@pytest.mark.parametrize(
    "body", ["<a linktype=page id=x>y</a>", "<a><a>", "<p><a href>z</a>", "<a linktype='page' id='٣'>x</a>"]
)
def test_nothing_pasted_breaks_it(town: Sections, life: Life, body: str) -> None:
    lost_links(free(town, body))
