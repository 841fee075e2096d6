"""What the council decided, and when it sits next, for the bulletin."""

import datetime as dt

import pytest
import time_machine
from wagtail.models import Site

from content.models import Place, Topic
from events.models import EventPage
from home import decided
from home.founding import Sections
from home.models import CouncilPage
from tests.conftest import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def sittings(town: Sections, site: Site) -> CouncilPage:
    topic = Topic.objects.create(site=site, name="Conseil", slug="conseil")
    hall = Place.objects.create(site=site, name="Salle du conseil", slug="salle")
    event = EventPage(title="Conseil municipal", start_day=dt.date(2026, 12, 11), start_time=dt.time(20), place=hall)
    event.topics = [topic]
    publish(town.agenda, event)
    page: CouncilPage = publish(
        town.home, CouncilPage(title="Le conseil", slug="conseil", sittings_topic=topic, sittings_place=hall)
    )
    return page


def test_the_next_sitting_is_said_as_the_bulletin_writes_it(
    sittings: CouncilPage, site: Site, now: dt.datetime
) -> None:
    with time_machine.travel(now, tick=False):
        assert decided.next_sitting(site) == ("Vendredi 11\u00a0décembre, 20\u00a0h", "Salle du conseil.")
        shown = sittings.next_sitting()
    assert shown is not None


def test_a_council_that_has_not_announced_its_sitting_says_nothing(town: Sections, site: Site) -> None:
    assert decided.next_sitting(site) == ("", "")
    assert decided.latest_session(site, dt.date(2026, 1, 1)) is None
