"""The dates that facts give, without any page: what a child process may compute."""

from events.proposals.facts import ChangedDate, ChosenDate, EventFacts
from events.recurrence import parse
from events.schedule import Change, Kind, Schedule
from events.values import Timing, evening


def schedule_of(facts: EventFacts) -> Schedule:
    """Everything that decides its dates, holidays apart. Raises RuleError."""
    first = evening(facts.start_day, facts.start_time, facts.end_time)
    if facts.end_day and facts.end_day != facts.start_day:
        first = Timing(facts.start_day, facts.start_time, facts.end_day, facts.end_time)
    chosen = tuple(timing_of(each) for each in facts.chosen_dates)
    changes = tuple(change_of(each) for each in facts.date_changes)
    return Schedule(first, parse(facts.rule) if facts.rule else None, chosen, changes)


def timing_of(chosen: ChosenDate) -> Timing:
    return evening(chosen.day, chosen.start_time, chosen.end_time)


def change_of(changed: ChangedDate) -> Change:
    moves = changed.kind == Kind.MOVED and (changed.new_day or changed.new_start_time)
    day = changed.new_day or changed.original_day
    timing = evening(day, changed.new_start_time, changed.new_end_time) if moves else None
    return Change(changed.original_day, Kind(changed.kind), changed.original_time, timing, message=changed.message)
