"""What an editor asks of the press in the form reaches the pages."""

import datetime as dt
from typing import Any

import pytest
from wagtail.models import Site

from home.founding import Sections
from newsletter.compose import edition_of
from tests.newsletter.composing import december, settle

pytestmark = pytest.mark.django_db


def editorial(pages: Any) -> dict[str, Any]:
    value = {"title": "Bonjour", "body": "<p>Un mot.</p>", "signatory": "Hélène Courtade"}
    return {"type": "editorial", "value": value if pages is None else value | {"pages": pages}}


@pytest.mark.parametrize(("chosen", "asked"), [(None, 0), ("", 0), ("2", 2), ("deux", 0), ("-1", 0)])
def test_the_pages_asked_for_reach_the_press_and_nothing_else_does(
    town: Sections, site: Site, now: dt.datetime, chosen: Any, asked: int
) -> None:
    settle(site)
    (section,) = edition_of(december(town, [editorial(chosen)]), now).sections
    assert section.pages == asked
