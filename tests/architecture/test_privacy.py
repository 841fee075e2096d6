"""Nothing of a person is kept without the page « Données personnelles » saying so."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from content import privacy, schedule

PERSONAL_TYPES = (models.EmailField, models.GenericIPAddressField)
PERSONAL_WORDS = {"address", "email", "phone", "recipient", "credit", "surname", "birth", "ip", "user_agent"}
PEOPLE = {settings.AUTH_USER_MODEL.lower(), "newsletter.subscriber"}
# Wagtail's own tables, always empty: content.TownImage and content.TownDocument stand in their place.
UNUSED = {"wagtaildocs.Document", "wagtailimages.Image"}


def about_people(model: Any) -> Iterator[str]:
    """The fields of the model's own table that speak of somebody."""
    for field in model._meta.local_fields:
        target = field.related_model._meta.label_lower if field.related_model else ""
        words = set(field.name.split("_"))
        if isinstance(field, PERSONAL_TYPES) or target in PEOPLE or words & PERSONAL_WORDS:
            yield field.name


def suspects() -> dict[str, list[str]]:
    found = {model._meta.label: list(about_people(model)) for model in apps.get_models()}
    return {label: fields for label, fields in found.items() if fields}


def test_every_table_that_holds_something_of_a_person_is_declared() -> None:
    undeclared = {
        label: fields for label, fields in suspects().items() if label not in privacy.declared_models() | UNUSED
    }
    assert undeclared == {}, "declare it in <app>/privacy.py: see content/privacy.py"


def test_the_search_for_persons_does_find_them() -> None:
    found = suspects()
    assert {"newsletter.Subscriber", "newsletter.Delivery", "content.OutgoingMessage", "accounts.User"} <= set(found)


def test_what_is_declared_exists() -> None:
    labels = {model._meta.label for model in apps.get_models()}
    assert privacy.declared_models() <= labels


def test_a_period_that_is_promised_is_kept_by_the_worker() -> None:
    """Sessions end by themselves (SESSION_COOKIE_AGE); everything else with a period is forgotten by a registered job."""
    jobs = {job.run for job in schedule.jobs()}
    kept = [kept for processing in privacy.processings() for kept in processing.kept if kept.period]
    assert len(kept) >= 6
    for one in kept:
        assert one.forgotten_by in jobs or one.period == timedelta(seconds=settings.SESSION_COOKIE_AGE), one.what


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (timedelta(minutes=10), "10 minutes"),
        (timedelta(hours=8), "8 heures"),
        (timedelta(hours=1), "1 heure"),
        (timedelta(days=28), "28 jours"),
        (timedelta(days=365), "1 an"),
        (timedelta(days=3 * 365), "3 ans"),
    ],
)
def test_a_period_is_said_in_words(period: timedelta, words: str) -> None:
    assert privacy.in_words(period) == words


def test_two_processings_never_share_a_name() -> None:
    first = privacy.processings()[0]
    privacy.register(first)
    with pytest.raises(ValueError, match="declared twice"):
        privacy.register(
            privacy.Processing(first.slug, "autre", "rien", privacy.Basis.LAW, "rien", "personne", kept=())
        )
