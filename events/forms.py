"""What a resident may ask of the agenda. Anything else gives the plain list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.generation import per_generation
from content.models import Organizer, Place, Topic
from content.models.access import Access
from events.models.occurrence import OccurrenceQuerySet


class NamedChoice(forms.ChoiceField):
    """One of a few rows already read, named by their slug; its value is the row, None for none."""

    def __init__(self, label: Any, empty: Any) -> None:
        super().__init__(label=label, required=False)
        self.empty = empty
        self.rows: dict[str, Any] = {}

    def offer(self, rows: Iterable[Any]) -> None:
        self.rows = {row.slug: row for row in rows}
        self.choices = [("", self.empty), *((slug, row.name) for slug, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class AgendaFilterForm(forms.Form):
    """?theme= &public= &lieu= &organisateur= by slug, &accessible= and &gratuit=. Unknown values are ignored."""

    theme = NamedChoice(_("Sujet"), _("Tous les sujets"))
    public = NamedChoice(_("Pour qui"), _("Tout le monde"))
    lieu = NamedChoice(_("Lieu"), _("Toute la commune"))
    organisateur = NamedChoice(_("Qui organise"), _("Mairie et associations"))
    accessible = forms.BooleanField(label=_("Accessible en fauteuil"), required=False)
    gratuit = forms.BooleanField(label=_("Gratuit"), required=False)

    def __init__(self, data: Any, *, site: Site) -> None:
        super().__init__(data)
        for name, rows in offered(site.pk).items():
            field = self.fields[name]
            if isinstance(field, NamedChoice):
                field.offer(rows)

    def narrow(self, occurrences: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """The dates asked for."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("theme"):
            occurrences = occurrences.about(asked["theme"])
        if asked.get("public"):
            occurrences = occurrences.about(asked["public"])
        if asked.get("lieu"):
            occurrences = occurrences.at_place(asked["lieu"])
        if asked.get("organisateur"):
            occurrences = occurrences.organised_by(asked["organisateur"])
        if asked.get("accessible"):
            occurrences = occurrences.accessible(Access.WHEELCHAIR)
        return occurrences.free() if asked.get("gratuit") else occurrences

    def query(self) -> str:
        """What was asked, as a query string without the page, for the links to other pages."""
        asked = {name: self.data.get(name, "") for name, value in self.cleaned_data.items() if value}
        return "&".join(f"{name}={value if name in self._slugs() else 'on'}" for name, value in asked.items())

    def _slugs(self) -> set[str]:
        return {name for name, field in self.fields.items() if isinstance(field, NamedChoice)}


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
