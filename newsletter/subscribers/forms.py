"""What residents may send us about their subscription. Values are kept whatever is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from content import addresses
from content.addresses import Address, AddressRefused
from content.models import District, Topic, commune_of
from content.people_only import PeopleOnlyForm
from newsletter.models import SubscriptionRequest
from newsletter.subscribers import consent, subscriptions
from newsletter.subscribers.choices import OFFERED, Choice, Rhythm, Stream, read_all
from newsletter.subscribers.consent import Evidence

WEEKS = (1, 2)
MONTHS = (1, 2, 3, 6)


@dataclass(frozen=True)
class Table:
    """One table of boxes, as components/choice_table.html shows it."""

    title: str
    caption: str
    columns: list[str]
    rows: list[dict[str, object]]
    ticked: bool


class ChoicesField(forms.Field):
    """The ticked boxes. Cleans to a list of Choice; what the town does not offer is left out."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.topics: Sequence[Topic] = ()

    def to_python(self, value: Any) -> list[Choice]:
        return read_all(value or [], [topic.slug for topic in self.topics])


class DistrictsField(forms.MultipleChoiceField):
    """The ticked districts. Cleans to a list of District; what is not the town's is left out."""

    widget = forms.CheckboxSelectMultiple
    districts: Sequence[District] = ()

    def offer(self, districts: Sequence[District]) -> None:
        self.districts = districts
        self.choices = [(district.slug, district.name) for district in districts]

    def clean(self, value: Any) -> list[District]:
        slugs = set(value or [])
        return [district for district in self.districts if district.slug in slugs]


class ChoicesForm(forms.Form):
    """Topics by rhythm, districts, and how mails look."""

    caption = gettext_lazy("Ce que vous recevez aujourd’hui. Tout décocher met l’abonnement en sommeil.")

    choices = ChoicesField(required=False, label=gettext_lazy("Sujets et rythme"))
    districts = DistrictsField(
        required=False,
        label=gettext_lazy("Votre quartier"),
        help_text=gettext_lazy(
            "Cochez-en un pour ne recevoir que ce qui le concerne, et ce qui concerne toute la commune."
        ),
    )
    text_only = forms.BooleanField(
        required=False, label=gettext_lazy("Je préfère des courriels en texte seul, sans mise en page")
    )

    def __init__(self, data: Any = None, *, site: Site, **options: Any) -> None:
        super().__init__(data, **options)
        self.site = site
        self.commune = commune_of(site)
        self.topics = list(Topic.objects.for_site(site))
        districts = list(District.objects.for_site(site))
        self.fields["choices"].topics = self.topics  # type: ignore[attr-defined]
        self.fields["districts"].offer(districts)  # type: ignore[attr-defined]
        if not districts:
            del self.fields["districts"]

    @property
    def slugs(self) -> list[str]:
        """Those of the topics the town offers."""
        return [topic.slug for topic in self.topics]

    @property
    def ticked(self) -> set[str]:
        """The codes of the boxes to show ticked."""
        return set(self["choices"].value() or [])

    def tables(self) -> list[Table]:
        """Streams first, then subjects, then publics; a group without a row is left out."""
        kinds = Topic.Kind
        groups = [
            (_("L’essentiel"), str(self.caption), self.stream_rows()),
            (
                _("Un sujet précis"),
                _("Un courriel quand quelque chose paraît sur ce sujet."),
                self.topic_rows(kinds.SUBJECT),
            ),
            (
                _("Familles, jeunes, aînés…"),
                _("Un courriel quand quelque chose paraît pour ce public."),
                self.topic_rows(kinds.PUBLIC),
            ),
        ]
        return [self.table(title, caption, rows) for title, caption, rows in groups if rows]

    def stream_rows(self) -> list[tuple[Stream, str, str, str]]:
        bulletin = _("« %(title)s », PDF compris") % {"title": self.commune.bulletin_title}
        return [
            (Stream.ALERTS, "", str(Stream.ALERTS.label), _("crue, coupure d’eau, école fermée")),
            (Stream.NEWS, "", str(Stream.NEWS.label), _("travaux, conseil, vie pratique")),
            (Stream.AGENDA, "", str(Stream.AGENDA.label), _("fêtes, réunions, spectacles")),
            (Stream.BULLETIN, "", str(Stream.BULLETIN.label), bulletin),
        ]

    def topic_rows(self, kind: Topic.Kind) -> list[tuple[Stream, str, str, str]]:
        return [
            (Stream.TOPIC, topic.slug, topic.name, topic.description) for topic in self.topics if topic.kind == kind
        ]

    def table(self, title: str, caption: str, rows: list[tuple[Stream, str, str, str]]) -> Table:
        rhythms = [rhythm for rhythm in Rhythm if any(rhythm in OFFERED[stream] for stream, *_rest in rows)]
        ticked = self.ticked
        shown: list[dict[str, object]] = []
        anything = False
        for stream, slug, name, description in rows:
            cells: list[dict[str, object]] = []
            for rhythm in rhythms:
                code = Choice(stream, rhythm, slug).code
                offered = rhythm in OFFERED[stream]
                anything = anything or code in ticked
                cell = {"name": "choices", "value": code, "checked": code in ticked, "label": rhythm.label}
                cells.append(cell if offered else {"offered": False})
            shown.append({"name": name, "description": description, "cells": cells})
        return Table(title, caption, [str(rhythm.label).capitalize() for rhythm in rhythms], shown, anything)


