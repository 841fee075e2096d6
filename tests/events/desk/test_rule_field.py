from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given

from events.desk.rule_field import RuleFormField, RuleWidget, Wish, choice_of
from events.recurrence import Rule, RuleError, write
from tests.events.strategies import rules

TUESDAY = date(2026, 12, 1)


class Form(forms.Form):
    rule = RuleFormField()


def chosen(**boxes: Any) -> Wish | None:
    """What the field understands of what a browser sends."""
    data = QueryDict(mutable=True)
    for name, value in boxes.items():
        data.setlist(f"rule_{name}", value if isinstance(value, list) else [value])
    form = Form(data)
    assert form.is_valid(), form.errors
    wish: Wish | None = form.cleaned_data["rule"]
    return wish


@pytest.mark.parametrize(
    ("boxes", "first", "rule"),
    [
        ({"repeat": "weekly"}, TUESDAY, "FREQ=WEEKLY;BYDAY=TU"),
        ({"repeat": "weekly", "weekdays": ["1", "3"]}, TUESDAY, "FREQ=WEEKLY;BYDAY=TU,TH"),
        ({"repeat": "weekly", "interval": "2"}, TUESDAY, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ({"repeat": "monthly_rank"}, TUESDAY, "FREQ=MONTHLY;BYDAY=1TU"),
        ({"repeat": "monthly_rank"}, date(2026, 12, 29), "FREQ=MONTHLY;BYDAY=-1TU"),
        ({"repeat": "monthly_rank", "ranks": ["1", "3"]}, TUESDAY, "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ({"repeat": "monthly_date"}, TUESDAY, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ({"repeat": "monthly_last"}, date(2026, 11, 30), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"repeat": "yearly_date"}, TUESDAY, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1"),
        ({"repeat": "yearly_rank"}, date(2027, 9, 19), "FREQ=YEARLY;BYMONTH=9;BYDAY=3SU"),
        ({"repeat": "daily", "count": "10"}, TUESDAY, "FREQ=DAILY;COUNT=10"),
        ({"repeat": "daily", "until": "31/12/2026"}, TUESDAY, "FREQ=DAILY;UNTIL=20261231"),
        # Boxes ticked for another line of the list are left aside.
        ({"repeat": "monthly_date", "weekdays": ["4"], "ranks": ["2"]}, TUESDAY, "FREQ=MONTHLY;BYMONTHDAY=1"),
    ],
)
def test_what_is_ticked_and_the_first_day_make_the_rule(boxes: dict[str, Any], first: date, rule: str) -> None:
    wish = chosen(**boxes)
    assert wish is not None
    assert write(wish.rule(first)) == rule


def test_what_does_not_come_back_has_no_rule() -> None:
    assert chosen(repeat="", weekdays=["1"]) is None


def test_an_end_by_date_and_by_number_is_one_too_many() -> None:
    wish = chosen(repeat="daily", until="31/12/2026", count="5")
    assert wish is not None
    with pytest.raises(RuleError, match="pas les deux"):
        wish.rule(TUESDAY)


@pytest.mark.parametrize(
    "boxes", [{"repeat": "hourly"}, {"repeat": "daily", "interval": "0"}, {"repeat": "daily", "count": "-1"}]
)
def test_what_no_browser_of_ours_sends_is_refused(boxes: dict[str, str]) -> None:
    assert not Form({f"rule_{name}": value for name, value in boxes.items()}).is_valid()


@given(rules())
def test_a_rule_shown_in_the_form_and_sent_again_is_the_same_rule(rule: Rule) -> None:
    first = rule.first_from(date(2026, 12, 1))
    if first is None:
        return
    repeat, interval, weekdays, ranks, until, count = RuleWidget().decompress(write(rule))
    assert repeat == choice_of(rule)
    assert Wish(repeat, interval, tuple(weekdays), tuple(ranks), until, count).rule(first) == rule


def test_a_rule_nobody_can_read_is_shown_as_none() -> None:
    assert RuleWidget().decompress("FREQ=NEVER")[0] == ""
