"""The clock publishes what was planned and withdraws what has expired; one broken page does not hold up the others."""

import datetime as dt
from typing import Any

import pytest

from content.models import JournalLine
from home.founding import Sections
from hub import publishing
from news.models import NewsPage
from tests.conftest import publish

HOUR = dt.timedelta(hours=1)


def planned(town: Sections, title: str, at: dt.datetime) -> NewsPage:
    page = NewsPage(title=title, slug=title.lower(), live=False, go_live_at=at)
    town.news.add_child(instance=page)
    page.save_revision(approved_go_live_at=at)
    return page


def test_a_news_item_appears_at_its_hour_with_its_line_in_the_journal(town: Sections, now: dt.datetime) -> None:
    page = planned(town, "Crue", now)
    assert publishing.publish_due(now - HOUR) == 0
    assert publishing.overdue_since(now - HOUR) is None
    assert publishing.overdue_since(now + HOUR) == now
    assert publishing.publish_due(now + HOUR) == 1
    page.refresh_from_db()
    assert page.live
    assert JournalLine.objects.about(page.uid).count() == 1
    assert publishing.publish_due(now + HOUR) == 0
    assert publishing.overdue_since(now + HOUR) is None


def test_a_news_item_leaves_at_its_hour(town: Sections, now: dt.datetime) -> None:
    page = publish(town.news, NewsPage(title="Travaux", slug="travaux", expire_at=now))
    assert publishing.overdue_since(now + HOUR) == now
    assert publishing.publish_due(now + HOUR) == 1
    page.refresh_from_db()
    assert not page.live
    assert page.expired
    assert JournalLine.objects.about(page.uid).last().kind == JournalLine.Kind.WITHDRAWN


def test_one_broken_page_does_not_hold_up_the_others(
    town: Sections, now: dt.datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    planned(town, "Broken", now - HOUR)
    planned(town, "Sound", now)
    save = NewsPage.save

    def failing(self: NewsPage, *args: Any, **kwargs: Any) -> None:
        if self.title == "Broken":
            raise RuntimeError("broken")
        save(self, *args, **kwargs)

    monkeypatch.setattr(NewsPage, "save", failing)
    assert publishing.publish_due(now + HOUR) == 1
    assert list(NewsPage.objects.live().values_list("title", flat=True)) == ["Sound"]
    assert publishing.overdue_since(now + HOUR) == now - HOUR
    assert "publish impossible" in caplog.text