def read_address(typed: str, sure: str) -> Address:
    """The address typed, doubted once: SURE is what was typed when the doubt was shown. Raises ValidationError."""
    meant = addresses.suggestion(typed)
    try:
        address = addresses.parse(typed)
    except AddressRefused as refusal:
        hint = " " + _("Vouliez-vous écrire « %s » ?") % meant if meant else ""
        raise forms.ValidationError(f"{refusal}{hint}") from refusal
    if meant and sure != typed:
        doubt = _("vouliez-vous écrire « %(meant)s » ? Sinon, laissez « %(typed)s » et validez encore une fois.")
        raise forms.ValidationError(doubt % {"meant": meant, "typed": typed})
    return address


class SubscribeForm(PeopleOnlyForm, ChoicesForm):
    """The form of /recevoir/courriel/."""

    caption = gettext_lazy("Cochez au moins une case. Rien n’est coché d’avance.")

    email = forms.CharField(
        max_length=320,
        label=gettext_lazy("Adresse électronique"),
        help_text=gettext_lazy("Exemple : prenom.nom@fournisseur.example"),
        error_messages={"required": gettext_lazy("écrivez votre adresse électronique.")},
        widget=forms.TextInput({"type": "email", "autocomplete": "email", "spellcheck": "false"}),
    )
    sure = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_choices(self) -> list[Choice]:
        choices: list[Choice] = self.cleaned_data["choices"]
        if not choices:
            raise forms.ValidationError(_("cochez au moins une case, sur n’importe quelle ligne."))
        return choices

    def clean_email(self) -> Address:
        return read_address(self.cleaned_data["email"], sure=self.data.get("sure", ""))

    def ask(self, page: str) -> SubscriptionRequest:
        """Writes the valid request down. Raises subscriptions.ComeBackLater."""
        return subscriptions.ask(
            self.site,
            self.cleaned_data["email"],
            self.cleaned_data["choices"],
            self.now,
            districts=self.cleaned_data.get("districts", []),
            text_only=self.cleaned_data["text_only"],
            evidence=Evidence(consent.sentence(self.commune), page),
        )

    def summary(self) -> list[dict[str, str]]:
        """The errors as links to what to correct, in the order of the page."""
        places = {"choices": "#choix-1", "email": "#id_email", "website": "#id_website", "districts": "#id_districts"}
        rows = [{"url": "#formulaire", "text": str(error)} for error in self.non_field_errors()]
        for name, url in places.items():
            for error in self.errors.get(name, []):
                rows.append({"url": url, "text": f"{self.fields[name].label} : {error}"})
        return rows


class MoveForm(forms.Form):
    """« Changer d’adresse »: where mails should go from now on."""

    email = forms.CharField(
        max_length=320,
        label=gettext_lazy("Nouvelle adresse électronique"),
        error_messages={"required": gettext_lazy("écrivez votre nouvelle adresse électronique.")},
        widget=forms.TextInput({"type": "email", "autocomplete": "email", "spellcheck": "false"}),
    )
    sure = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, present: str, **options: Any) -> None:
        super().__init__(data, auto_id="id_new_%s", **options)
        self.present = present

    def clean_email(self) -> Address:
        address = read_address(self.cleaned_data["email"], sure=self.data.get("sure", ""))
        if self.present and address.key == Address(self.present).key:
            raise forms.ValidationError(_("c’est déjà votre adresse."))
        return address

    @property
    def typed(self) -> str:
        return str(self.data.get("email", ""))


class PauseForm(forms.Form):
    """« Ne rien recevoir jusqu’au »: the first days of the coming months, or no pause."""

    until = forms.TypedChoiceField(
        required=False,
        coerce=date.fromisoformat,
        empty_value=None,
        label=gettext_lazy("Ne rien recevoir jusqu’au"),
    )

    def __init__(self, data: Any = None, *, days: Iterable[tuple[date, str]], **options: Any) -> None:
        super().__init__(data, **options)
        choices = [("", _("Pas de pause")), *((day.isoformat(), label) for day, label in days)]
        self.fields["until"].choices = choices  # type: ignore[attr-defined]


def pauses(today: date) -> list[date]:
    """In one week and in two, then the first day of coming months."""
    months = [today.month - 1 + ahead for ahead in MONTHS]
    firsts = [date(today.year + month // 12, month % 12 + 1, 1) for month in months]
    return sorted({*(today + timedelta(weeks=ahead) for ahead in WEEKS), *firsts})
