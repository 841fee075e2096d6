"""One event, described by whoever organises it; the same form again to change it; the sentence that cancels it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from content.models import Place
from content.models.access import Access
from content.models.commune import WEEKDAYS
from content.typed import one_line, printable
from events.checks import problems
from events.desk.rule_field import REPEATS, Wish
from events.proposals.facts import EventFacts
from events.proposals.forms.sender import OTHER, SenderForm
from events.proposals.pages import imagined
from events.recurrence import MAX_DATES, MAX_INTERVAL, RuleError, write
from events.sentences import ORDINALS

FURTHEST = timedelta(days=730)
PLACES = {"rule": "repeat"}  # where a problem of the schedule is shown in this form


class ProposalForm(SenderForm):
    """One event: what, when, where, how to come, who. `facts` once it is valid."""

    title = forms.CharField(
        max_length=140,
        label=gettext_lazy("Titre"),
        help_text=gettext_lazy("Comme on le dirait : « Loto de l’école », « Concert de la chorale »."),
        error_messages={"required": gettext_lazy("donnez un titre.")},
    )
    standfirst = forms.CharField(
        max_length=300,
        label=gettext_lazy("En deux phrases"),
        help_text=gettext_lazy("Ce qu’il faut savoir si l’on ne lit que cela."),
        error_messages={"required": gettext_lazy("dites en une ou deux phrases ce qui se passe.")},
        widget=forms.Textarea({"rows": 3}),
    )
    text = forms.CharField(
        required=False,
        max_length=3000,
        label=gettext_lazy("Programme et détails"),
        widget=forms.Textarea({"rows": 6}),
    )
    start_day = forms.DateField(
        label=gettext_lazy("Jour"),
        help_text=gettext_lazy("Le premier, s’il y en a plusieurs."),
        error_messages={
            "required": gettext_lazy("donnez le jour."),
            "invalid": gettext_lazy("écrivez le jour comme ceci : 05/12/2026."),
        },
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    start_time = forms.TimeField(
        required=False,
        label=gettext_lazy("Heure de début"),
        help_text=gettext_lazy("Rien : toute la journée."),
        error_messages={"invalid": gettext_lazy("écrivez l’heure comme ceci : 18:30.")},
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    end_time = forms.TimeField(
        required=False,
        label=gettext_lazy("Heure de fin"),
        error_messages={"invalid": gettext_lazy("écrivez l’heure comme ceci : 20:00.")},
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    end_day = forms.DateField(
        required=False,
        label=gettext_lazy("Dernier jour"),
        help_text=gettext_lazy("Seulement si un même rendez-vous dure plusieurs jours."),
        error_messages={"invalid": gettext_lazy("écrivez le jour comme ceci : 06/12/2026.")},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    repeat = forms.ChoiceField(required=False, label=gettext_lazy("Revient-il ?"), choices=REPEATS)
    interval = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_INTERVAL,
        label=gettext_lazy("Une fois sur"),
        help_text=gettext_lazy("2 : une semaine sur deux, un mois sur deux."),
    )
    weekdays = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Quels jours ?"),
        help_text=gettext_lazy("Rien de coché : le jour du premier rendez-vous."),
        choices=[(str(number), day) for number, day in enumerate(WEEKDAYS)],
        widget=forms.CheckboxSelectMultiple,
    )
    ranks = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Lesquels dans le mois ?"),
        help_text=gettext_lazy("Pour « le même jour de la semaine ». Rien de coché : le rang du premier."),
        choices=[(str(rank), words) for rank, words in ORDINALS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    until = forms.DateField(
        required=False,
        label=gettext_lazy("Jusqu’au, compris"),
        error_messages={"invalid": gettext_lazy("écrivez le jour comme ceci : 30/06/2027.")},
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    count = forms.IntegerField(
        required=False, min_value=1, max_value=MAX_DATES, label=gettext_lazy("Ou nombre de dates")
    )
    skip_school_holidays = forms.BooleanField(required=False, label=gettext_lazy("Sauf pendant les vacances scolaires"))
    skip_public_holidays = forms.BooleanField(required=False, label=gettext_lazy("Sauf les jours fériés"))
    place = forms.ChoiceField(required=False, label=gettext_lazy("Lieu"))
    place_detail = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Autre lieu, ou précision"),
        help_text=gettext_lazy(
            "L’adresse d’un lieu qui n’est pas dans la liste, ou « à l’étage », « entrée par la cour »."
        ),
    )
    price = forms.CharField(
        required=False, max_length=255, label=gettext_lazy("Prix"), help_text=gettext_lazy("« 8 €, réduit 5 € ».")
    )
    free = forms.BooleanField(required=False, label=gettext_lazy("C’est gratuit"))
    ages = forms.CharField(
        required=False, max_length=80, label=gettext_lazy("Âges"), help_text=gettext_lazy("« dès 6 ans », « adultes ».")
    )
    registration = forms.CharField(
        required=False,
        max_length=250,
        label=gettext_lazy("Inscription"),
        help_text=gettext_lazy(
            "« conseillée, au 04 65 71 00 42 ». Ce que vous écrivez paraît. Rien : sans inscription."
        ),
    )
    accessibility = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Ce qui est accessible, à coup sûr"),
        help_text=gettext_lazy("Dans le doute, ne cochez pas : une personne viendra compter dessus."),
        choices=Access.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = [
        "title", "standfirst", "text", "start_day", "start_time", "end_time", "end_day", "repeat", "interval", "weekdays",
        "ranks", "until", "count", "skip_school_holidays", "skip_public_holidays", "place", "place_detail", "price", "free",
        "ages", "registration", "accessibility", "signatory", "organizer_name", "name", "email", "phone",
    ]  # fmt: skip
    recurring_fields = (
        "interval", "weekdays", "ranks", "until", "count", "skip_school_holidays", "skip_public_holidays",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, site: Site, now: datetime, **options: Any) -> None:
        super().__init__(data, site=site, now=now, **options)
        self.places = {str(each.pk): each for each in Place.objects.for_site(site)}
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", _("Choisissez")),
            *((key, each.name) for key, each in self.places.items()),
            (OTHER, _("Un autre lieu")),
        ]

    @property
    def asks_recurrence(self) -> bool:
        """Whether one of the folded questions is answered or wrong: it must be seen."""
        return any(self[name].value() or self[name].errors for name in ("repeat", *self.recurring_fields))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("title", "place_detail", "price", "ages", "registration"):
            cleaned[name] = one_line(cleaned.get(name, ""))
        for name in ("standfirst", "text"):
            cleaned[name] = printable(cleaned.get(name, ""))
        for name in ("title", "standfirst"):
            if not cleaned[name] and name not in self.errors:  # signs that no screen shows, and nothing else
                self.add_error(name, self.fields[name].error_messages["required"])
        if cleaned.get("place", "") not in self.places and not cleaned["place_detail"]:
            self.add_error("place_detail", _("choisissez un lieu dans la liste, ou écrivez ici son adresse."))
        if cleaned.get("start_day"):
            self.check_dates(cleaned["start_day"])
        return cleaned

    def check_dates(self, first: date) -> None:
        """The day is to come, and the schedule is one that the agenda can keep."""
        cleaned = self.cleaned_data
        try:
            cleaned["rule"] = self.rule(first)
        except RuleError as error:
            self.add_error("repeat", str(error))
            return
        if self.errors:
            return
        facts = self.facts()
        event = imagined(facts, self.site)
        today = event.local_today()
        schedule = event.schedule()
        for problem in problems(schedule, event.zone, schedule.reach(today)):
            self.add_error(PLACES.get(problem.field, problem.field), problem.sentence)
        if not self.errors and not schedule.expand(today, schedule.reach(today)) and schedule.first.shown_until < today:
            self.add_error("start_day", _("ce jour est passé : donnez une date à venir."))
        elif first > today + FURTHEST:
            self.add_error("start_day", _("cette date est dans plus de deux ans : vérifiez l’année."))

    def rule(self, first: date) -> str:
        """The text of the rule, empty for a date alone. Raises RuleError."""
        asked = self.cleaned_data
        if not asked.get("repeat"):
            return ""
        weekdays, ranks = (tuple(map(int, asked.get(name) or ())) for name in ("weekdays", "ranks"))
        wish = Wish(asked["repeat"], asked.get("interval"), weekdays, ranks, asked.get("until"), asked.get("count"))
        return write(wish.rule(first))

    def facts(self) -> EventFacts:
        """What was written, as facts."""
        asked = self.cleaned_data
        place, organizer = self.places.get(asked["place"]), self.organizer()
        same = (
            "title", "standfirst", "text", "start_day", "start_time", "end_day", "end_time", "rule", "place_detail", "price",
            "free", "ages", "registration", "organizer_name", "skip_school_holidays", "skip_public_holidays",
        )  # fmt: skip
        return EventFacts(
            **{name: asked[name] for name in same},
            place=place.pk if place else None,
            signatory=organizer.pk if organizer else None,
            accessibility=tuple(asked["accessibility"]),
        )


class ChangeForm(ProposalForm):
    """The same form for whoever holds the link of a published event: who they are is known."""

    def __init__(self, data: Any = None, *, site: Site, now: datetime, **options: Any) -> None:
        super().__init__(data, site=site, now=now, **options)
        for name in ("name", "email", "phone"):
            del self.fields[name]


class CancelForm(forms.Form):
    """Why an event does not take place: what residents will read."""

    reason = forms.CharField(
        max_length=300,
        label=gettext_lazy("Pourquoi, et ce qui remplace"),
        help_text=gettext_lazy("Cette phrase paraîtra. « La salle est inondée, le loto est reporté au printemps. »"),
        error_messages={"required": gettext_lazy("dites pourquoi, en une phrase.")},
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_reason(self) -> str:
        return printable(self.cleaned_data["reason"])
