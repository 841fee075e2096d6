"""Any event an editor could announce, for the property tests."""

from datetime import date, timedelta

from hypothesis import strategies as st

from events.recurrence import LAST, MAX_DATES, MAX_INTERVAL, RANKS, Frequency, Rule
from events.schedule import Change, Kind, Schedule
from events.values import Timing

FIRST_DAYS = st.dates(date(2025, 11, 20), date(2027, 1, 31))
# Hours that happen once a day all year: the engines disagree on 2 h to 3 h the nights the clock changes, and the form refuses it.
HOURS = (
    st.times()
    .map(lambda hour: hour.replace(second=0, microsecond=0, hour=(hour.hour + 3) % 24 or 9))
    .filter(lambda hour: hour.hour != 2)
)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule of the grammar."""
    frequency = draw(st.sampled_from(Frequency))
    weekdays = tuple(draw(st.sets(st.integers(0, 6), min_size=1, max_size=4)))
    by_rank = {"weekdays": weekdays, "ranks": tuple(draw(st.sets(st.sampled_from(RANKS), min_size=1, max_size=3)))}
    by_date = {"monthday": draw(st.integers(1, 31) | st.just(LAST))}
    shape: dict[str, object] = {}
    if frequency == Frequency.WEEKLY:
        shape = {"weekdays": weekdays}
    elif frequency in (Frequency.MONTHLY, Frequency.YEARLY):
        shape = dict(draw(st.sampled_from([by_rank, by_date])))
    if frequency == Frequency.YEARLY:
        shape["month"] = draw(st.integers(1, 12))
    ends = st.fixed_dictionaries({"until": st.dates(date(2027, 2, 1), date(2029, 12, 31))}) | st.fixed_dictionaries(
        {"count": st.integers(1, MAX_DATES)}
    )
    interval = draw(st.sampled_from([1, 1, 1, 2, 3, 4, MAX_INTERVAL]))
    return Rule(frequency, interval, **shape, **draw(st.just({}) | ends))  # type: ignore[arg-type]


@st.composite
def timings(draw: st.DrawFn, days: st.SearchStrategy[date] = FIRST_DAYS) -> Timing:
    """Whole days, an evening, an open end, a weekend."""
    day = draw(days)
    if draw(st.integers(0, 3)) == 0:
        return Timing(day, last_day=day + timedelta(days=draw(st.integers(0, 2))))
    start = draw(HOURS)
    if draw(st.booleans()):
        return Timing(day, start)
    end = draw(HOURS)
    return Timing(day, start, day if end > start else day + timedelta(days=1), end)


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Any event: a rule or none, chosen dates, holidays, exceptions on its own dates."""
    first = draw(timings())
    rule = draw(st.none() | rules())
    if rule is not None:
        day = rule.first_from(first.day)
        if day is None or (rule.until and day > rule.until):
            rule = None
        else:
            first = first.on(day)
    near = st.dates(first.day, first.day + timedelta(days=700))
    chosen = tuple({timing.day: timing for timing in draw(st.lists(timings(near), max_size=3))}.values())
    skipped = frozenset(draw(st.sets(near, max_size=60)) - {first.day})
    bare = Schedule(first, rule, chosen, (), skipped)
    announced = bare.expand(first.day, first.day + timedelta(days=900))[:200]
    picked = draw(st.lists(st.sampled_from(announced), unique_by=lambda each: each.day, max_size=5))
    return Schedule(first, rule, chosen, tuple(draw(changes(each.day)) for each in picked), skipped)


@st.composite
def changes(draw: st.DrawFn, day: date) -> Change:
    """A date cancelled, full, with a word, or moved by a few days."""
    kind = draw(st.sampled_from([Kind.CANCELLED, Kind.MOVED, Kind.CHANGED, Kind.FULL]))
    moved = draw(timings(st.dates(day - timedelta(days=5), day + timedelta(days=5)))) if kind == Kind.MOVED else None
    return Change(day, kind, timing=moved, message=draw(st.sampled_from(["", "La salle est prise, revenez ; merci."])))
