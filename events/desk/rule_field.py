"""The recurrence as an editor chooses it, without JavaScript: a list, boxes to tick, an end. The start gives the rest."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput

from content.models.commune import WEEKDAYS
from events.recurrence import LAST, MAX_DATES, MAX_INTERVAL, Frequency, Rule, RuleError, parse
from events.sentences import ORDINALS

REPEATS = [
    ("", "Ne se répète pas"),
    ("weekly", "Chaque semaine"),
    ("monthly_rank", "Chaque mois, le même jour de la semaine (le 2e mardi)"),
    ("monthly_date", "Chaque mois, à la même date (le 15)"),
    ("monthly_last", "Chaque mois, le dernier jour"),
    ("yearly_date", "Chaque année, à la même date"),
    ("yearly_rank", "Chaque année, le même jour du même mois (le 3e dimanche de septembre)"),
    ("daily", "Chaque jour"),
]
FREQUENCIES = {
    "weekly": Frequency.WEEKLY,
    "monthly": Frequency.MONTHLY,
    "yearly": Frequency.YEARLY,
    "daily": Frequency.DAILY,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What was chosen; the first day of the event says what was left unsaid."""

    repeat: str
    interval: int | None = None
    weekdays: tuple[int, ...] = ()
    ranks: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None

    def rule(self, first: date) -> Rule:
        """The rule of a series that begins on `first`. Raises RuleError."""
        frequency, _underscore, by = self.repeat.partition("_")
        weekly = frequency == "weekly"
        return Rule(
            frequency=FREQUENCIES[frequency],
            interval=self.interval or 1,
            weekdays=(self.weekdays or (first.weekday(),)) if weekly or by == "rank" else (),
            ranks=(self.ranks or (rank_of(first),)) if by == "rank" else (),
            monthday={"date": first.day, "last": LAST}.get(by),
            month=first.month if frequency == "yearly" else None,
            until=self.until,
            count=self.count,
        )


def rank_of(day: date) -> int:
    """Which one of its weekday in the month; the fifth is called the last."""
    rank = (day.day + 6) // 7
    return rank if rank <= 4 else LAST


def choice_of(rule: Rule) -> str:
    """The line of the list that this rule was chosen on."""
    if rule.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        return rule.frequency.lower()
    by = "rank" if rule.ranks else "last" if rule.monthday == LAST else "date"
    return f"{rule.frequency.lower()}_{by}"


class RuleWidget(forms.MultiWidget):
    template_name = "events/desk/rule_widget.html"
    use_fieldset = True

    def __init__(self) -> None:
        super().__init__(
            {
                "repeat": forms.Select(choices=REPEATS),
                "interval": forms.NumberInput(attrs={"min": 1, "max": MAX_INTERVAL}),
                "weekdays": forms.CheckboxSelectMultiple(choices=list(enumerate(WEEKDAYS))),
                "ranks": forms.CheckboxSelectMultiple(choices=list(ORDINALS.items())),
                "until": AdminDateInput(),
                "count": forms.NumberInput(attrs={"min": 1, "max": MAX_DATES}),
            }
        )

    def decompress(self, value: str | None) -> list[Any]:
        try:
            rule = parse(value) if value else None
        except RuleError:
            rule = None
        if rule is None:
            return ["", 1, [], [], None, None]
        return [choice_of(rule), rule.interval, list(rule.weekdays), list(rule.ranks), rule.until, rule.count]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        context["part"] = dict(zip(("repeat", "interval", "weekdays", "ranks", "until", "count"), parts, strict=True))
        return context


class RuleFormField(forms.MultiValueField):
    """Gives a Wish, or None for what does not come back; the page's form makes it the text of a rule."""

    widget = RuleWidget

    def __init__(self, **kwargs: Any) -> None:
        days = [(str(number), name) for number, name in enumerate(WEEKDAYS)]
        ranks = [(str(rank), name) for rank, name in ORDINALS.items()]
        fields = (
            forms.ChoiceField(choices=REPEATS, required=False),
            forms.IntegerField(min_value=1, max_value=MAX_INTERVAL, required=False),
            forms.MultipleChoiceField(choices=days, required=False),
            forms.MultipleChoiceField(choices=ranks, required=False),
            forms.DateField(required=False),
            forms.IntegerField(min_value=1, max_value=MAX_DATES, required=False),
        )
        super().__init__(fields, require_all_fields=False, required=False, **kwargs)

    def compress(self, data_list: list[Any]) -> Wish | None:
        if not data_list or not data_list[0]:
            return None
        repeat, interval, weekdays, ranks, until, count = data_list
        return Wish(repeat, interval, tuple(map(int, weekdays or [])), tuple(map(int, ranks or [])), until, count)
