"""One piece of news at a time is at the top of the front page, and whoever takes the place keeps it."""

import datetime as dt

import pytest
from django.test import Client, RequestFactory

from accounts.models import User
from home.founding import Sections
from news import wagtail_hooks
from news.models import NewsPage
from tests.conftest import publish


@pytest.fixture
def hall(town: Sections) -> NewsPage:
    page: NewsPage = publish(town.news, NewsPage(title="La halle rouvre", slug="halle", pinned=True))
    return page


def at_the_top() -> list[str]:
    return list(NewsPage.objects.filter(pinned=True).values_list("title", flat=True))


def test_who_takes_the_top_sends_the_other_down(town: Sections, hall: NewsPage) -> None:
    publish(town.news, NewsPage(title="Crue", slug="crue", pinned=True))
    assert at_the_top() == ["Crue"]


def test_correcting_the_former_one_does_not_give_it_the_top_back(town: Sections, hall: NewsPage) -> None:
    publish(town.news, NewsPage(title="Crue", slug="crue", pinned=True))
    former = NewsPage.objects.get(pk=hall.pk).get_latest_revision_as_object()
    assert former.pinned is False
    former.title = "La halle rouvre samedi"
    former.save_revision().publish()
    assert at_the_top() == ["Crue"]


def test_a_draft_takes_nothing(town: Sections, hall: NewsPage) -> None:
    draft = NewsPage(title="Crue", slug="crue", live=False)
    town.news.add_child(instance=draft)
    draft.pinned = True
    draft.save_revision()
    assert at_the_top() == ["La halle rouvre"]


def test_a_publication_that_fails_leaves_the_top_as_it_was(
    town: Sections, hall: NewsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = NewsPage(title="Crue", slug="crue", pinned=True, live=False)
    town.news.add_child(instance=page)

    def failing(self: NewsPage) -> None:
        raise RuntimeError("panne")

    monkeypatch.setattr(NewsPage, "leave_the_top", failing)
    with pytest.raises(RuntimeError):
        page.save_revision().publish()
    assert not NewsPage.objects.get(pk=page.pk).live
    assert "La halle rouvre" in at_the_top()


def test_another_town_keeps_its_own(town: Sections, neighbour: Sections, hall: NewsPage) -> None:
    publish(neighbour.news, NewsPage(title="Foire", slug="foire", pinned=True))
    assert sorted(at_the_top()) == ["Foire", "La halle rouvre"]


def test_the_editor_is_told_who_leaves(
    town: Sections, hall: NewsPage, odile: User, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(wagtail_hooks.messages, "info", lambda request, text: said.append(text))
    wagtail_hooks.say_who_leaves_the_top(rf.post("/"), NewsPage(title="Halle", path=hall.path, depth=hall.depth))
    page = NewsPage(title="Crue", slug="crue", pinned=True, live=False)
    town.news.add_child(instance=page)
    wagtail_hooks.say_who_leaves_the_top(rf.post("/"), page)
    assert said == ["« Crue » prend la une : « La halle rouvre » la quitte."]


def test_the_list_stays_in_order_of_time(client: Client, town: Sections, hall: NewsPage) -> None:
    publish(town.news, NewsPage(title="Plus récente", slug="recente"), hall.published_at + dt.timedelta(hours=1))
    page = client.get("/actualites/").content.decode()
    assert page.index("Plus récente") < page.index("La halle rouvre")
