"""What a resident may ask of the agenda. Anything else gives the plain list."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.generation import per_generation
from content.models import Organizer, Place, Topic
from content.models.access import Access
from events.models.occurrence import Occurrence, OccurrenceQuerySet
from events.windows import NAMES, window


class NamedChoice(forms.ChoiceField):
    """One of a few rows already read, named by their slug; its value is the row, None for none."""

    def __init__(self, label: Any, empty: Any) -> None:
        super().__init__(label=label, required=False)
        self.empty = empty
        self.rows: dict[str, Any] = {}

    def offer(self, rows: Iterable[Any], counts: Mapping[str, int], asked: str) -> None:
        """Offers those with something to come, with how many events that is, and the one asked for anyway."""
        self.rows = {row.slug: row for row in rows}
        worth = {slug: row for slug, row in self.rows.items() if slug in counts or slug == asked}
        named = ((slug, f"{row.name} ({counts.get(slug, 0)})") for slug, row in worth.items())
        self.choices = [("", self.empty), *named]

    def valid_value(self, value: Any) -> bool:
        return value in self.rows

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class AgendaFilterForm(forms.Form):
    """?quand= &age= &accessible= &gratuit= and, by slug, &theme= &public= &lieu= &organisateur=. Unknown values are ignored."""

    quand = forms.ChoiceField(label=_("Quand"), required=False, choices=[("", _("Tout ce qui vient")), *NAMES.items()])
    theme = NamedChoice(_("Sujet"), _("Tous les sujets"))
    public = NamedChoice(_("Pour qui"), _("Tout le monde"))
    lieu = NamedChoice(_("Lieu"), _("Toute la commune"))
    organisateur = NamedChoice(_("Qui organise"), _("Mairie et associations"))
    age = forms.IntegerField(label=_("Âge de la personne"), required=False, min_value=0, max_value=120)
    accessible = forms.BooleanField(label=_("Accessible en fauteuil"), required=False)
    gratuit = forms.BooleanField(label=_("Gratuit"), required=False)

    first_fields = ("quand", "theme")
    more_label = _("Plus de critères")

    def __init__(self, data: Any, *, site: Site, today: date) -> None:
        super().__init__(data)
        self.today = today
        counts = counted(site.pk, today)
        for name, rows in offered(site.pk).items():
            field = self.fields[name]
            if isinstance(field, NamedChoice):
                field.offer(rows, counts[name], str(self.data.get(name, "")))
        self.is_valid()

    def main_fields(self) -> list[forms.BoundField]:
        """What most people ask for; the rest folds."""
        return [self[name] for name in self.first_fields]

    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.first_fields]

    def asks_more(self) -> bool:
        """Whether one of the folded fields was answered: it must be seen."""
        return any(self.asked().get(field.name) for field in self.more_fields())

    def window(self) -> tuple[date, date] | None:
        """The days asked for, None for all that is to come."""
        name = self.cleaned_data.get("quand")
        return window(name, self.today) if name else None

    def windows(self) -> dict[str, tuple[date, date]]:
        """Every stretch of days one may ask for."""
        return {name: window(name, self.today) for name in NAMES}

    def narrow(self, occurrences: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """The dates asked for, whatever their day."""
        asked = self.cleaned_data
        for topic in (asked.get("theme"), asked.get("public")):
            if topic:
                occurrences = occurrences.about(topic)
        if asked.get("lieu"):
            occurrences = occurrences.at_place(asked["lieu"])
        if asked.get("organisateur"):
            occurrences = occurrences.organised_by(asked["organisateur"])
        if asked.get("age") is not None:
            occurrences = occurrences.for_age(asked["age"])
        if asked.get("accessible"):
            occurrences = occurrences.accessible(Access.WHEELCHAIR)
        return occurrences.free() if asked.get("gratuit") else occurrences

    def asked(self) -> dict[str, str]:
        """What was asked and understood, as it stands in an address."""
        answers = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}
        return {name: "on" if value is True else str(getattr(value, "slug", value)) for name, value in answers.items()}

    def query(self, **instead: str) -> str:
        """What was asked as a query string, without the page; `instead` replaces an answer, or takes it away when empty."""
        return urlencode({name: value for name, value in (self.asked() | instead).items() if value})


@per_generation
def offered(site_id: int) -> dict[str, list[Any]]:
    """What the town has to choose from, by the name of the field."""
    topics = list(Topic.objects.filter(site=site_id))
    return {
        "theme": [topic for topic in topics if topic.kind == Topic.Kind.SUBJECT],
        "public": [topic for topic in topics if topic.kind == Topic.Kind.PUBLIC],
        "lieu": list(Place.objects.filter(site=site_id)),
        "organisateur": list(Organizer.objects.filter(site=site_id)),
    }


@per_generation
def counted(site_id: int, today: date) -> dict[str, dict[str, int]]:
    """How many events to come each choice has, by field then by slug; a series counts once."""
    coming = Occurrence.objects.filter(site=site_id, event__live=True, shown_until__gte=today)

    def by(column: str) -> dict[str, int]:
        rows = coming.exclude(**{column: None}).order_by().values_list(column)
        return dict(rows.annotate(Count("event", distinct=True)))

    topics = by("event__topics__slug")
    return {
        "theme": topics,
        "public": topics,
        "lieu": by("place__slug"),
        "organisateur": by("event__signatory__slug"),
    }
