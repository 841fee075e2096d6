"""News at each one's rhythm: nobody twice, nothing for nothing, what was missed once, what was withdrawn never."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from content.models import Commune
from events import cancelling
from events.cancelling import Dated, Decision
from events.models import EventPage
from events.schedule import Kind
from home.founding import Sections
from newsletter import subscriptions
from newsletter.choices import Rhythm
from newsletter.digests import posting
from newsletter.models import Delivery, Dispatch, Subscriber, Subscription, Told
from tests.events.town import concert, rehearsal
from tests.newsletter.digests.town import (
    AGENDA_AT_ONCE,
    DAILY_AGENDA,
    DAILY_NEWS,
    NEWS_AT_ONCE,
    WEEKLY_AGENDA,
    WEEKLY_NEWS,
    Worker,
    article,
    at,
    cancel,
    district,
    event,
    november,
    on_topic,
    opened,
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
    assert worker.mail.raw == []
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
    assert worker.mail.raw == []
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
    assert worker.mail.raw == []


def test_an_event_that_is_over_when_the_mail_is_written_is_not_told(town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, WEEKLY_AGENDA)
    event(town, november(16), concert(start_day=dt.date(2026, 11, 18)))
    worker.passes(november(20, "08:30"))
    assert worker.mail.raw == []


def test_what_came_before_the_choice_is_never_sent(town: Sections, worker: Worker) -> None:
    article(town, november(16, "09:00"))
    subscriber(town.home.site, KARIM, november(16, "10:00"), DAILY_NEWS, NEWS_AT_ONCE)
    worker.passes(november(16, "10:05"))
    worker.passes(november(17, "08:30"))
    assert worker.mail.raw == []


def test_the_first_start_tells_nothing_of_what_was_published_before(town: Sections) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, DAILY_NEWS, NEWS_AT_ONCE, WEEKLY_AGENDA)
    article(town, november(16))
    worker = Worker()
    worker.passes(november(20, "09:00"))
    assert worker.mail.raw == []
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
    assert worker.mail.raw == []


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
    assert worker.mail.raw == []
    worker.passes(november(19, "08:30"))
    assert worker.mail.subjects(JEANNE) == ["La halle rouvre"]


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
