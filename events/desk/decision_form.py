"""What an editor decides of a date: cancelled, put off, moved, elsewhere, full. A reason is asked for, and one choice only."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from content.models import Place
from events.cancelling import WHOLE, Dated, Decision
from events.checks import skipped_hours
from events.models import DateChange, EventPage
from events.schedule import OFF, Kind

CHOICES = [
    (Kind.CANCELLED.value, "C’est annulé"),
    (Kind.POSTPONED.value, "C’est reporté, la nouvelle date n’est pas connue"),
    (Kind.MOVED.value, "C’est déplacé à un autre jour ou à une autre heure"),
    (Kind.CHANGED.value, "Cela a lieu ailleurs"),
    (Kind.FULL.value, "C’est complet"),
]
FIELDS = {"start_time": "start", "end_time": "end"}


class DecisionForm(forms.Form):
    """Of one date, or of the whole event when `dated` is None: a whole event moves by its own form."""

    kind = forms.ChoiceField(
        label="Que se passe-t-il ?",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Cochez ce qui se passe."},
    )
    message = forms.CharField(
        label="Ce que liront les habitants",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Pourquoi, et ce qui remplace, en une ou deux phrases. Paraît tel quel partout où paraît la date.",
    )
    day = forms.DateField(label="Nouveau jour", required=False, widget=AdminDateInput)
    start = forms.TimeField(label="Nouvelle heure", required=False, widget=AdminTimeInput)
    end = forms.TimeField(label="Nouvelle fin", required=False, widget=AdminTimeInput)
    place = forms.ModelChoiceField(
        label="Nouveau lieu", queryset=Place.objects.none(), required=False, empty_label="Le lieu habituel"
    )

    def __init__(self, *args: Any, event: EventPage, dated: Dated | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event, self.dated = event, dated
        places: Any = self.fields["place"]
        places.queryset = Place.objects.for_site(event.site)
        if dated is None:
            kinds: Any = self.fields["kind"]
            kinds.choices = [choice for choice in CHOICES if choice[0] in WHOLE]
            for name in ("day", "start", "end", "place"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind, message = cleaned.get("kind"), cleaned.get("message", "").strip()
        if kind in OFF and not message:
            self.add_error("message", "Dites pourquoi, en une phrase : c’est ce que liront les habitants.")
        if kind == Kind.CHANGED and not cleaned.get("place"):
            self.add_error(
                "place", "Choisissez le lieu. S’il manque à la liste, ajoutez-le d’abord dans « La commune »."
            )
        if kind == Kind.MOVED:
            self.check_move(cleaned)
        return cleaned

    def check_move(self, cleaned: dict[str, Any]) -> None:
        """A move goes somewhere else, at an hour that exists."""
        if self.errors or self.dated is None:
            return
        if not (cleaned.get("day") or cleaned.get("start")):
            self.add_error("day", "Donnez le nouveau jour ou la nouvelle heure.")
            return
        if cleaned.get("end") and not cleaned.get("start"):
            self.add_error("start", "Donnez aussi l’heure de début.")
            return
        usual = self.event.schedule().usual(self.dated.day, self.dated.hour)
        timing = self.moved().new_timing(usual)
        if timing == usual:
            self.add_error("day", "C’est déjà le jour et l’heure annoncés.")
        for problem in skipped_hours(timing or usual, self.event.zone):
            self.add_error(FIELDS[problem.field], problem.sentence)

    def moved(self) -> DateChange:
        said, dated = self.cleaned_data, self.dated
        return DateChange(
            original_day=dated.day if dated else None,
            kind=Kind.MOVED,
            new_day=said["day"],
            new_start_time=said["start"],
            new_end_time=said["end"],
        )

    def decision(self) -> Decision:
        """What was decided; days, hours and place only of what moves."""
        said = self.cleaned_data
        kind = Kind(said["kind"])
        if kind in WHOLE:
            return Decision(kind, said["message"].strip())
        moved = {name: said[name] for name in ("day", "start", "end")} if kind == Kind.MOVED else {}
        return Decision(kind, said["message"].strip(), place=said["place"], **moved)
