"""A page costs few questions to the database, however many lines it shows (budget: ten, uncached)."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from content.models import Organizer, Topic
from home.founding import Sections
from news.models import NewsPage
from newsletter.models import BulletinPage
from tests.conftest import publish, sections_of
from tests.events.town import announce, rehearsal
from tests.replaying import once

MOST = 10


@pytest.fixture
def busy(town: Sections) -> Sections:
    """A town with a page of news, each signed and filed, and a month full of events."""
    once("busy", lambda: fill(town))
    return sections_of(town.home.site)


def fill(town: Sections) -> None:
    site = town.home.site
    works = Topic.objects.create(site=site, name="Travaux", slug="travaux")
    club = Organizer.objects.create(site=site, name="Les Voix du Lavoir", slug="voix")
    for number in range(25):
        page = NewsPage(
            title=f"Nouvelle {number}",
            slug=f"nouvelle-{number}",
            signatory=club,
            body=[("prose", "<p>Un texte.</p>")] * 3,
        )
        page.topics.set([works])
        publish(town.news, page, timezone.now() - dt.timedelta(days=number))
    for number in range(6):
        announce(town.agenda, rehearsal(title=f"Répétition {number}", slug=f"repetition-{number}", signatory=club))
    bulletin = BulletinPage(title="La halle rouvre", slug="bulletin-47", number=47, month=timezone.localdate())
    publish(town.bulletin, bulletin)


@pytest.mark.parametrize("name", ["home", "list", "article", "month", "agenda", "event"])
def test_a_page_asks_the_database_little(
    client: Client, busy: Sections, name: str, remembering: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    today = timezone.localdate()
    event = busy.agenda.get_children().first()
    path = {
        "home": "/",
        "list": "/actualites/",
        "article": "/actualites/nouvelle-3/",
        "month": f"/agenda/{today:%Y/%m}/",
        "agenda": "/agenda/",
        "event": f"/agenda/{event.slug}/",
    }[name]
    client.get("/mentions-legales/")  # what is remembered of the town is remembered
    with django_assert_max_num_queries(MOST):
        assert client.get(path).status_code == 200
