"""The whole of a running town, fetched once, and the pages that slow checks look at."""

import os
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.gates.choosing import selection
from tests.journeys.gates.crawl import Answer, Crawl
from tests.journeys.running_town import RunningTown
from tests.journeys.watching import Watch


@pytest.fixture(scope="session")
def crawl(town: RunningTown) -> Crawl:
    """Every public address of the town, fetched once."""
    return Crawl(town.url).run()


@pytest.fixture(scope="session")
def seed() -> int:
    """Draws other pages every day, the same all day long; TAMBOUR_SEED draws those of another day again."""
    return int(os.environ.get("TAMBOUR_SEED") or time.strftime("%Y%m%d"))


@pytest.fixture(scope="session")
def chosen(crawl: Crawl, seed: int) -> list[Answer]:
    print(f"\nTAMBOUR_SEED={seed}")
    return [crawl.answers[path] for path in selection(crawl.pages, seed)]


@pytest.fixture(scope="session")
def gate_watch(town: RunningTown) -> Watch:
    return Watch(town.url)


@pytest.fixture
def visitor(browser: Browser, town: RunningTown, gate_watch: Watch) -> Iterator[Page]:
    """Somebody's browser, new to the site."""
    context = browser.new_context(base_url=town.url, locale="fr-FR", timezone_id="Europe/Paris")
    gate_watch.follow(context)
    yield context.new_page()
    context.close()
