from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.recurrence import MAX_DATES, Frequency, Rule, RuleError, parse, write
from tests.events.strategies import rules


def first_days(text: str, start: date, number: int) -> list[date]:
    return list(parse(text).days(start, date(start.year + 3, 12, 31)))[:number]


@given(rules())
def test_a_rule_written_down_and_read_again_is_the_same_rule(rule: Rule) -> None:
    assert parse(write(rule)) == rule


@given(rules())
def test_a_rule_is_written_as_one_line_of_rfc_5545(rule: Rule) -> None:
    text = write(rule)
    assert text.startswith(f"FREQ={rule.frequency}")
    assert not {"COUNT", "UNTIL"} <= {part.partition("=")[0] for part in text.split(";")}
    assert text.isascii() and "\n" not in text


@given(rules(), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_the_first_day_found_for_a_rule_is_a_day_it_may_start_on(rule: Rule, day: date) -> None:
    found = rule.first_from(day)
    assert found is None or (found >= day and rule.starts_on(found))


@given(st.text(alphabet="FREQ=WKLYBDAMOTUTI;,-0123456789COUNTé ", max_size=60))
def test_whatever_is_typed_as_a_rule_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        assert parse(text)
    except RuleError as refusal:
        assert str(refusal).endswith(".")


def test_a_choir_meets_every_tuesday() -> None:
    days = first_days("FREQ=WEEKLY;BYDAY=TU", date(2026, 12, 1), 3)
    assert days == [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 15)]


def test_the_mayor_receives_on_the_first_and_third_saturday() -> None:
    days = first_days("FREQ=MONTHLY;BYDAY=1SA,3SA", date(2026, 12, 5), 4)
    assert days == [date(2026, 12, 5), date(2026, 12, 19), date(2027, 1, 2), date(2027, 1, 16)]


def test_bulky_waste_is_collected_on_the_last_friday() -> None:
    assert first_days("FREQ=MONTHLY;BYDAY=-1FR", date(2026, 11, 27), 2) == [date(2026, 11, 27), date(2026, 12, 25)]


def test_the_thirty_first_leaves_out_the_shorter_months_and_the_last_day_does_not() -> None:
    assert first_days("FREQ=MONTHLY;BYMONTHDAY=31", date(2027, 1, 31), 2) == [date(2027, 1, 31), date(2027, 3, 31)]
    assert first_days("FREQ=MONTHLY;BYMONTHDAY=-1", date(2027, 1, 31), 2) == [date(2027, 1, 31), date(2027, 2, 28)]


def test_the_last_day_allowed_is_included() -> None:
    rule = parse("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261215")
    assert list(rule.days(date(2026, 12, 1), date(2030, 1, 1)))[-1] == date(2026, 12, 15)


def test_a_market_may_start_only_on_a_market_day() -> None:
    rule = parse("FREQ=WEEKLY;BYDAY=SA")
    assert rule.starts_on(date(2026, 11, 21))
    assert not rule.starts_on(date(2026, 11, 20))


def test_a_thirtieth_of_february_never_happens() -> None:
    assert parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").first_from(date(2026, 1, 1)) is None
    assert parse("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29").first_from(date(2026, 1, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=SECONDLY",
        "FREQ=HOURLY;INTERVAL=2",
        "BYDAY=MO",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=MO;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=MO;",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=MONTHLY;BYDAY=1MO,TU",
        "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYMONTHDAY=3",
        "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=3",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=²",
        "FREQ=DAILY;COUNT=10;UNTIL=20270101",
        f"FREQ=DAILY;COUNT={MAX_DATES + 1}",
        "FREQ=DAILY;UNTIL=20270101T100000Z",
        "FREQ=DAILY;UNTIL=20270230",
    ],
)
def test_what_calendars_do_not_all_understand_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        parse(text)


def test_days_and_ranks_are_kept_in_the_order_people_say_them() -> None:
    rule = Rule(Frequency.MONTHLY, weekdays=(5, 0, 5), ranks=(-1, 1))
    assert (rule.weekdays, rule.ranks) == ((0, 5), (1, -1))
    assert write(rule) == "FREQ=MONTHLY;BYDAY=1MO,1SA,-1MO,-1SA"
