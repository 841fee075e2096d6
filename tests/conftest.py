"""The town every test may ask for, and what keeps tests apart from the world."""

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Site

from accounts.models import User
from alerts.models import AlertIndexPage
from content import generation
from events.models import AgendaPage
from home.founding import Sections, found_town
from home.models import HomePage
from news.models import NewsIndexPage
from newsletter.models import BulletinIndexPage
from tests import migrated
from tests.people import odile_account
from tests.replaying import once

NOW = dt.datetime(2026, 11, 20, 10, 30, tzinfo=dt.UTC)


DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tells the tests that need a database from those that need nothing, and answer first."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """pytest-django's own set-up, with the migrations run once and kept."""
    template = request.config.cache.mkdir("migrated") / f"{migrated.fingerprint()}.sqlite3"
    with django_db_blocker.unblock():
        known = template.exists() and connection.vendor == "sqlite"
        connection.settings_dict["TEST"]["MIGRATE"] = not known
        databases = setup_databases(verbosity=0, interactive=False)
        if known:
            migrated.restore(template)
        elif migrated.is_in_memory():
            migrated.keep(template)
    yield
    with django_db_blocker.unblock():
        teardown_databases(databases, verbosity=0)


@pytest.fixture
def now() -> dt.datetime:
    """Friday 20 November 2026, 11:30 in the town."""
    return NOW


@pytest.fixture
def site(db: None) -> Site:
    """The installation's first town site, nothing on it yet."""
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def town(site: Site) -> Sections:
    """Valombreuse-sur-Lise, founded a month ago, nothing written yet."""
    with time_machine.travel(NOW - dt.timedelta(days=30), tick=False):
        once("town", lambda: found_town(site, name="Valombreuse-sur-Lise"))
    return sections_of(site)


@pytest.fixture
def neighbour(town: Sections) -> Sections:
    """Saint-Aubin-des-Lises, in the same installation: it must never see a word of the other town's."""
    with time_machine.travel(NOW - dt.timedelta(days=30), tick=False):
        once("neighbour", found_neighbour)
    return sections_of(Site.objects.get(hostname="saint-aubin.example"))


def found_neighbour() -> None:
    top = Page.get_first_root_node()
    root = top.add_child(instance=Page(title="Saint-Aubin", slug="saint-aubin"))
    other = Site.objects.create(
        hostname="saint-aubin.example", port=80, root_page=root, site_name="Saint-Aubin-des-Lises"
    )
    found_town(other, name="Saint-Aubin-des-Lises")


@pytest.fixture
def odile(db: None) -> User:
    """The town clerk: she writes, publishes and sends."""
    return odile_account()


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Facts of the installation are remembered as in production, although the test runs in a transaction."""
    generation.bump()
    monkeypatch.setattr(generation, "connection", SimpleNamespace(in_atomic_block=False))
    yield
    generation.bump()


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No site is remembered from another test's database."""
    Site.clear_site_root_paths_cache()
    generation.bump()


def sections_of(site: Site) -> Sections:
    """The sections of a town founded before, read again."""
    site.refresh_from_db()
    Site.clear_site_root_paths_cache()
    generation.bump()
    home = home_of(site)
    below: list[Any] = [
        model.objects.child_of(home).get() for model in (NewsIndexPage, AgendaPage, AlertIndexPage, BulletinIndexPage)
    ]
    return Sections(home, *below)


def publish(parent: Page, page: Any, at: dt.datetime | None = None) -> Any:
    """Adds the page below its parent and publishes it, as first read at that moment."""
    page.first_published_at = at or timezone.now()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def home_of(site: Site) -> HomePage:
    return HomePage.objects.get(pk=site.root_page_id)
