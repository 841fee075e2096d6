"""News at each one's rhythm: nobody twice, nothing for nothing, what was missed once, what was withdrawn never."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from content.models import Commune
from home.founding import Sections
from newsletter.digests import posting
from newsletter.models import Delivery, Dispatch, Subscriber, Subscription
from newsletter.subscribers import subscriptions
from newsletter.subscribers.choices import Rhythm
from tests.events.town import concert
from tests.newsletter.digests.town import (
    DAILY_NEWS,
    NEWS_AT_ONCE,
    WEEKLY_AGENDA,
    WEEKLY_NEWS,
    Worker,
    article,
    at,
    district,
    event,
    november,
    on_topic,
    topic,
)
from tests.newsletter.residents import subscriber
from tests.people import JEANNE, KARIM

LONG_AGO = november(2)


def test_karim_reads_the_day_s_news_at_half_past_eight_and_nothing_more(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS)
    article(town, november(16, "14:00"))
    article(town, november(16, "15:00"), "Le pont ferme lundi")
    worker.passes(november(17, "08:29"))
    assert worker.mail.subjects(KARIM) == []
    worker.passes(november(17, "08:30"))
    worker.passes(november(17, "08:31"))
    worker.passes(november(18, "08:30"))
    assert worker.mail.subjects(KARIM) == ["Valombreuse-sur-Lise : 2 nouvelles aujourd’hui"]


def test_nothing_new_nothing_sent(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS, WEEKLY_AGENDA)
    for day in range(16, 24):
        worker.passes(november(day, "08:30"))
    assert worker.mail.kept == []
    assert not Dispatch.objects.exists()


def test_jeanne_reads_the_week_s_news_on_friday(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, JEANNE, LONG_AGO, WEEKLY_NEWS, WEEKLY_AGENDA)
    article(town, november(14))
    article(town, november(18), "Le pont ferme lundi")
    event(town, november(19), concert())
    for day in range(16, 28):
        worker.passes(november(day, "08:30"))
    assert worker.mail.subjects(JEANNE) == ["Valombreuse-sur-Lise : 3 nouvelles cette semaine"]
    text = worker.mail.text(JEANNE)
    assert "Deux actualités, un rendez-vous." in text
    assert "dimanche 6 décembre, de 17 h à 18 h 30" in text
    assert text.index("Le pont ferme lundi") < text.index("La halle rouvre") < text.index("Concert de Sainte-Cécile")


def test_on_friday_the_day_s_and_the_week_s_news_make_one_mail(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, JEANNE, LONG_AGO, DAILY_NEWS, WEEKLY_AGENDA)
    article(town, november(19))
    event(town, november(18), concert())
    worker.passes(november(19, "08:30"))
    worker.passes(november(20, "08:30"))
    assert len(worker.mail.subjects(JEANNE)) == 1
    assert "Actualités de la mairie, chaque jour" in worker.mail.text(JEANNE)
    assert "Agenda, le vendredi" in worker.mail.text(JEANNE)


def test_what_was_told_at_once_is_not_told_again_on_friday(town: Sections, worker: Worker) -> None:
    site = town.home.site
    works = topic(site, "travaux", "Travaux")
    subscriber(site, KARIM, LONG_AGO, WEEKLY_NEWS, on_topic("travaux", Rhythm.IMMEDIATE))
    article(town, november(17, "10:00"), "Le pont ferme lundi", topics=[works])
    article(town, november(17, "11:00"))
    worker.passes(november(17, "12:00"))
    worker.passes(november(20, "08:30"))
    assert worker.mail.subjects(KARIM) == ["Le pont ferme lundi", "La halle rouvre"]


def test_news_wait_two_minutes_for_second_thoughts_then_leave(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, NEWS_AT_ONCE)
    page = article(town, november(17, "10:00"), "Le pond ferme")
    worker.passes(november(17, "10:01"))
    assert worker.mail.kept == []
    with at(november(17, "10:01")):
        page.title = "Le pont ferme"
        page.save_revision().publish()
    worker.passes(november(17, "10:02"))
    worker.passes(november(17, "10:10"))
    assert worker.mail.subjects(KARIM) == ["Le pont ferme"]


def test_an_article_corrected_is_not_told_again(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS)
    page = article(town, november(16))
    worker.passes(november(17, "08:30"))
    with at(november(17, "10:00")):
        page.standfirst = "Visite libre dès 10 h."
        page.save_revision().publish()
    worker.passes(november(18, "08:30"))
    assert len(worker.mail.subjects(KARIM)) == 1


def test_a_page_withdrawn_and_published_again_is_not_told_twice(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS, NEWS_AT_ONCE)
    page = article(town, november(16))
    worker.passes(november(16, "11:00"))
    with at(november(16, "12:00")):
        page.unpublish()
    with at(november(16, "13:00")):
        page.save_revision().publish()
    worker.passes(november(16, "14:00"))
    worker.passes(november(17, "08:30"))
    assert worker.mail.subjects(KARIM) == ["La halle rouvre"]


@pytest.mark.parametrize("fate", ["withdrawn", "private", "expired", "deleted"])
def test_what_residents_can_no_longer_read_is_not_sent(town: Sections, worker: Worker, fate: str) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS)
    page = article(town, november(16, "14:00"))
    with at(november(16, "18:00")):
        if fate == "withdrawn":
            page.unpublish()
        elif fate == "private":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        elif fate == "expired":
            type(page).objects.filter(pk=page.pk).update(expire_at=november(17, "07:00"))
        else:
            page.delete()
    worker.passes(november(17, "08:30"))
    assert worker.mail.kept == []


def test_an_event_that_is_over_when_the_mail_is_written_is_not_told(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, WEEKLY_AGENDA)
    event(town, november(16), concert(start_day=dt.date(2026, 11, 18)))
    worker.passes(november(20, "08:30"))
    assert worker.mail.kept == []


def test_each_quarter_reads_its_own_news_and_those_of_the_whole_town(town: Sections, worker: Worker) -> None:
    site = town.home.site
    station, centre = district(site, "gare", "La Gare"), district(site, "bourg", "Le Bourg")
    choices = (DAILY_NEWS,)
    for address, lives in ((KARIM, station), (JEANNE, centre)):
        subscriber(site, address, LONG_AGO, *choices).districts.set([lives])
    article(town, november(16), "Rue de la Gare barrée", districts=[station])
    article(town, november(16))
    worker.passes(november(17, "08:30"))
    assert worker.mail.subjects(KARIM) == ["Valombreuse-sur-Lise : 2 nouvelles aujourd’hui"]
    assert worker.mail.subjects(JEANNE) == ["La halle rouvre"]


def test_whoever_pauses_is_counted_as_left_out_and_reads_nothing_of_that_time_afterwards(
    town: Sections, worker: Worker
) -> None:
    person = subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS)
    subscriptions.pause(person, dt.date(2026, 11, 20), LONG_AGO)
    article(town, november(16))
    worker.passes(november(17, "08:30"))
    dispatch = Dispatch.objects.get()
    assert (dispatch.candidates, dispatch.planned, dispatch.excluded) == (1, 0, 1)
    assert dispatch.state == Dispatch.State.DONE
    worker.passes(november(20, "08:30"))
    assert worker.mail.kept == []


def test_the_neighbouring_town_never_hears_of_it(town: Sections, neighbour: Sections, worker: Worker) -> None:
    subscriber(neighbour.home.site, JEANNE, LONG_AGO, NEWS_AT_ONCE, DAILY_NEWS, WEEKLY_AGENDA)
    subscriber(town.home.site, KARIM, LONG_AGO, NEWS_AT_ONCE)
    article(town, november(16))
    worker.passes(november(16, "11:00"))
    worker.passes(november(20, "08:30"))
    assert (worker.mail.subjects(KARIM), worker.mail.subjects(JEANNE)) == (["La halle rouvre"], [])


def test_what_breaks_in_one_town_does_not_keep_the_other_waiting(
    town: Sections, neighbour: Sections, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, NEWS_AT_ONCE)
    subscriber(neighbour.home.site, JEANNE, LONG_AGO, NEWS_AT_ONCE)
    article(neighbour, november(16))
    article(town, november(16))
    found = posting.frame_of
    monkeypatch.setattr(posting, "frame_of", lambda site, now: found(site, now) if site == town.home.site else 1 / 0)
    worker.passes(november(16, "11:00"))
    assert (worker.mail.subjects(KARIM), worker.mail.subjects(JEANNE)) == (["La halle rouvre"], [])
    monkeypatch.setattr(posting, "frame_of", found)
    worker.passes(november(16, "11:01"))
    assert worker.mail.subjects(JEANNE) == ["La halle rouvre"]


def test_a_town_of_reunion_reads_its_news_at_its_own_half_past_eight(town: Sections, worker: Worker) -> None:
    Commune.objects.filter(site=town.home.site).update(insee_code="97411")
    worker.passes(november(16, "08:30"))
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS)
    article(town, november(16))
    assert worker.passes(dt.datetime(2026, 11, 17, 4, 29, tzinfo=dt.UTC)) == 0
    assert worker.passes(dt.datetime(2026, 11, 17, 4, 30, tzinfo=dt.UTC)) == 1


@pytest.mark.usefixtures("remembering")
def test_two_thousand_residents_cost_a_bounded_number_of_queries(town: Sections, worker: Worker) -> None:
    site = town.home.site
    works = topic(site, "travaux", "Travaux")
    people = Subscriber.objects.bulk_create(
        Subscriber(site=site, address=f"h{n}@boite.example", address_key=f"h{n}@boite.example", since=LONG_AGO)
        for n in range(2_000)
    )
    Subscription.objects.bulk_create(
        [
            *(Subscription(subscriber=each, stream="actualites", rhythm="jour", since=LONG_AGO) for each in people),
            *(
                Subscription(subscriber=each, stream="theme", topic=works, rhythm="jour", since=LONG_AGO)
                for each in people[::3]
            ),
        ]
    )
    for n in range(6):
        article(town, november(16), f"Chantier n° {n}", topics=[works] if n % 2 else [])
    event(town, november(16), concert(), [works])
    with at(november(17, "08:30")), CaptureQueriesContext(connection) as queries:
        assert posting.answer_hours(timezone.now()) == 2_000
    reads = [query for query in queries.captured_queries if query["sql"].startswith("SELECT")]
    assert len(reads) <= 25
    assert len(queries) <= 130, "rows are written in batches"
    assert Dispatch.objects.get().carried.variants.count() == 2
    assert Delivery.objects.count() == 2_000
