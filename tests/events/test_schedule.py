from datetime import date, time, timedelta

from hypothesis import given

from events.recurrence import parse
from events.schedule import Change, Kind, Schedule
from events.values import Status, Timing
from tests.events.strategies import schedules

TUESDAY = date(2026, 12, 1)
EVENING = Timing(TUESDAY, time(20), end=time(22))
WEEKLY = parse("FREQ=WEEKLY;BYDAY=TU")
FAR = date(2029, 1, 1)


def days(schedule: Schedule, last: date = date(2026, 12, 31)) -> list[date]:
    return [each.day for each in schedule.expand(TUESDAY, last)]


def test_an_evening_alone_has_one_date() -> None:
    assert days(Schedule(EVENING)) == [TUESDAY]


def test_the_choir_rests_during_the_school_holidays() -> None:
    holidays = {date(2026, 12, 19) + timedelta(days=n) for n in range(16)}
    assert days(Schedule(EVENING, WEEKLY, skipped=holidays), date(2027, 1, 12)) == [
        date(2026, 12, 1),
        date(2026, 12, 8),
        date(2026, 12, 15),
        date(2027, 1, 5),
        date(2027, 1, 12),
    ]


def test_a_rehearsal_may_be_held_in_spite_of_the_holidays() -> None:
    held = Change(date(2026, 12, 22), Kind.HELD, message="Répétition avant la veillée.")
    schedule = Schedule(EVENING, WEEKLY, changes=(held,), skipped={date(2026, 12, 22), date(2026, 12, 29)})
    dates = schedule.expand(TUESDAY, date(2026, 12, 31))
    assert [each.day.day for each in dates] == [1, 8, 15, 22]
    assert dates[-1].status == Status.SCHEDULED


def test_ten_classes_are_ten_classes_whatever_the_holidays() -> None:
    ten = parse("FREQ=WEEKLY;BYDAY=TU;COUNT=10")
    skipped = {date(2026, 12, 22), date(2026, 12, 29)}
    assert len(days(Schedule(EVENING, ten, skipped=skipped), FAR)) == 10
    assert days(Schedule(EVENING, ten, skipped=skipped), FAR)[-1] == days(Schedule(EVENING, ten), FAR)[-1] + timedelta(
        weeks=2
    )


def test_a_cancelled_class_is_not_replaced_by_one_more_at_the_end() -> None:
    ten = parse("FREQ=WEEKLY;BYDAY=TU;COUNT=10")
    cancelled = Schedule(EVENING, ten, changes=(Change(date(2026, 12, 8), Kind.CANCELLED),))
    assert days(cancelled, FAR) == days(Schedule(EVENING, ten), FAR)


def test_a_cancelled_date_stays_in_the_list_and_says_so() -> None:
    schedule = Schedule(EVENING, WEEKLY, changes=(Change(date(2026, 12, 8), Kind.CANCELLED, message="Salle prise."),))
    dates = {each.day: each.status for each in schedule.expand(TUESDAY, date(2026, 12, 31))}
    assert dates[date(2026, 12, 8)] == Status.CANCELLED
    assert dates[date(2026, 12, 15)] == Status.SCHEDULED


def test_a_moved_date_keeps_the_name_of_its_first_day() -> None:
    moved = Change(date(2026, 12, 8), Kind.MOVED, timing=Timing(date(2026, 12, 10), time(19, 30), end=time(21)))
    found = Schedule(EVENING, WEEKLY, changes=(moved,)).expand(TUESDAY, date(2026, 12, 31))[1]
    assert (found.day, found.timing.day, found.status) == (date(2026, 12, 8), date(2026, 12, 10), Status.RESCHEDULED)


def test_another_hour_the_same_day_is_a_new_hour_and_another_room_a_new_place() -> None:
    earlier = Change(date(2026, 12, 8), Kind.CHANGED, timing=Timing(date(2026, 12, 8), time(19, 30), end=time(22)))
    elsewhere = Change(date(2026, 12, 15), Kind.CHANGED, place=7)
    told = Change(date(2026, 12, 22), Kind.CHANGED, message="Apportez vos partitions.")
    dates = Schedule(EVENING, WEEKLY, changes=(earlier, elsewhere, told)).expand(TUESDAY, date(2026, 12, 31))
    assert [each.status for each in dates[1:4]] == [Status.RESCHEDULED, Status.RELOCATED, Status.SCHEDULED]


def test_a_play_given_twice_on_saturday_has_two_dates_that_day() -> None:
    first = Timing(date(2026, 12, 5), time(20, 30), end=time(22))
    matinee = Timing(date(2026, 12, 5), time(15), end=time(16, 30))
    play = Schedule(first, chosen=(matinee,), changes=(Change(date(2026, 12, 5), Kind.FULL, hour=time(15)),))
    assert [(each.hour, each.status) for each in play.expand(TUESDAY, FAR)] == [
        (time(15), Status.FULL),
        (time(20, 30), Status.SCHEDULED),
    ]


def test_a_date_chosen_by_hand_is_never_skipped_as_a_holiday() -> None:
    christmas = Timing(date(2026, 12, 25), time(17), end=time(18))
    schedule = Schedule(EVENING, WEEKLY, chosen=(christmas,), skipped={date(2026, 12, 25)})
    assert date(2026, 12, 25) in days(schedule)


@given(schedules())
def test_a_window_shows_exactly_the_dates_announced_within_it(schedule: Schedule) -> None:
    last = schedule.first.day + timedelta(days=900)
    everything = schedule.expand(schedule.first.day, last)
    middle = schedule.first.day + timedelta(days=300)
    before = schedule.expand(schedule.first.day, middle)
    after = schedule.expand(middle + timedelta(days=1), last)
    assert before + after == everything


@given(schedules())
def test_no_date_is_announced_twice_and_none_on_a_holiday(schedule: Schedule) -> None:
    dates = schedule.expand(schedule.first.day, schedule.first.day + timedelta(days=900))
    assert len({(each.day, each.hour) for each in dates}) == len(dates)
    assert not any(each.by_rule and schedule.rule and each.day in schedule.skipped for each in dates)
