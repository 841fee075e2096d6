from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from content.models import Commune, JournalLine
from events import materialising
from events.materialising import materialise
from events.models import AgendaPage, CalendarEntry, DateChange, EventDate, EventPage, Occurrence, SchoolBreak
from events.values import Status
from home.founding import Sections
from tests.events.town import TUESDAY, announce, concert, hall, rehearsal, republish


def dates_of(event: EventPage) -> list[date]:
    return list(event.occurrences.order_by("starts_at").values_list("start_day", flat=True))


def on(event: EventPage, day: date) -> Occurrence:
    return event.occurrences.get(original_day=day)


def cancelled(day: date, message: str = "La salle est prise.") -> DateChange:
    return DateChange(original_day=day, kind="cancelled", message=message)


def test_a_choir_announced_once_is_there_every_tuesday(agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    days = dates_of(event)
    assert days[0] == TUESDAY
    assert days[-1] == date(2027, 6, 29)
    assert {day.weekday() for day in days} == {1}
    assert len(days) == (days[-1] - days[0]).days // 7 + 1


def test_half_past_eight_stays_half_past_eight_after_the_clocks_change(agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal(start_time=time(20, 30), end_time=time(22)))
    assert on(event, TUESDAY).starts_at == datetime(2026, 12, 1, 19, 30, tzinfo=UTC)
    assert on(event, date(2027, 6, 1)).starts_at == datetime(2027, 6, 1, 18, 30, tzinfo=UTC)


def test_a_town_of_reunion_lives_by_its_own_clock(agenda: AgendaPage) -> None:
    Commune.objects.filter(site=agenda.site).update(insee_code="97411")
    event = announce(agenda, concert())
    assert event.occurrences.get().starts_at == datetime(2026, 12, 6, 13, tzinfo=UTC)


def test_an_endless_market_is_known_two_years_ahead(agenda: AgendaPage) -> None:
    market = announce(agenda, rehearsal(rule="FREQ=WEEKLY;BYDAY=SA", start_day=date(2026, 11, 21)))
    last = dates_of(market)[-1]
    assert date(2028, 11, 11) < last <= date(2028, 11, 20)


def test_a_fair_in_three_years_is_announced_all_the_same(agenda: AgendaPage) -> None:
    assert dates_of(announce(agenda, concert(start_day=date(2029, 10, 6)))) == [date(2029, 10, 6)]


def test_the_choir_rests_during_the_holidays_of_its_zone_and_on_public_holidays(agenda: AgendaPage) -> None:
    Commune.objects.filter(site=agenda.site).update(school_zone="A")
    days = dates_of(announce(agenda, rehearsal(skip_school_holidays=True, skip_public_holidays=True)))
    assert date(2026, 12, 22) not in days
    assert date(2027, 1, 5) in days
    walk = rehearsal(title="Marche", slug="marche", start_day=date(2027, 4, 24), rule="FREQ=WEEKLY;BYDAY=SA;COUNT=4")
    walk.skip_public_holidays = True
    first_of_may = announce(agenda, walk)
    assert date(2027, 5, 1) not in dates_of(first_of_may)
    assert len(dates_of(first_of_may)) == 4


def test_a_corsican_town_enters_its_own_holidays(agenda: AgendaPage) -> None:
    Commune.objects.filter(site=agenda.site).update(school_zone="")
    SchoolBreak.objects.create(site=agenda.site, name="Noël", first_day=date(2026, 12, 5), last_day=date(2026, 12, 20))
    days = dates_of(announce(agenda, rehearsal(skip_school_holidays=True)))
    assert date(2026, 12, 15) not in days
    assert date(2026, 12, 22) in days


def test_a_cancelled_rehearsal_stays_with_its_reason(agenda: AgendaPage) -> None:
    event = rehearsal(date_changes=[cancelled(date(2026, 12, 8))])
    row = on(announce(agenda, event), date(2026, 12, 8))
    assert (row.state, row.message) == (Status.CANCELLED, "La salle est prise.")


def test_a_moved_rehearsal_keeps_the_address_of_its_first_day(agenda: AgendaPage) -> None:
    moved = DateChange(
        original_day=date(2026, 12, 8), kind="moved", new_day=date(2026, 12, 10), message="Concert le 8."
    )
    row = on(announce(agenda, rehearsal(date_changes=[moved])), date(2026, 12, 8))
    assert (row.slug, row.start_day, row.start_time) == ("2026-12-08", date(2026, 12, 10), time(20))


def test_a_rehearsal_elsewhere_says_where(agenda: AgendaPage) -> None:
    usual, church = hall(agenda), hall(agenda, name="Église Saint-Aubin", slug="eglise")
    elsewhere = DateChange(original_day=date(2026, 12, 8), kind="changed", place=church)
    event = announce(agenda, rehearsal(place=usual, date_changes=[elsewhere]))
    assert (on(event, date(2026, 12, 8)).place, on(event, date(2026, 12, 8)).state) == (church, Status.RELOCATED)
    assert on(event, date(2026, 12, 15)).place == usual


def test_a_play_given_twice_the_same_day_has_two_addresses(agenda: AgendaPage) -> None:
    matinee = EventDate(day=date(2026, 12, 6), start_time=time(15), end_time=time(16))
    event = announce(agenda, concert(title="Le Malade imaginaire", chosen_dates=[matinee]))
    assert set(event.occurrences.values_list("slug", flat=True)) == {"2026-12-06", "2026-12-06-15h00"}


def test_cancelling_everything_cancels_every_date_to_come(agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    event.status, event.status_message = Status.CANCELLED.value, "Le chef de chœur est parti."
    event = republish(event)
    assert set(event.occurrences.values_list("status", "message")) == {("cancelled", "Le chef de chœur est parti.")}
    assert JournalLine.objects.about(event.uid).filter(kind=JournalLine.Kind.CANCELLED).count() == 1


def test_cancelling_one_date_is_a_cancellation_in_the_journal(agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    event.date_changes.add(cancelled(date(2026, 12, 8)))
    event = republish(event)
    kinds = [line.kind for line in JournalLine.objects.about(event.uid)]
    assert kinds == [JournalLine.Kind.PUBLISHED, JournalLine.Kind.CANCELLED]


def test_changing_the_rule_in_spring_does_not_rewrite_the_autumn(
    agenda: AgendaPage, friday: time_machine.Traveller
) -> None:
    event = announce(agenda, rehearsal())
    friday.move_to(datetime(2027, 3, 3, 10, tzinfo=UTC))
    event.start_day, event.rule = date(2027, 3, 4), "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270630"
    days = dates_of(republish(event))
    assert {day.weekday() for day in days if day < date(2027, 3, 3)} == {1}
    assert {day.weekday() for day in days if day >= date(2027, 3, 3)} == {3}


def test_a_storm_may_still_be_told_the_day_after(agenda: AgendaPage, friday: time_machine.Traveller) -> None:
    event = announce(agenda, rehearsal())
    friday.move_to(datetime(2026, 12, 9, 10, tzinfo=UTC))
    event.date_changes.add(cancelled(date(2026, 12, 8), "Annulée à cause de la tempête."))
    event = republish(event)
    assert on(event, date(2026, 12, 8)).state == Status.CANCELLED
    event.date_changes.all()[0].delete()
    event.date_changes.clear()
    assert on(republish(event), date(2026, 12, 8)).state == Status.SCHEDULED


def test_a_single_evening_announced_for_the_wrong_year_is_simply_corrected(agenda: AgendaPage) -> None:
    event = announce(agenda, concert(start_day=date(2025, 12, 6)))
    event.start_day = date(2026, 12, 6)
    assert dates_of(republish(event)) == [date(2026, 12, 6)]


def test_an_hour_corrected_in_a_series_keeps_one_date_a_week(
    agenda: AgendaPage, friday: time_machine.Traveller
) -> None:
    event = announce(agenda, rehearsal())
    friday.move_to(datetime(2026, 12, 16, 10, tzinfo=UTC))
    event.start_time = time(19)
    event = republish(event)
    days = dates_of(event)
    assert len(days) == len(set(days))
    assert on(event, TUESDAY).start_time == time(20)
    assert on(event, date(2026, 12, 22)).start_time == time(19)


def test_publishing_again_without_a_change_writes_nothing(agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal())
    before = list(event.occurrences.order_by("pk").values()), CalendarEntry.objects.values().get()
    event = republish(event)
    assert (list(event.occurrences.order_by("pk").values()), CalendarEntry.objects.values().get()) == before


def test_the_calendar_entry_counts_its_changes(agenda: AgendaPage, friday: time_machine.Traveller) -> None:
    event = announce(agenda, rehearsal())
    assert CalendarEntry.objects.get().sequence == 0
    friday.shift(timedelta(hours=1))
    event.title = "Répétition des Voix du Lavoir"
    republish(event)
    entry = CalendarEntry.objects.get()
    assert (entry.sequence, entry.changed_at) == (1, timezone.now())


def test_if_the_dates_cannot_be_written_nothing_is_published(
    agenda: AgendaPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = announce(agenda, concert())
    event.start_day = date(2026, 12, 13)
    revision = event.save_revision()
    monkeypatch.setattr(materialising, "write_entry", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        revision.publish()
    assert EventPage.objects.get(pk=event.pk).start_day == date(2026, 12, 6)
    assert dates_of(event) == [date(2026, 12, 6)]
    assert JournalLine.objects.about(event.uid).count() == 1


def test_a_withdrawn_event_is_nowhere_and_comes_back_with_its_history(
    agenda: AgendaPage, friday: time_machine.Traveller
) -> None:
    event = announce(agenda, rehearsal())
    friday.move_to(datetime(2027, 3, 3, 10, tzinfo=UTC))
    event.unpublish()
    assert not Occurrence.objects.for_site(agenda.site).exists()
    assert not CalendarEntry.objects.for_site(agenda.site).exists()
    republish(EventPage.objects.get(pk=event.pk))
    assert Occurrence.objects.for_site(agenda.site).filter(start_day=TUESDAY).exists()


def test_a_deleted_event_leaves_nothing_behind(agenda: AgendaPage) -> None:
    announce(agenda, rehearsal()).delete()
    assert not Occurrence.objects.exists()
    assert not CalendarEntry.objects.exists()


def test_a_draft_changes_no_date(agenda: AgendaPage) -> None:
    event = announce(agenda, concert())
    event.start_day = date(2026, 12, 13)
    event.save_revision()
    assert dates_of(event) == [date(2026, 12, 6)]


def test_a_copy_has_its_own_dates_and_its_own_calendar_identity(agenda: AgendaPage) -> None:
    event = announce(agenda, rehearsal(date_changes=[cancelled(date(2026, 12, 8))]))
    copy = event.copy(update_attrs={"title": "Autre chœur", "slug": "autre-choeur"})
    materialise(copy, timezone.now())
    assert copy.uid != event.uid
    assert dates_of(copy) == dates_of(event)
    assert str(copy.uid).encode() in bytes(copy.calendar_entry.fragment)
    assert str(event.uid).encode() not in bytes(copy.calendar_entry.fragment)


def test_the_other_town_sees_none_of_it(agenda: AgendaPage, neighbour: Sections) -> None:
    announce(agenda, concert())
    announce(neighbour.agenda, concert(title="Concert de Saint-Aubin"))
    titles = [row.event.title for row in Occurrence.objects.for_site(neighbour.agenda.site).upcoming(timezone.now())]
    assert titles == ["Concert de Saint-Aubin"]
    assert CalendarEntry.objects.for_site(neighbour.agenda.site).count() == 1
