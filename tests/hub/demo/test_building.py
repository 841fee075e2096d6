"""The same town for the same day, on any day; and nothing at all when something breaks."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from content.models import Commune, ContentPage, JournalLine, Topic, TownImage
from events.models import EventPage, Occurrence
from hub.demo import building
from newsletter.approval import issuing
from newsletter.models import Issue, Subscriber

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BASTILLE_DAY = dt.date(2027, 7, 14)


@pytest.fixture(autouse=True)
def without_printing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing is slow, and tested elsewhere."""
    monkeypatch.setattr(issuing, "printed_or_why_not", lambda edition: (b"", "sans imprimerie"))


def silence(line: str) -> None: ...


def dump() -> list[Any]:
    """What the town says, to the last identity."""
    pages = [page for page in Page.objects.order_by("path").specific() if isinstance(page, ContentPage)]
    bodies = [hashlib.sha256(str(getattr(page, "body", "")).encode()).hexdigest() for page in pages]
    identities = [
        (page.path, page.title, page.uid, page.feed_id, page.first_published_at, page.last_published_at)
        for page in pages
    ]
    dates = list(
        Occurrence.objects.order_by("event__path", "slug").values_list(
            "event__slug", "slug", "start_day", "start_time", "status"
        )
    )
    journal = list(JournalLine.objects.order_by("pk").values_list("page_uid", "kind", "at", "title", "fingerprint"))
    people = list(Subscriber.objects.order_by("address_key").values_list("uid", "address", "state", "since"))
    files = list(TownImage.objects.order_by("pk").values_list("file", "file_hash", "width", "height"))
    issues = list(Issue.objects.order_by("pk").values_list("uid", "issued_at", "fingerprint"))
    return [bodies, identities, dates, journal, people, files, issues]


class Undone(Exception):
    """Ends a build that was only looked at."""


def undo(*args: object) -> int:
    raise Undone


def built(site: Site, day: dt.date) -> list[Any]:
    """The dump of a town built on that day; the database is as before."""
    found: list[Any] = []
    with pytest.raises(Undone), transaction.atomic():
        building.build(Site.objects.get(pk=site.pk), day, silence)
        found = dump()
        check_every_series(day)
        raise Undone
    return found


def check_every_series(day: dt.date) -> None:
    """Weekly rendez-vous stand on their weekday, and something happens every week around that day."""
    for event in EventPage.objects.exclude(rule="").filter(rule__contains="WEEKLY"):
        days = {occurrence.original_day.weekday() for occurrence in event.occurrences.all()}
        assert days == set(event.recurrence.weekdays), event.slug
    coming = Occurrence.objects.filter(start_day__gte=day, start_day__lt=day + dt.timedelta(days=28))
    assert len({occurrence.start_day.isocalendar().week for occurrence in coming}) >= 4
    assert EventPage.objects.filter(occurrences=None).count() == 0


def test_the_same_day_gives_the_same_town_whatever_the_day_it_is_built_on(site: Site) -> None:
    assert built(site, BASTILLE_DAY) == built(site, BASTILLE_DAY)


def test_a_build_that_breaks_leaves_neither_a_row_nor_a_file(
    site: Site, monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path  # nobody else's files

    def break_down(*args: object) -> int:
        assert default_storage.listdir("original_images")[1]
        raise RuntimeError("coupure de courant")

    monkeypatch.setattr(building, "tell", break_down)
    with pytest.raises(RuntimeError, match="coupure"):
        building.build(site, BASTILLE_DAY, silence)
    assert not Topic.objects.exists()
    assert not TownImage.objects.exists()
    assert not default_storage.listdir("original_images")[1]
    assert not default_storage.listdir("documents")[1]
    assert timezone.now() - dt.datetime.now(dt.UTC) < dt.timedelta(minutes=1)


def test_what_a_killed_build_left_in_the_folders_is_cleared_and_nothing_else(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    leftovers = [
        "original_images/demonstration-rue.jpg",
        "images/demonstration-rue.width-800.jpg",
        "documents/demonstration-budget.pdf",
    ]
    for name in [*leftovers, "images/la-photo-d-un-habitant.jpg"]:
        default_storage.save(name, ContentFile(b"..."))
    monkeypatch.setattr(building, "give_address", undo)
    with pytest.raises(Undone):
        building.build(site, BASTILLE_DAY, silence)
    assert not any(default_storage.exists(name) for name in leftovers)
    assert default_storage.exists("images/la-photo-d-un-habitant.jpg")
    default_storage.delete("images/la-photo-d-un-habitant.jpg")


def test_a_topic_typed_by_hand_is_enough_to_be_left_alone(site: Site) -> None:
    Topic.objects.create(site=site, name="Travaux", slug="travaux")
    with pytest.raises(CommandError, match="a déjà du contenu"):
        call_command("demo", verbosity=0)
    assert Commune.objects.count() == 0


def test_a_date_mistyped_is_answered_with_an_example(site: Site) -> None:
    with pytest.raises(CommandError, match="2026-11-20"):
        call_command("demo", "--date", "20/11/2026")


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://valombreuse.example", "https://valombreuse.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://mairie.local", "http://mairie.local"),
    ],
)
def test_the_site_answers_at_the_address_of_the_settings(site: Site, settings: Any, url: str, root: str) -> None:
    settings.SITE_URL = url
    building.give_address(site)
    assert site.root_url == root
