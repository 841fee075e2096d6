"""What an editor changes is read at once; what only the desk sees leaves residents' pages in memory."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from accounts.models import SignInLink, User
from content import generation
from content.models import Commune, OutgoingMessage, Topic
from home.founding import Sections
from hub import invalidation
from hub.models import Heartbeat
from news.models import NewsPage

Moves = Callable[[Callable[[], object]], int]


@pytest.fixture
def moves(django_capture_on_commit_callbacks: Callable[..., object]) -> Moves:
    """How many times the generation moves when the act is committed."""

    def count(act: Callable[[], object]) -> int:
        before = generation.current()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
            act()
        return generation.current() - before

    return count


@pytest.fixture
def page(town: Sections) -> NewsPage:
    page = NewsPage(title="Marché", slug="marche")
    town.news.add_child(instance=page)
    return page


def test_publishing_and_withdrawing_are_seen(page: NewsPage, moves: Moves) -> None:
    assert moves(lambda: page.save_revision().publish()) > 0
    assert moves(page.unpublish) > 0


def test_a_draft_saved_while_somebody_types_is_not(page: NewsPage, moves: Moves) -> None:
    def type_on() -> None:
        page.title = "Marché de Noël"
        page.save_revision()

    assert moves(type_on) == 0


def test_moving_and_deleting_a_page_are_seen(town: Sections, page: NewsPage, moves: Moves) -> None:
    assert moves(lambda: Page.objects.get(pk=page.pk).move(town.home, pos="last-child")) > 0
    assert moves(lambda: Page.objects.get(pk=page.pk).specific.delete()) > 0


def test_a_renamed_topic_is_seen(site: Site, moves: Moves) -> None:
    topic = Topic.objects.create(site=site, kind=Topic.Kind.SUBJECT, name="École", slug="ecole")
    topic.name = "Écoles"
    assert moves(topic.save) > 0
    assert moves(topic.delete) > 0


def test_a_setting_of_the_town_is_seen(town: Sections, site: Site, moves: Moves) -> None:
    commune = Commune.for_site(site)
    commune.phone = "01 00 00 00 00"
    assert moves(commune.save) > 0


def test_signing_in_is_not(client: Client, moves: Moves, odile: User) -> None:
    assert moves(lambda: client.force_login(odile)) == 0
    assert moves(lambda: SignInLink.issue(odile, timezone.now())) == 0


def test_the_life_of_the_worker_is_not(db: None, now: dt.datetime, moves: Moves) -> None:
    assert moves(lambda: Heartbeat.objects.create(worker="w", host="h", started_at=now, at=now)) == 0


def test_mail_that_leaves_is_not(site: Site, now: dt.datetime, moves: Moves) -> None:
    facts = {"purpose": "essai", "recipient": "karim@boite.example", "subject": "Essai", "raw": b"", "queued_at": now}
    assert moves(lambda: OutgoingMessage.objects.create(site=site, due_at=now, **facts)) == 0


def test_every_silent_name_exists() -> None:
    labels = {model._meta.label_lower for model in apps.get_models(include_auto_created=True)}
    optional = {"admin", "wagtailsearch"}
    assert labels >= invalidation.SILENT_MODELS
    assert {config.label for config in apps.get_app_configs()} | optional >= invalidation.SILENT_APPS
