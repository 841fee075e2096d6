"""What a new number opens with, from the number before, the acts and the council's table."""

import datetime as dt
from typing import Any

import pytest
from wagtail.models import Site

from content.models import CouncilGroup, TownDocument
from home.founding import Sections
from home.models import ActIndexPage, ActPage
from newsletter.bulletin.edition import Council, Editorial, Groups, News
from newsletter.compose import edition_of
from newsletter.desk import opening
from newsletter.models import BulletinPage
from tests.conftest import publish
from tests.newsletter.composing import december, live, settle, usual

pytestmark = pytest.mark.django_db
JANUARY = dt.date(2027, 1, 1)


def opened(last: BulletinPage | None, site: Site, today: dt.date = dt.date(2026, 12, 5)) -> dict[str, Any]:
    return {block["type"]: block["value"] for block in opening.sections(last, site, JANUARY, today)}


@pytest.fixture
def last(town: Sections, site: Site, now: dt.datetime) -> BulletinPage:
    settle(site)
    live(town, site, now)
    number = december(town)
    found: BulletinPage = number.get_latest_revision_as_object()
    return found


def test_the_usual_sections_come_in_their_order(last: BulletinPage, site: Site) -> None:
    assert list(opened(last, site)) == ["editorial", "news", "agenda", "practical", "groups", "back"]


def test_the_signature_is_taken_up_and_last_month_s_words_are_not(last: BulletinPage, site: Site) -> None:
    editorial = opened(last, site)["editorial"]
    assert (editorial["signatory"], editorial["role"]) == ("Hélène Courtade", "maire")
    assert not {"title", "body"} & set(editorial)


def test_news_come_by_themselves_even_after_a_number_that_chose_its_own(town: Sections, site: Site) -> None:
    chosen = usual()
    chosen[1]["value"] |= {"automatic": False, "most": 1}
    settle(site)
    number = december(town, chosen).get_latest_revision_as_object()
    assert opened(number, site)["news"] == {"title": "Les nouvelles du mois", "excerpt": True}


@pytest.mark.parametrize(("today", "deadline"), [(dt.date(2026, 12, 5), "2026-12-22"), (dt.date(2026, 12, 22), None)])
def test_every_group_of_the_council_has_its_place_and_a_deadline_that_can_be_kept(
    last: BulletinPage, site: Site, today: dt.date, deadline: str | None
) -> None:
    groups = opened(last, site, today)["groups"]
    assert groups["deadline"] == deadline
    assert [item["value"]["group"] for item in groups["voices"]] == list(
        CouncilGroup.objects.for_site(site).values_list("pk", flat=True)
    )


def test_the_council_s_last_session_comes_with_its_votes(town: Sections, last: BulletinPage, site: Site) -> None:
    acts = publish(town.home, ActIndexPage(title="Actes", slug="actes"))
    for number, day in (
        ("2026-80", dt.date(2026, 10, 1)),
        ("2026-91", dt.date(2026, 12, 3)),
        ("2026-90", dt.date(2026, 12, 3)),
    ):
        publish(acts, act(number, day))
    publish(acts, act("2026-95", dt.date(2026, 12, 4), kind="arrete"))
    council = opened(last, site)["council"]
    assert council["on"] == "2026-12-03"
    decided = [item["value"] for item in council["decisions"]]
    assert [each["title"] for each in decided] == ["Délibération 2026-90", "Délibération 2026-91"]
    assert (decided[0]["in_favour"], decided[0]["against"]) == (15, 4)


def act(number: str, day: dt.date, kind: str = "deliberation") -> ActPage:
    document = TownDocument.objects.create(title=number, file="a.pdf")
    return ActPage(
        title=f"Délibération {number}",
        slug=number,
        kind=kind,
        number=number,
        signed_on=day,
        signatory_name="Hélène Courtade",
        signatory_quality="maire",
        votes_for=15,
        votes_against=4,
        document=document,
    )


def test_another_town_s_council_decides_nothing_here(
    town: Sections, neighbour: Sections, last: BulletinPage, site: Site
) -> None:
    acts = publish(neighbour.home, ActIndexPage(title="Actes", slug="actes"))
    publish(acts, act("2026-91", dt.date(2026, 12, 3)))
    assert "council" not in opened(last, site)


def test_a_first_number_opens_with_an_editorial_to_write(town: Sections, site: Site) -> None:
    assert list(opened(None, site)) == ["editorial", "news", "agenda", "practical", "back"]


def test_saved_as_it_opens_a_number_says_what_the_site_knows_and_nothing_empty(
    town: Sections, last: BulletinPage, site: Site, now: dt.datetime
) -> None:
    raw = opening.sections(last, site, JANUARY, dt.date(2026, 12, 5))
    page = december(town, raw, number=48, title="Janvier")
    sections = {type(section) for section in edition_of(page, now).sections}
    assert {News, Groups} <= sections
    assert not {Editorial, Council} & sections
