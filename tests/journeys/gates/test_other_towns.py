"""Three other towns by their settings alone: no coat of arms, a very long name, awkward colours. Look at their pictures too."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import shots
from tests.journeys.gates.crawl import Crawl
from tests.journeys.gates.decree import settings_of
from tests.journeys.gates.inspecting import look_at
from tests.journeys.running_town import RunningTown

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TOWNS: dict[str, dict[str, str | None]] = {
    "sans-blason": {
        "name": "Les Essarts",
        "of_name": "des Essarts",
        "at_name": "aux Essarts",
        "slogan": "",
        "coat_of_arms_id": None,
        "colour_1": "#7a1f3d",
        "colour_2": "#8fb8c9",
    },
    "nom-long": {
        "name": "Saint-Aubin-de-Valmorelle-Sainte-Colombe-et-Vernoux",
        "of_name": "",
        "at_name": "",
        "coat_of_arms_id": None,
        "colour_1": "#1c2b5a",
        "colour_2": "#e7b416",
    },
    "jaune-violet": {
        "name": "Brandecourt",
        "of_name": "",
        "at_name": "",
        "coat_of_arms_id": None,
        "colour_1": "#ffe600",
        "colour_2": "#8a2be2",
    },
}


def pages(crawl: Crawl) -> dict[str, str]:
    """The front page, the piece of news with the longest text, and the agenda."""
    articles = [page for page in crawl.pages if page.path.startswith("/actualites/") and page.path.count("/") == 3]
    return {"accueil": "/", "actualite": max(articles, key=lambda page: len(page.content)).path, "agenda": "/agenda/"}


@pytest.mark.parametrize("name", TOWNS)
def test_another_town_is_as_good_by_its_settings_alone(
    town: RunningTown, crawl: Crawl, visitor: Page, album: Path, name: str
) -> None:
    findings = []
    with settings_of(town, TOWNS[name]):
        for title, path in pages(crawl).items():
            findings += look_at(visitor, path)
            expect(visitor.get_by_role("banner")).to_contain_text(TOWNS[name]["name"] or "")
            shots.of_page(visitor, f"commune-{name}-{title}", album)
    assert findings == []
