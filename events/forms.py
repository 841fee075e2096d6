"""What a resident may ask of the agenda. Anything else gives the plain list."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.generation import per_generation
from content.models import Organizer, Place, Topic
from content.models.access import Access
from events.models.occurrence import Occurrence, OccurrenceQuerySet
from events.windows import NAMES, window

SLUG = re.compile(r"[-\w]{1,255}")


@dataclass(frozen=True)
class Offer:
    """One thing the list can be narrowed to, and how many events to come that leaves."""

    slug: str
    name: str
    events: int


class NamedChoice(forms.ChoiceField):
    """One row of the town, named by its slug; its value is the row, None for none."""

    def __init__(self, label: Any, empty: Any) -> None:
        super().__init__(label=label, required=False)
        self.empty = empty
        self.row: Any = None

    def offer(self, offers: Iterable[Offer], rows: QuerySet[Any], asked: str) -> None:
        """Offers what has something to come, and the row asked for anyway. Only that one is read."""
        self.row = rows.filter(slug=asked).first() if SLUG.fullmatch(asked) else None
        worth = {each.slug: each for each in offers}
        if self.row and self.row.slug not in worth:
            worth[self.row.slug] = Offer(self.row.slug, self.row.name, 0)
        self.choices = [("", self.empty), *((each.slug, f"{each.name} ({each.events})") for each in worth.values())]

    def valid_value(self, value: Any) -> bool:
        return self.row is not None and value == self.row.slug

    def clean(self, value: Any) -> Any:
        return self.row if super().clean(value) else None


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
        offers = offered(site.pk, today)
        for name, rows in rows_of(site).items():
            field = self.fields[name]
            if isinstance(field, NamedChoice):
                field.offer(offers[name], rows, str(self.data.get(name, "")))
        self.errors.clear()  # what is not understood is not asked, and nobody is told off

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


def rows_of(site: Site) -> dict[str, QuerySet[Any]]:
    """What the town has to choose from, by the name of the field."""
    topics = Topic.objects.for_site(site)
    return {
        "theme": topics,  # a link says « theme » of a public too
        "public": topics.filter(kind=Topic.Kind.PUBLIC),
        "lieu": Place.objects.for_site(site),
        "organisateur": Organizer.objects.for_site(site),
    }


@per_generation
def offered(site_id: int, today: date) -> dict[str, list[Offer]]:
    """What has something to come, by field and in the order of the lists, in one question; a series counts once."""
    coming = Occurrence.objects.filter(site=site_id, event__live=True, shown_until__gte=today).order_by().distinct()
    rows = coming.values_list(
        "event",
        *("event__topics__kind", "event__topics__order", "event__topics__name", "event__topics__slug"),
        *("place__name", "place__slug", "event__signatory__name", "event__signatory__slug"),
    )
    events: dict[str, dict[tuple[Any, ...], set[int]]] = defaultdict(lambda: defaultdict(set))
    for event, kind, order, topic, topic_slug, place, place_slug, organizer, organizer_slug in rows:
        if topic_slug:
            events["public" if kind == Topic.Kind.PUBLIC else "theme"][order, topic, topic_slug].add(event)
        if place_slug:
            events["lieu"][0, place, place_slug].add(event)
        if organizer_slug:
            events["organisateur"][0, organizer, organizer_slug].add(event)
    return {
        name: [Offer(slug, title, len(found)) for (_order, title, slug), found in sorted(events[name].items())]
        for name in ("theme", "public", "lieu", "organisateur")
    }
