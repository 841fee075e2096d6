"""What residents and the town hall may ask about the bulletin on paper."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from content.models import Commune, commune_of
from content.people_only import PeopleOnlyForm
from content.typed import one_line
from newsletter.models import PaperSubscriber
from newsletter.models.paper import LONGEST_LINE
from newsletter.paper import asking
from newsletter.paper.labels import PER_SHEET

Mode = PaperSubscriber.Mode
LOCALITY = re.compile(r"\b(\d{5})\s+(\S.*)$")
MOST_ASKED = 3


class AddressLine(forms.CharField):
    """One line of an envelope."""

    def __init__(self, autocomplete: str, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput({"autocomplete": autocomplete}))
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        line = one_line(str(super().clean(value) or ""))
        if len(line) > LONGEST_LINE:
            words = _("cette ligne a %(length)s signes ; une enveloppe en porte %(most)s. Raccourcissez-la.")
            raise forms.ValidationError(words % {"length": len(line), "most": LONGEST_LINE})
        return line


class PaperForm(PeopleOnlyForm):
    """The form of /recevoir/papier/."""

    name = AddressLine(
        "name",
        label=gettext_lazy("Votre nom, comme sur la boîte aux lettres"),
        error_messages={"required": gettext_lazy("écrivez le nom qui est sur la boîte aux lettres.")},
    )
    street = AddressLine(
        "address-line1",
        label=gettext_lazy("Numéro et rue"),
        help_text=gettext_lazy("Exemple : 12 bis, rue des Halles"),
        error_messages={"required": gettext_lazy("écrivez le numéro et la rue.")},
    )
    complement = AddressLine(
        "address-line2", required=False, label=gettext_lazy("Appartement, étage ou lieu-dit, s’il en faut un")
    )
    locality = AddressLine(
        "postal-code address-level2",
        label=gettext_lazy("Code postal et commune"),
        error_messages={"required": gettext_lazy("écrivez le code postal et la commune.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Comment vous l’apporter ?"),
        choices=[
            (Mode.ROUND, gettext_lazy("Dans ma boîte aux lettres, par la tournée de la commune")),
            (Mode.POST, gettext_lazy("Par la poste, car j’habite ailleurs")),
        ],
        error_messages={
            "required": gettext_lazy("choisissez une des deux réponses."),
            "invalid_choice": gettext_lazy("choisissez une des deux réponses."),
        },
        widget=forms.RadioSelect,
    )
    copies = forms.TypedChoiceField(
        label=gettext_lazy("Combien d’exemplaires ?"),
        coerce=int,
        choices=[(number, str(number)) for number in range(1, MOST_ASKED + 1)],
        initial=1,
        error_messages={"invalid_choice": gettext_lazy("choisissez un nombre de la liste.")},
    )

    ORDER = ("name", "street", "complement", "locality", "mode", "copies", "website")

    def __init__(self, data: Any = None, *, site: Site, now: datetime, **options: Any) -> None:
        self.site = site
        self.commune: Commune = commune_of(site)
        options["initial"] = {"locality": locality_of(self.commune)} | options.get("initial", {})
        super().__init__(data, now=now, **options)

    def clean_locality(self) -> str:
        line: str = self.cleaned_data["locality"]
        if not LOCALITY.search(line):
            raise forms.ValidationError(_("il faut cinq chiffres, puis la commune. Exemple : 46000 Cahors."))
        return line

    def ask(self) -> None:
        """Writes the valid request down. Raises asking.ComeBackLater."""
        names = ("name", "complement", "street", "locality", "mode", "copies")
        asking.ask(PaperSubscriber(site=self.site, **{name: self.cleaned_data[name] for name in names}), self.now)

    def facts(self) -> list[dict[str, str]]:
        """What was asked, as a receipt."""
        said = self.cleaned_data
        address = ", ".join(said[name] for name in ("street", "complement", "locality") if said[name])
        return [
            {"label": _("Nom"), "value": said["name"]},
            {"label": _("Adresse"), "value": address},
            {"label": _("De quelle façon"), "value": str(dict(self.fields["mode"].choices)[said["mode"]])},  # type: ignore[attr-defined]
            {"label": _("Exemplaires"), "value": str(said["copies"])},
        ]

    def summary(self) -> list[dict[str, str]]:
        """The errors as links to what to correct, in the order of the page."""
        places = {"mode": "#id_mode_0"}
        rows = [{"url": "#formulaire", "text": str(error)} for error in self.non_field_errors()]
        for name in self.ORDER:
            for error in self.errors.get(name, []):
                rows.append({"url": places.get(name, f"#id_{name}"), "text": f"{self.fields[name].label} : {error}"})
        return rows


def locality_of(commune: Commune) -> str:
    """The town's own postal line, from its address; empty when it has none."""
    found = next((LOCALITY.search(line) for line in reversed(commune.address_lines) if LOCALITY.search(line)), None)
    return found[0][:LONGEST_LINE] if found else ""


class LabelsForm(forms.Form):
    """Which labels to print, and where on the first sheet they begin. Anything else is answered by the usual sheet."""

    CHOICES = [("", "toutes"), (Mode.ROUND, "la tournée"), (Mode.POST, "la poste")]

    envoi = forms.ChoiceField(required=False, label="Étiquettes", choices=CHOICES)
    premiere = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=PER_SHEET,
        initial=1,
        label="Première étiquette libre",
        help_text="De 1 à 24, pour finir une planche entamée. De gauche à droite, puis de haut en bas.",
    )

    @property
    def first(self) -> int:
        return self.cleaned_data.get("premiere") or 1

    @property
    def mode(self) -> str:
        return str(self.cleaned_data.get("envoi") or "")
