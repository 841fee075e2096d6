"""Our dates beside those of recurring-ical-events, which knows nothing of us: same rules, two years, four changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import recurring_ical_events
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from events.recurrence import Rule, parse, write
from events.schedule import Schedule
from events.values import Timing
from tests.events.calendars import PARIS
from tests.events.strategies import rules

MONTHS_24 = timedelta(days=731)
HOURS = st.times(time(3), time(23, 59)).map(lambda hour: hour.replace(second=0, microsecond=0))


def in_our_table(rule: Rule, first: date, hour: time) -> list[datetime]:
    schedule = Schedule(Timing(first, hour), rule)
    return [each.timing.starts_at(PARIS) for each in schedule.expand(first, first + MONTHS_24)]


def by_the_standard(rule: Rule, first: date, hour: time) -> list[datetime]:
    """The same rule as RFC 5545 writes it, UNTIL in UTC, expanded by the other engine."""
    event = icalendar.Event()
    event.add("uid", "choeur@ville.example")
    event.add("dtstart", datetime.combine(first, hour, tzinfo=PARIS))
    parts = icalendar.vRecur.from_ical(write(rule))
    if rule.until:
        parts["UNTIL"] = [datetime.combine(rule.until, hour, tzinfo=PARIS).astimezone(UTC)]
    event.add("rrule", parts)
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    found = recurring_ical_events.of(calendar).between(first, first + MONTHS_24 + timedelta(days=1))
    return sorted(each["DTSTART"].dt.astimezone(UTC) for each in found)


@pytest.mark.slow
@settings(max_examples=200)
@given(rules(), st.dates(date(2026, 1, 1), date(2027, 12, 31)), HOURS)
@example(parse("FREQ=DAILY"), date(2026, 10, 24), time(3))
@example(parse("FREQ=MONTHLY;BYDAY=-1SU"), date(2027, 3, 28), time(9, 30))
def test_two_engines_give_the_same_instants_over_both_clock_changes(rule: Rule, near: date, hour: time) -> None:
    first = rule.first_from(near)
    assume(first is not None and (rule.until is None or rule.until >= first))
    assert first is not None
    assert in_our_table(rule, first, hour) == by_the_standard(rule, first, hour)
