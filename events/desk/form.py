"""The event as an editor writes it. What cannot be is refused with a sentence that says what to do."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import ORDERING_FIELD_NAME
from django.http import QueryDict
from wagtail.admin.forms import WagtailAdminPageForm

from content.dates import long_date
from content.models import District, Organizer, Place, Topic
from content.reading import site_of
from events.checks import change_problem, problems
from events.desk.rule_field import RuleFormField, Wish
from events.recurrence import RuleError, write
from events.schedule import Instance, Schedule
from events.sentences import when

SHOWN = 8
ASKED = "action-show-dates"
LISTS = ("chosen_dates", "date_changes")
LINE = re.compile(rf"({'|'.join(LISTS)})-(\d+)-(\w+)", re.ASCII)
SAYS_NOTHING = {ORDERING_FIELD_NAME, "DELETE", "kind"}
WHEN = ("start_day", "start_time", "end_day", "end_time", "rule")
TOWN_CHOICES = {"place": Place, "signatory": Organizer, "topics": Topic, "districts": District}


@dataclass(frozen=True, slots=True)
class Planning:
    """What the schedule gives, read back to the editor."""

    sentence: str
    dates: list[str]
    hidden: list[str]
    notice: str = ""
    only: bool = False  # no other date follows these


class EventPageForm(WagtailAdminPageForm):
    """Hours, rule and exceptions are checked together: one of them alone is never wrong."""

    rule = RuleFormField(label="Répétition")
    _unreadable: bool | None = None  # whether what was sent gives no schedule at all; None until it was looked at

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(with_blank_lines(data) if data else data, *args, **kwargs)
        if self.instance.site is None and self.parent_page is not None:  # not in the tree before its first save
            self.instance.site = site_of(self.parent_page)
        if (
            self.is_bound and "body-count" not in self.data
        ):  # only scripts draw the blocks of a text: it stays as it was
            self.fields.pop("body", None)
        self._offer_the_town(self.fields)
        for name in self.formsets:
            for form in self.formsets[name].forms:
                self._offer_the_town(form.fields)

    def _offer_the_town(self, fields: dict[str, Any]) -> None:
        for name, model in TOWN_CHOICES.items():
            if name in fields and isinstance(fields[name], forms.ModelChoiceField):
                fields[name].queryset = model.objects.for_site(self.instance.site)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        wish, first = cleaned.get("rule"), cleaned.get("start_day")
        try:
            cleaned["rule"] = write(wish.rule(first)) if isinstance(wish, Wish) and first else ""
        except RuleError as error:
            self.add_error("rule", str(error))
        return cleaned

    def is_valid(self) -> bool:
        """Checks the dates once, as soon as they can be read: what is wrong elsewhere in the form hides nothing of them."""
        valid: bool = super().is_valid()
        if not self.is_bound or self._unreadable is not None:
            return valid
        self._give_empty_lines_an_order()
        self._unreadable = any(name in self.errors for name in WHEN)
        if not self._unreadable:
            self._check_dates(self.instance.local_today())
            valid = super().is_valid()
        return valid

    def _give_empty_lines_an_order(self) -> None:
        """Wagtail sorts lines by their order, which an empty one lacks: only browsers without scripts send such lines."""
        for name in LISTS:
            for form in self._sent(name):
                if is_empty(form) and form.is_valid():
                    form.cleaned_data.setdefault(ORDERING_FIELD_NAME, None)

    def _check_dates(self, today: date) -> None:
        schedule = self._schedule()
        for problem in problems(schedule, self.instance.zone, schedule.reach(today)):
            self.add_error(problem.field, problem.sentence)
        for form, change in zip(self._children("date_changes"), schedule.changes, strict=True):
            if sentence := change_problem(schedule, change, today):
                form.add_error("original_day", sentence)

    def _schedule(self) -> Schedule:
        """The schedule as written in the form, or as saved when nothing was sent."""
        if not self.is_bound:
            return self.instance.schedule()
        dates, changes = self._children("chosen_dates"), self._children("date_changes")
        return self.instance.schedule([form.instance for form in dates], [form.instance for form in changes])

    def _children(self, name: str) -> list[Any]:
        """The lines of a list that are filled in and kept."""
        return [
            form
            for form in self._sent(name)
            if form.is_valid() and not is_empty(form) and not form.cleaned_data.get("DELETE")
        ]

    @property
    def dates_asked(self) -> bool:
        """Whether the editor pressed « Voir les dates »."""
        return self.is_bound and ASKED in self.data

    def refusals(self) -> list[str]:
        """Every sentence that keeps it from being published, those of its lists of dates included."""
        if not self.is_bound:
            return []
        lists = (form.errors for name in LISTS for form in self._sent(name))
        found = [
            sentence for errors in (self.errors, *lists) for sentences in errors.values() for sentence in sentences
        ]
        return list(dict.fromkeys(found))

    def _sent(self, name: str) -> list[Any]:
        formset = self.formsets.get(name)
        return list(formset.forms) if formset and self.is_bound else []

    def planning(self) -> Planning | None:
        """What the schedule gives as far as it can be read; None for an event without a day."""
        event = self.instance
        if not event.start_day or self._unreadable:
            return None
        today = event.local_today()
        try:
            schedule = self._schedule()
        except RuleError:
            return None
        return read_back(event, schedule, today)


def with_blank_lines(sent: QueryDict) -> QueryDict:
    """What was sent, lines left blank without the order that their hidden field gives them: it would make them look filled in."""
    lines: dict[tuple[str, ...], dict[str, object]] = defaultdict(dict)
    for name in sent:
        if parts := LINE.fullmatch(name):
            lines[parts[1], parts[2]][parts[3]] = sent[name]
    found = sent.copy()
    for (name, number), cells in lines.items():
        if not any(text for field, text in cells.items() if field not in SAYS_NOTHING):
            found.pop(f"{name}-{number}-{ORDERING_FIELD_NAME}", None)
    return found


def is_empty(line: forms.ModelForm[Any]) -> bool:
    """Whether a line of a list was left blank."""
    return line.empty_permitted and not line.has_changed()


def read_back(event: Any, schedule: Schedule, today: date) -> Planning:
    """The sentence, the next eight dates, those that holidays hide meanwhile, and where holidays stop being known."""
    start = max(today, schedule.opening())
    coming = [each for each in schedule.expand(start, schedule.reach(today)) if each.timing.shown_until >= today]
    shown = coming[:SHOWN]
    last = shown[-1].day if shown else start
    everything = replace(schedule, skipped=frozenset[date]()).expand(start, last)
    hidden = [
        each for each in everything if each.day in schedule.skipped and not schedule.keeps(each.day) and each.by_rule
    ]
    return Planning(
        sentence=event.sentence(today, schedule),
        dates=[_said(each, today) for each in shown],
        hidden=[long_date(each.day, today) for each in hidden],
        notice=event.holiday_notice(schedule, today),
        only=len(coming) <= SHOWN,
    )


def _said(each: Instance, today: date) -> str:
    word = each.status.word
    moved = f" (au lieu du {long_date(each.day, today)})" if each.timing.day != each.day else ""
    return f"{word} : " * bool(word) + when(each.timing, today) + moved
