"""Outside addresses are asked by the worker, never while an editor waits; what they said is dated."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Site

from content import fetch
from home.founding import Sections
from newsletter.approval import issuing, outside
from newsletter.compose import edition_of
from newsletter.models import BulletinPage, OutsideLink
from tests.newsletter.composing import december, live, settle

pytestmark = pytest.mark.django_db
LAW, PLAN = "https://loi.example/texte", "http://plan.example/"
DAY = dt.timedelta(days=1)
State = OutsideLink.State


@pytest.fixture
def number(town: Sections, site: Site, now: dt.datetime) -> BulletinPage:
    settle(site)
    live(town, site, now)
    body = f'<p><a href="{LAW}#a">la loi</a>, <a href="{LAW}">encore</a>, <a href="{PLAN}">le plan</a>, '
    body += f'<a href="{site.root_url}/agenda/">l’agenda</a>, <a href="mailto:x@y.example">écrire</a></p>'
    page = december(town, [{"type": "free", "value": {"title": "Une page", "body": body}}])
    BulletinPage.objects.filter(pk=page.pk).update(latest_revision_created_at=now)
    return page


@pytest.fixture
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_args: Any, **_options: Any) -> None:
        raise AssertionError("asked while somebody waits")

    monkeypatch.setattr(fetch, "exchange", forbidden)


def answering(monkeypatch: pytest.MonkeyPatch, status: int | fetch.FetchError) -> list[str]:
    asked: list[str] = []

    def exchange(_method: str, url: str, **_options: Any) -> fetch.Answered:
        asked.append(url)
        if isinstance(status, fetch.FetchError):
            raise status
        return fetch.Answered(status, b"")

    monkeypatch.setattr(fetch, "exchange", exchange)
    return asked


def test_the_screen_asks_nobody(number: BulletinPage, now: dt.datetime, nobody_answers: None) -> None:
    found = outside.answers(edition_of(number.get_latest_revision_as_object(), now))
    assert [(answer.url, answer.asked_on) for answer in found] == [(LAW, None), (PLAN, None)]


def test_the_worker_notes_then_asks_each_address_once(
    number: BulletinPage, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, 200)
    assert (outside.note(now), outside.note(now)) == (2, 2)
    assert outside.ask_some(now) == 2
    assert outside.ask_some(now + DAY) == 0
    assert sorted(asked) == [PLAN, LAW]
    assert outside.ask_some(now + 3 * DAY) == 2


@pytest.mark.parametrize(
    ("status", "state", "said"),
    [
        (200, State.ANSWERS, ""),
        (301, State.ANSWERS, ""),
        (403, State.ANSWERS, ""),
        (404, State.DEAD, "erreur 404"),
        (410, State.DEAD, "erreur 410"),
        (503, State.UNSURE, "erreur 503"),
        (fetch.FetchFailed("Personne ne répond."), State.UNSURE, "Personne ne répond."),
        (fetch.FetchRefused("Cette adresse mène à une machine qui n’est pas publique."), State.UNSURE, None),
    ],
)
def test_what_an_address_answers_is_kept(
    number: BulletinPage,
    now: dt.datetime,
    monkeypatch: pytest.MonkeyPatch,
    status: int | fetch.FetchError,
    state: str,
    said: str | None,
) -> None:
    answering(monkeypatch, status)
    outside.note(now)
    outside.ask_some(now)
    link = OutsideLink.objects.get(url=LAW)
    assert (link.state, link.checked_at) == (state, now)
    assert said is None or link.said == said


def test_addresses_no_number_leads_to_any_more_are_forgotten(number: BulletinPage, now: dt.datetime) -> None:
    OutsideLink.objects.create(url="https://vieux.example/", wanted_at=now - 41 * DAY)
    outside.note(now)
    assert set(OutsideLink.objects.values_list("url", flat=True)) == {LAW, PLAN}


def test_a_number_out_is_asked_about_no_more(number: BulletinPage, now: dt.datetime, quick_press: None) -> None:
    issuing.freeze(number, issuing.forms_of(number, now), now)
    assert outside.note(now) == 0


def test_never_within_a_transaction_of_its_own_while_asking(
    number: BulletinPage, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth = len(connection.savepoint_ids)
    seen: list[int] = []

    def exchange(*_args: Any, **_options: Any) -> fetch.Answered:
        seen.append(len(connection.savepoint_ids))
        return fetch.Answered(200, b"")

    monkeypatch.setattr(fetch, "exchange", exchange)
    outside.note(now)
    outside.ask_some(now)
    assert set(seen) == {depth}
