"""What became of a date: at once to whoever chose at once, in the next digest to the others, each time by its day."""

import datetime as dt

from events import cancelling
from events.cancelling import Dated, Decision
from events.models import EventPage
from events.schedule import Kind
from home.founding import Sections
from tests.events.town import concert, rehearsal
from tests.newsletter.digests.town import (
    AGENDA_AT_ONCE,
    DAILY_AGENDA,
    DAILY_NEWS,
    WEEKLY_AGENDA,
    Worker,
    article,
    at,
    cancel,
    event,
    november,
)
from tests.newsletter.residents import subscriber
from tests.people import JEANNE, KARIM

LONG_AGO = november(2)


def test_a_cancelled_event_is_told_at_once_to_whoever_chose_at_once_and_to_the_others_in_their_digest(
    town: Sections, worker: Worker
) -> None:
    site = town.home.site
    subscriber(site, KARIM, LONG_AGO, AGENDA_AT_ONCE)
    subscriber(site, JEANNE, LONG_AGO, WEEKLY_AGENDA)
    page = event(town, november(17, "10:00"), concert())
    worker.passes(november(17, "10:05"))
    cancel(page, november(18, "18:00"))
    worker.passes(november(18, "18:00"))
    assert worker.mail.subjects(KARIM) == [
        "Concert de Sainte-Cécile, dimanche 6 décembre",
        "Annulé : Concert de Sainte-Cécile, dimanche 6 décembre",
    ]
    assert "La salle est inondée." in worker.mail.text(KARIM)
    worker.passes(november(20, "08:30"))
    assert worker.mail.subjects(JEANNE) == ["Annulé : Concert de Sainte-Cécile, dimanche 6 décembre"]
    worker.passes(november(27, "08:30"))
    assert (len(worker.mail.subjects(KARIM)), len(worker.mail.subjects(JEANNE))) == (2, 1)


def test_an_event_cancelled_before_it_was_told_is_told_as_cancelled_and_once(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, AGENDA_AT_ONCE)
    page = event(town, november(17, "10:00"), concert())
    cancel(page, november(17, "10:01"))
    worker.passes(november(17, "10:01"))
    worker.passes(november(17, "10:10"))
    assert worker.mail.subjects(KARIM) == ["Annulé : Concert de Sainte-Cécile, dimanche 6 décembre"]


def test_one_cancellation_among_other_news_is_said_first(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS, DAILY_AGENDA)
    cancel(event(town, november(16, "10:00"), concert()), november(16, "11:00"))
    article(town, november(16, "12:00"))
    worker.passes(november(17, "08:30"))
    subject = "Annulé : Concert de Sainte-Cécile, dimanche 6 décembre, et une autre nouvelle"
    assert worker.mail.subjects(KARIM) == [subject]


def decide(page: EventPage, moment: dt.datetime, dated: Dated | None, decision: Decision | None) -> None:
    """What an editor decides about a date at that moment; None: it goes on as announced."""
    with at(moment):
        page = EventPage.objects.get(pk=page.pk)
        if decision:
            cancelling.decide(page, dated, decision, None)
        else:
            cancelling.restore(page, dated, None)


def test_one_date_of_a_series_cancelled_then_maintained_is_told_each_time_by_its_day(
    town: Sections, worker: Worker
) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, AGENDA_AT_ONCE)
    choir = event(town, november(16, "10:00"), rehearsal())
    worker.passes(november(16, "10:05"))
    tuesday = Dated(dt.date(2026, 12, 8))
    decide(choir, november(17, "10:00"), tuesday, Decision(Kind.CANCELLED, "La salle est prise."))
    worker.passes(november(17, "10:00"))
    assert "La salle est prise." in worker.mail.text(KARIM)
    decide(choir, november(18, "10:00"), tuesday, None)
    worker.passes(november(18, "10:00"))
    assert worker.mail.subjects(KARIM)[1:] == [
        "Annulé : Répétition du chœur, mardi 8 décembre, 20 h",
        "Maintenu : Répétition du chœur, mardi 8 décembre, 20 h",
    ]


def test_a_date_moved_is_told_at_once_with_its_new_hour(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, AGENDA_AT_ONCE)
    choir = event(town, november(16, "10:00"), rehearsal())
    worker.passes(november(16, "10:05"))
    later = Decision(Kind.MOVED, "La salle est prise.", dt.date(2026, 12, 9), dt.time(19))
    decide(choir, november(17, "10:00"), Dated(dt.date(2026, 12, 8)), later)
    worker.passes(november(17, "10:00"))
    assert worker.mail.subjects(KARIM)[-1] == "Déplacé : Répétition du chœur, mardi 8 décembre, 20 h"
    assert "Mercredi 9 décembre" in worker.mail.text(KARIM)


def test_several_dates_cancelled_make_one_mail_that_names_each(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, JEANNE, LONG_AGO, DAILY_AGENDA)
    choir = event(town, november(16, "10:00"), rehearsal())
    worker.passes(november(17, "08:30"))
    for day in (1, 8):
        decide(choir, november(17, "10:00"), Dated(dt.date(2026, 12, day)), Decision(Kind.CANCELLED, "Travaux."))
    worker.passes(november(18, "08:30"))
    assert worker.mail.subjects(JEANNE)[1:] == ["Annulé : Répétition du chœur"]
    told = "Mardi 1er décembre, 20 h : annulé. Travaux. Mardi 8 décembre, 20 h : annulé. Travaux."
    assert told in worker.mail.text(JEANNE)


def test_a_whole_series_cancelled_does_not_list_its_thirty_days(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, AGENDA_AT_ONCE)
    choir = event(town, november(16, "10:00"), rehearsal())
    decide(choir, november(17, "10:00"), None, Decision(Kind.CANCELLED, "Le chef de chœur est parti."))
    worker.passes(november(17, "10:00"))
    assert worker.mail.subjects(KARIM) == ["Annulé : Répétition du chœur, toutes les dates"]


def test_a_series_is_told_by_its_next_date(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_AGENDA)
    event(town, november(16), rehearsal())
    worker.passes(november(17, "08:30"))
    assert "mardi 1er décembre, de 20 h à 22 h, et d’autres dates" in worker.mail.text(KARIM)
