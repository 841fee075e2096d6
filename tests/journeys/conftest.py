"""A running town, a browser, and the two people of the story, each with a watch on what the browser complains of."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys import desk, photo, shots
from tests.journeys.running_town import RunningTown
from tests.journeys.watching import Watch
from tests.smtp_server import SmtpServer

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PATIENCE = 30_000  # milliseconds


def find_chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        explanation = "aucun Chromium sur cette machine : les parcours n’ont pas été essayés (apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(explanation)
        pytest.skip(explanation)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def mail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmtpServer]:
    """The other end of SMTP: a real server, in a process of its own."""
    with SmtpServer(tmp_path_factory.mktemp("mail")) as server:
        yield server


@pytest.fixture(scope="session")
def town(browser: Browser, mail: SmtpServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTown]:
    """Valombreuse-sur-Lise, freshly founded and answering. The browser comes first: without one nothing is started."""
    with RunningTown(tmp_path_factory.mktemp("town"), mail) as town:
        yield town


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return photo.take(tmp_path_factory.mktemp("photo") / "IMG_2041.jpg")


@pytest.fixture(scope="session")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures of what people saw are kept."""
    return shots.folder(otherwise=tmp_path_factory.mktemp("shots"))


@pytest.fixture(scope="session")
def desk_watch(town: RunningTown) -> Watch:
    return Watch(town.url)


@pytest.fixture(scope="session")
def public_watch(town: RunningTown) -> Watch:
    return Watch(town.url)


def opened(browser: Browser, town: RunningTown, watch: Watch) -> BrowserContext:
    context = browser.new_context(
        base_url=town.url, locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": 1280, "height": 900}
    )
    context.set_default_timeout(PATIENCE)
    watch.follow(context)
    return context


@pytest.fixture(scope="session")
def odile(browser: Browser, town: RunningTown, desk_watch: Watch) -> Iterator[Page]:
    """The town clerk's browser, signed in by the link that the site printed when it started."""
    context = opened(browser, town, desk_watch)
    page = context.new_page()
    desk.sign_in(page, town.signin_link())
    yield page
    context.close()


@pytest.fixture(scope="session")
def karim(browser: Browser, town: RunningTown, public_watch: Watch) -> Iterator[Page]:
    """A resident's browser."""
    context = opened(browser, town, public_watch)
    yield context.new_page()
    context.close()
