"""What can be found follows what is published: at once, and whatever the door."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from content.document_text import read_waiting
from content.models import TownDocument
from home.founding import Sections
from home.models import EditorialPage
from hub.models import Posting, SearchEntry
from hub.search.indexing import index_everything, index_late, index_page
from news.models import NewsPage
from newsletter.models import BulletinPage, Issue
from tests.content.test_document_text import GUIDE
from tests.events.town import hall, rehearsal
from tests.hub.search.conftest import Found, Told


def loto(**said: object) -> NewsPage:
    usual = {"title": "Loto des pompiers", "slug": "loto", "body": [("prose", "<h2>Lots</h2><p>Un jambon.</p>")]}
    return NewsPage(**usual | said)


def guide(title: str = "Guide du tri") -> TownDocument:
    return TownDocument.objects.create(title=title, file=ContentFile(GUIDE.read_bytes(), "guide.pdf"))


def offering(document: TownDocument) -> EditorialPage:
    body = [("attachments", {"documents": [{"document": document, "description": ""}]})]
    return EditorialPage(title="Trier", slug="trier", body=body)


def test_a_published_page_is_found_at_once_by_its_title_and_by_its_text(
    town: Sections, site: Site, tell: Told, found: Found
) -> None:
    tell(town.news, loto())
    assert found(site, "lotos") == found(site, "jambons") == ["Loto des pompiers"]


def test_a_page_changed_is_found_by_its_new_words_only(town: Sections, site: Site, tell: Told, found: Found) -> None:
    page = tell(town.news, loto())
    page.title = "Soirée crêpes"
    tell(lambda: page.save_revision().publish())
    assert found(site, "crêpe") == ["Soirée crêpes"]
    assert found(site, "pompiers") == []


def test_a_draft_is_never_found(town: Sections, site: Site, tell: Told, found: Found) -> None:
    page = tell(town.news, loto())
    page.title = "Secret"
    tell(lambda: page.save_revision())
    tell(lambda: town.news.add_child(instance=loto(title="Brouillon", slug="brouillon", live=False)))
    assert found(site, "secret") == found(site, "brouillon") == []


def test_a_page_withdrawn_is_gone_before_the_index_hears_of_it(
    town: Sections, site: Site, tell: Told, found: Found
) -> None:
    page = tell(town.news, loto())
    Page.objects.filter(pk=page.pk).update(live=False)
    assert SearchEntry.objects.filter(page=page).exists()
    assert found(site, "loto") == []


def test_a_page_past_its_end_is_gone_before_the_clock_withdraws_it(
    town: Sections, site: Site, now: dt.datetime, tell: Told, found: Found
) -> None:
    tell(town.news, loto(expire_at=now - dt.timedelta(minutes=1)))
    assert found(site, "loto") == []


def test_a_private_page_is_never_found_nor_what_is_below_it(
    town: Sections, site: Site, tell: Told, found: Found
) -> None:
    tell(town.news, loto())
    PageViewRestriction.objects.create(page=town.news, restriction_type=PageViewRestriction.LOGIN)
    assert found(site, "loto") == []


def test_another_town_is_never_found(town: Sections, neighbour: Sections, site: Site, tell: Told, found: Found) -> None:
    tell(town.news, loto())
    tell(neighbour.news, loto(title="Loto du voisin"))
    other = neighbour.home.site
    assert found(site, "loto") == ["Loto des pompiers"]
    assert found(other, "loto") == ["Loto du voisin"]


def test_a_page_deleted_leaves_nothing(town: Sections, site: Site, tell: Told, found: Found) -> None:
    page = tell(town.news, loto())
    tell(page.delete)
    assert not Posting.objects.filter(term="jambon").exists()


def test_an_event_is_found_by_its_place_and_its_day(town: Sections, site: Site, tell: Told, found: Found) -> None:
    tell(town.agenda, rehearsal(place=hall(town.agenda)))
    assert found(site, "préau") == found(site, "répétition mardi") == ["Répétition du chœur"]


def test_a_bulletin_is_found_by_its_month(town: Sections, site: Site, tell: Told, found: Found) -> None:
    tell(town.bulletin, BulletinPage(title="La halle rouvre", slug="b47", number=47, month=dt.date(2026, 12, 1)))
    assert "La halle rouvre" in found(site, "bulletin décembre 2026")


def test_a_bulletin_is_found_by_what_it_said_when_it_was_issued(
    town: Sections, site: Site, tell: Told, found: Found
) -> None:
    """The groups' texts, the news and the dates it carries are in none of the page's own fields."""
    page = tell(town.bulletin, BulletinPage(title="La halle rouvre", slug="b47", number=47, month=dt.date(2026, 12, 1)))
    Issue.objects.create(site=site, page=page, subject="n° 47", text="Une autre rive demande un\ntilleul argenté.")
    tell(lambda: page.save_revision().publish())
    assert found(site, "demande un tilleul argenté") == ["La halle rouvre"]


def test_a_document_is_found_by_its_title_then_by_its_text_once_the_worker_has_read_it(
    town: Sections, site: Site, now: dt.datetime, tell: Told, found: Found
) -> None:
    tell(town.home, offering(guide()))
    assert "Guide du tri" in found(site, "guide")
    assert "Guide du tri" not in found(site, "barquettes")
    tell(lambda: read_waiting(now))
    assert "Guide du tri" in found(site, "barquettes")


def test_a_document_nobody_offers_any_more_is_not_found(town: Sections, site: Site, tell: Told, found: Found) -> None:
    guide("Note interne")
    page = tell(town.home, offering(guide()))
    assert found(site, "interne") == []
    page.body = []
    tell(lambda: page.save_revision().publish())
    assert found(site, "guide") == []


def test_a_document_linked_in_a_paragraph_is_found_too(town: Sections, site: Site, tell: Told, found: Found) -> None:
    text = f'<p>Lisez <a linktype="document" id="{guide().pk}">le guide</a>.</p>'
    tell(town.news, loto(body=[("prose", text)]))
    assert "Guide du tri" in found(site, "guide tri")


def test_a_document_of_a_private_collection_is_not_found(town: Sections, site: Site, tell: Told, found: Found) -> None:
    document = guide()
    closed = Collection.get_first_root_node().add_child(name="Conseil à huis clos")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=CollectionViewRestriction.LOGIN)
    document.collection = closed
    document.save()
    tell(town.home, offering(document))
    assert "Guide du tri" not in found(site, "guide tri")


def test_a_document_renamed_is_found_by_its_new_name(town: Sections, site: Site, tell: Told, found: Found) -> None:
    document = guide()
    tell(town.home, offering(document))
    document.title = "Mémento des bacs"
    tell(document.save)
    assert "Mémento des bacs" in found(site, "memento")


def test_what_a_crash_left_aside_is_indexed_by_the_worker(
    town: Sections, site: Site, now: dt.datetime, tell: Told, found: Found
) -> None:
    index_everything(now)
    tell(town.news, loto())
    SearchEntry.objects.filter(title="Loto des pompiers").delete()
    assert index_late(now) == 1
    assert found(site, "loto") == ["Loto des pompiers"]
    assert index_late(now) == 0


def test_indexing_twice_writes_nothing(town: Sections, now: dt.datetime, tell: Told) -> None:
    page = tell(town.news, loto())
    before = set(Posting.objects.values_list("pk", flat=True))
    assert not index_page(page.pk, now)
    assert set(Posting.objects.values_list("pk", flat=True)) == before


def test_a_page_that_breaks_does_not_hide_the_others(
    town: Sections, site: Site, now: dt.datetime, tell: Told, found: Found, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(town.news, loto(title="Abîmée", slug="abimee"))
    tell(town.news, loto())
    SearchEntry.objects.all().delete()
    monkeypatch.setattr(NewsPage, "topic_list", property(lambda page: 1 / 0 if page.slug == "abimee" else []))
    index_everything(now)
    assert found(site, "loto") == ["Loto des pompiers"]
