"""What an editor plans is read within ninety seconds of its hour: in lists, feeds and caches, by the worker's own loop."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from django.utils import timezone

from content import generation, schedule
from home.founding import Sections
from hub import publishing
from hub.pagecache import PageCache
from hub.working import LONGEST_NAP, Worker
from news.models import NewsPage
from tests.conftest import publish

LATEST = 90  # seconds
ADDRESSES = ("/", "/actualites/", "/actualites/rss.xml")


def planned(town: Sections, title: str, at: dt.datetime) -> NewsPage:
    page = NewsPage(title=title, slug=title.lower(), live=False, go_live_at=at)
    town.news.add_child(instance=page)
    page.save_revision(approved_go_live_at=at)
    return page


@pytest.mark.slow
def test_a_planned_publication_and_an_expiry_are_seen_everywhere(
    town: Sections,
    rf: RequestFactory,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    monkeypatch.setattr(schedule, "_stopping", False)
    front = PageCache(get_wsgi_application(), generation=generation.current, session_cookie="s", direct=())

    def read(path: str) -> str:
        return b"".join(front(rf.get(path).environ, lambda *answer: lambda data: None)).decode()

    hour = timezone.now() + dt.timedelta(minutes=2)  # less than the cache keeps a page: only the publication renews it
    publish(town.news, NewsPage(title="Marché", slug="marche", expire_at=hour))
    planned(town, "Crue", hour)
    (job,) = (job for job in schedule.jobs() if job.run is publishing.publish_due)
    assert job.seconds + LONGEST_NAP < LATEST
    worker = Worker(
        [schedule.Job(job.name, 0, job.run, job.alone)]
    )  # its own job, at once instead of every thirty seconds

    def round_of_work() -> None:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            worker.round()

    round_of_work()
    for path in ADDRESSES:
        assert "Marché" in read(path) and "Crue" not in read(path), path
    with time_machine.travel(hour + dt.timedelta(seconds=1)):
        round_of_work()
        for path in ADDRESSES:
            assert "Crue" in read(path) and "Marché" not in read(path), path
