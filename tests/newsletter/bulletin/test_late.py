"""A reader opens a number some days later: what has changed since it was printed stands above it."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from time_machine import TimeMachineFixture
from wagtail.models import Site

from accounts.models import User
from events.cancelling import Dated, Decision, decide
from events.schedule import Kind
from home.founding import Sections
from newsletter.approval import issuing
from newsletter.bulletin.late import pages_of
from newsletter.models import BulletinPage
from tests.newsletter.composing import Life, december, live, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]
HERE = "/bulletin/la-halle-rouvre/"


@pytest.fixture
def life(town: Sections, site: Site, odile: User, now: dt.datetime, time_machine: TimeMachineFixture) -> Life:
    """A number printed a minute ago, of which nothing has changed yet."""
    settle(site)
    lived = live(town, site, now)
    issuing.issue(december(town), now, odile)
    time_machine.move_to(now + dt.timedelta(minutes=1), tick=False)
    return lived


def said(client: Client) -> str:
    """What stands under « Ce qui a changé depuis l’impression »; empty when nothing does."""
    heading = BeautifulSoup(client.get(HERE).content, "html.parser").find(id="depuis-l-impression")
    text = heading.parent.get_text(" ", strip=True) if heading and heading.parent else ""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def test_nothing_is_said_of_a_number_that_still_tells_the_truth(life: Life, client: Client) -> None:
    assert said(client) == ""


def test_a_cancelled_date_is_told_with_its_reason(life: Life, client: Client, odile: User) -> None:
    decide(life.market, Dated(dt.date(2026, 12, 12)), Decision(Kind.CANCELLED, "La place est prise."), odile)
    text = said(client)
    assert "Marché Samedi 12 décembre, 8 h : annulé. La place est prise." in text
    assert text.endswith("Vendredi 20 novembre, 11 h 31 .")


def test_the_last_word_alone_is_told_of_a_page(life: Life, client: Client, odile: User) -> None:
    decide(life.ball, None, Decision(Kind.CANCELLED, "L’orchestre est malade."), odile)
    life.ball.refresh_from_db()
    decide(life.ball, None, Decision(Kind.FULL, ""), odile)
    assert said(client).count("Bal du dernier soir") == 1
    assert "malade" not in said(client)


def test_what_was_withdrawn_leads_nowhere(life: Life, client: Client) -> None:
    life.hall.unpublish()
    page = BeautifulSoup(client.get(HERE).content, "html.parser")
    assert "La halle rouvre Retiré du site." in said(client)
    assert not page.select(f'#depuis-l-impression ~ ul a[href="{life.hall.url}"]')


def test_what_the_number_does_not_speak_of_is_not_its_business(life: Life, client: Client) -> None:
    life.old.title = "Une vieille histoire, racontée autrement"
    life.old.save_revision().publish()
    assert said(client) == ""


def test_a_draft_has_no_printing_to_compare_with(town: Sections, site: Site, client: Client, now: dt.datetime) -> None:
    settle(site)
    live(town, site, now)
    december(town).save_revision().publish()
    assert said(client) == ""
    assert BulletinPage.objects.get().frozen is None


def test_links_are_read_as_the_journal_names_pages() -> None:
    html = '<a href="/agenda/bal/2026-12-31/">Bal</a><a href="/agenda/">Agenda</a><a href="https://ailleurs.example/a/b/">x</a>'
    assert pages_of(html) == {"/agenda/bal/2026-12-31/", "/agenda/bal/"}
