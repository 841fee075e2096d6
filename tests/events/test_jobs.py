from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from content.models import Commune
from events import jobs
from events.jobs import carry_to_the_horizon
from events.materialising import materialise
from events.models import AgendaPage, CalendarEntry, EventPage, Occurrence, SchoolBreak
from tests.events.town import announce, concert, hall, rehearsal


def test_each_day_an_endless_market_is_carried_one_day_further(
    agenda: AgendaPage, friday: time_machine.Traveller
) -> None:
    market = announce(agenda, rehearsal(rule="FREQ=DAILY", start_day=date(2026, 11, 20)))
    last = market.occurrences.latest("start_day").start_day
    assert carry_to_the_horizon(timezone.now()) == 0
    friday.shift(timedelta(days=1))
    assert carry_to_the_horizon(timezone.now()) == 1
    assert market.occurrences.latest("start_day").start_day == last + timedelta(days=1)
    assert carry_to_the_horizon(timezone.now()) == 0


def test_holidays_entered_later_take_their_dates_away_and_leave_the_past(
    agenda: AgendaPage, friday: time_machine.Traveller
) -> None:
    Commune.objects.filter(site=agenda.site).update(school_zone="")
    event = announce(agenda, rehearsal(skip_school_holidays=True))
    friday.move_to(datetime(2026, 12, 16, 10, tzinfo=UTC))
    SchoolBreak.objects.create(site=agenda.site, name="Noël", first_day=date(2026, 12, 12), last_day=date(2027, 1, 3))
    assert carry_to_the_horizon(timezone.now()) == 1
    days = set(event.occurrences.values_list("start_day", flat=True))
    assert date(2026, 12, 15) in days
    assert date(2026, 12, 22) not in days


def test_a_room_that_changes_its_name_changes_it_in_peoples_calendars(agenda: AgendaPage) -> None:
    place = hall(agenda)
    announce(agenda, concert(place=place))
    assert carry_to_the_horizon(timezone.now()) == 0
    place.name = "Salle Odile-Caumont"
    place.save()
    assert carry_to_the_horizon(timezone.now()) == 1
    assert b"Salle Odile-Caumont" in bytes(CalendarEntry.objects.get().fragment)


def test_one_broken_event_does_not_stop_the_others(
    agenda: AgendaPage, friday: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    broken = announce(agenda, rehearsal(title="Cassé", slug="casse"))
    whole = announce(agenda, rehearsal(rule="FREQ=DAILY"))
    EventPage.objects.filter(pk=broken.pk).update(rule="FREQ=NEVER")
    friday.shift(timedelta(days=1))
    assert carry_to_the_horizon(timezone.now()) == 1
    assert "Cassé" in caplog.text
    assert whole.calendar_entry.sequence == 0
    assert broken.occurrences.exists()


def test_the_worker_may_die_between_two_events(
    agenda: AgendaPage, friday: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        announce(agenda, rehearsal(title=f"Cours {number}", slug=f"cours-{number}", rule="FREQ=DAILY"))
    friday.shift(timedelta(days=1))
    done: list[EventPage] = []

    def dies_at_the_second(event: EventPage, now: datetime) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(event)
        materialise(event, now)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(jobs, "materialise", dies_at_the_second)
        carry_to_the_horizon(timezone.now())
    assert carry_to_the_horizon(timezone.now()) == 2
    last_days = Occurrence.objects.filter(start_day=date(2028, 11, 21)).count()
    assert last_days == 3
