"""One line per publication, change, cancellation, withdrawal; never a page without its line, nor a line without its page."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from content import journal
from content.models import JournalLine
from home.founding import Sections
from hub.publishing import publish_due
from news.models import NewsPage
from tests.conftest import publish

Kind = JournalLine.Kind


def kinds(page: NewsPage) -> list[str]:
    return list(JournalLine.objects.about(page.uid).values_list("kind", flat=True))


@pytest.fixture
def halle(town: Sections) -> NewsPage:
    return publish(town.news, NewsPage(title="La halle rouvre", slug="la-halle-rouvre"))


def test_a_publication_writes_one_line(halle: NewsPage) -> None:
    line = JournalLine.objects.about(halle.uid).get()
    assert (line.kind, line.collection, line.url) == (Kind.PUBLISHED, "actualites", "/actualites/la-halle-rouvre/")
    assert line.site == halle.site


def test_publishing_again_without_a_change_wakes_nobody(halle: NewsPage) -> None:
    halle.save_revision().publish()
    assert kinds(halle) == [Kind.PUBLISHED]


def test_a_change_writes_a_second_line(halle: NewsPage) -> None:
    halle.standfirst = "Samedi 5 décembre."
    halle.save_revision().publish()
    assert kinds(halle) == [Kind.PUBLISHED, Kind.CHANGED]


def test_a_draft_writes_nothing(town: Sections, halle: NewsPage) -> None:
    halle.title = "La halle rouvre demain"
    halle.save_revision()
    draft = NewsPage(title="Brouillon", slug="brouillon", live=False)
    town.news.add_child(instance=draft)
    assert kinds(halle) == [Kind.PUBLISHED]
    assert kinds(draft) == []


def test_withdrawing_and_publishing_again_are_two_lines(halle: NewsPage) -> None:
    halle.unpublish()
    halle.save_revision().publish()
    assert kinds(halle) == [Kind.PUBLISHED, Kind.WITHDRAWN, Kind.PUBLISHED]


def test_a_deletion_is_a_withdrawal_whose_line_stays(halle: NewsPage) -> None:
    uid = halle.uid
    halle.delete()
    last = JournalLine.objects.about(uid).last()
    assert last is not None
    assert (last.kind, last.page) == (Kind.WITHDRAWN, None)


def test_a_planned_publication_writes_its_line_when_the_hour_comes(town: Sections) -> None:
    page = NewsPage(title="Demain", slug="demain", live=False, go_live_at=timezone.now() + dt.timedelta(hours=1))
    town.news.add_child(instance=page)
    page.save_revision().publish()
    assert kinds(page) == []
    revision = page.latest_revision
    revision.approved_go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision.content["go_live_at"] = None
    revision.save()
    assert publish_due(timezone.now()) == 1
    assert kinds(page) == [Kind.PUBLISHED]


def test_an_expired_page_is_withdrawn_by_the_clock(halle: NewsPage) -> None:
    NewsPage.objects.filter(pk=halle.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert publish_due(timezone.now()) == 1
    assert kinds(halle) == [Kind.PUBLISHED, Kind.WITHDRAWN]


class Crash(Exception):
    """The machine stops."""


@pytest.mark.parametrize("verb", ["publish", "withdraw"])
def test_a_crash_between_the_page_and_its_line_leaves_neither(
    halle: NewsPage, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*args: Any) -> None:
        raise Crash

    monkeypatch.setattr(journal, "write", crash)
    halle.title = "La halle ne rouvre pas"
    revision = halle.save_revision()
    with pytest.raises(Crash):
        revision.publish() if verb == "publish" else halle.unpublish()
    stored = NewsPage.objects.get(pk=halle.pk)
    assert (stored.live, stored.title) == (True, "La halle rouvre")
    assert kinds(halle) == [Kind.PUBLISHED]


def test_a_moved_page_tells_its_new_address(town: Sections, halle: NewsPage) -> None:
    halle.slug = "la-halle"
    halle.save_revision().publish()
    last = JournalLine.objects.about(halle.uid).last()
    assert last is not None
    assert last.url == "/actualites/la-halle/"


def test_equal_facts_have_equal_fingerprints() -> None:
    assert journal.fingerprint({"a": 1, "b": [2]}) == journal.fingerprint({"b": [2], "a": 1})
    assert journal.fingerprint({"a": 1}) != journal.fingerprint({"a": 2})


def test_a_copy_is_another_page(halle: NewsPage) -> None:
    copy = halle.copy(update_attrs={"slug": "copie", "title": "Copie"}, copy_revisions=True)
    assert isinstance(copy.uid, uuid.UUID)
    assert copy.uid != halle.uid
    copy.save_revision().publish()
    assert NewsPage.objects.get(pk=copy.pk).feed_id != NewsPage.objects.get(pk=halle.pk).feed_id
