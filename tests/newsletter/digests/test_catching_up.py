"""Nothing forgotten, nothing twice: absences of the worker, changes of rhythm, first starts, the day the clock goes back."""

import datetime as dt

import pytest

from home.founding import Sections
from newsletter.models import Delivery, Dispatch, Told
from newsletter.subscribers import subscriptions
from tests.newsletter.digests.town import (
    DAILY_NEWS,
    NEWS_AT_ONCE,
    WEEKLY_AGENDA,
    WEEKLY_NEWS,
    Worker,
    article,
    november,
    opened,
)
from tests.newsletter.residents import subscriber
from tests.people import JEANNE, KARIM

LONG_AGO = november(2)


def test_what_came_before_the_choice_is_never_sent(town: Sections, worker: Worker) -> None:
    article(town, november(16, "09:00"))
    subscriber(town.home.site, KARIM, november(16, "10:00"), DAILY_NEWS, NEWS_AT_ONCE)
    worker.passes(november(16, "10:05"))
    worker.passes(november(17, "08:30"))
    assert worker.mail.kept == []


def test_the_first_start_tells_nothing_of_what_was_published_before(town: Sections) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS, NEWS_AT_ONCE, WEEKLY_AGENDA)
    article(town, november(16))
    worker = Worker()
    worker.passes(november(20, "09:00"))
    assert worker.mail.kept == []
    article(town, november(20, "10:00"), "Le pont ferme lundi")
    worker.passes(november(20, "10:02"))
    assert worker.mail.subjects(KARIM) == ["Le pont ferme lundi"]


def test_a_worker_down_for_three_days_catches_up_once(town: Sections, worker: Worker) -> None:
    site = town.home.site
    subscriber(site, KARIM, LONG_AGO, DAILY_NEWS)
    subscriber(site, JEANNE, LONG_AGO, NEWS_AT_ONCE)
    worker.passes(november(17, "08:30"))
    article(town, november(17, "10:00"))
    article(town, november(18, "10:00"), "Le pont ferme lundi")
    article(town, november(19, "10:00"), "La piscine rouvre")
    for moment in (november(20, "14:00"), november(20, "14:01"), november(21, "08:30")):
        worker.passes(moment)
    assert worker.mail.subjects(KARIM) == ["Valombreuse-sur-Lise : 3 nouvelles aujourd’hui"]
    assert worker.mail.subjects(JEANNE) == ["Valombreuse-sur-Lise : 3 nouvelles"]


def test_a_friday_missed_is_caught_up_on_saturday_and_friday_comes_again(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, JEANNE, LONG_AGO, WEEKLY_NEWS)
    article(town, november(18))
    worker.passes(november(21, "16:00"))
    article(town, november(23), "Le pont ferme lundi")
    worker.passes(november(27, "08:30"))
    assert worker.mail.subjects(JEANNE) == ["La halle rouvre", "Le pont ferme lundi"]


def test_half_past_eight_comes_once_on_the_day_the_clock_goes_back(town: Sections) -> None:
    worker = Worker()
    opened(town.home.site, dt.datetime(2026, 10, 24, 12, tzinfo=dt.UTC))
    subscriber(town.home.site, KARIM, dt.datetime(2026, 10, 2, tzinfo=dt.UTC), DAILY_NEWS)
    article(town, dt.datetime(2026, 10, 24, 20, 0, tzinfo=dt.UTC))
    for moment in (dt.datetime(2026, 10, 25, hour, 30, tzinfo=dt.UTC) for hour in range(24)):
        sent = worker.passes(moment)
        assert sent == (1 if moment.hour == 7 else 0)


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_one_does_it_all(
    town: Sections, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS)
    article(town, november(16))

    def killed(*_facts: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("newsletter.digests.letters.write_told", killed)
        with pytest.raises(KeyboardInterrupt):
            worker.passes(november(17, "08:30"))
    assert (Dispatch.objects.count(), Delivery.objects.count(), Told.objects.count()) == (0, 0, 0)
    worker.passes(november(17, "08:31"))
    assert worker.mail.subjects(KARIM) == ["La halle rouvre"]


def test_whoever_changes_rhythm_on_thursday_loses_nothing_of_the_week_and_reads_nothing_twice(
    town: Sections, worker: Worker
) -> None:
    person = subscriber(town.home.site, JEANNE, LONG_AGO, WEEKLY_NEWS)
    article(town, november(16, "15:00"))
    for day in (17, 18):
        worker.passes(november(day, "08:30"))
    subscriptions.choose(person, [DAILY_NEWS], november(19, "07:00"), districts=[], text_only=False, page="/")
    worker.passes(november(19, "08:30"))
    assert worker.mail.subjects(JEANNE) == ["La halle rouvre"]
    subscriptions.choose(person, [WEEKLY_NEWS], november(19, "09:00"), districts=[], text_only=False, page="/")
    worker.passes(november(20, "08:30"))
    assert worker.mail.subjects(JEANNE) == ["La halle rouvre"]


def test_whoever_chooses_at_once_at_noon_still_reads_what_came_in_the_morning(town: Sections, worker: Worker) -> None:
    person = subscriber(town.home.site, JEANNE, LONG_AGO, DAILY_NEWS)
    worker.passes(november(18, "08:30"))
    article(town, november(18, "10:00"))
    worker.passes(november(18, "11:00"))
    subscriptions.choose(person, [NEWS_AT_ONCE], november(18, "12:00"), districts=[], text_only=False, page="/")
    article(town, november(18, "14:00"), "Le pont ferme lundi")
    worker.passes(november(18, "14:05"))
    worker.passes(november(19, "08:30"))
    assert worker.mail.subjects(JEANNE) == ["Le pont ferme lundi", "La halle rouvre"]


def test_what_is_published_at_the_very_minute_of_a_digest_is_in_the_next_one(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, JEANNE, LONG_AGO, DAILY_NEWS)
    article(town, november(18, "08:29"))
    worker.passes(november(18, "08:30"))
    assert worker.mail.kept == []
    worker.passes(november(19, "08:30"))
    assert worker.mail.subjects(JEANNE) == ["La halle rouvre"]
