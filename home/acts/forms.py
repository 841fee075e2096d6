"""What a resident may ask of the acts, and what the desk asks of whoever publishes one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.desk_forms import TownPageForm

NAMES_UNCHECKED = (
    "Avant de publier, relisez le fichier et le texte : aucun nom, adresse ou situation d’un particulier ne doit s’y lire "
    "(code des relations entre le public et l’administration, L312-1-2). Cochez ensuite la case."
)


class ActFilterForm(forms.Form):
    """?nature= &annee= &mot=. A value that is none of the list's is ignored, never an error page."""

    nature = forms.ChoiceField(label=_("Nature"), required=False)
    annee = forms.ChoiceField(label=_("Année"), required=False)
    mot = forms.CharField(label=_("Mot de l’objet, ou numéro"), max_length=80, required=False)

    def __init__(self, data: Any, *, kinds: list[tuple[str, Any]], years: list[int]) -> None:
        super().__init__(data)
        self.offer("nature", [("", _("Tous les actes")), *kinds])
        self.offer("annee", [("", _("Toutes les années")), *((str(year), str(year)) for year in years)])

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def asked(self) -> tuple[str, int | None, str]:
        """The kind, the year and the words asked for; empty, None and empty for what is not, or not understood."""
        self.is_valid()
        year = self.cleaned_data.get("annee")
        words = str(self.cleaned_data.get("mot", "")).replace("\x00", "").strip()
        return self.cleaned_data.get("nature", ""), int(year) if year else None, words


class ActPageForm(TownPageForm):
    """The page's form in the desk: it notes who read the act for personal names, and publishes nothing unread."""

    is_draft = False

    def defer_required_fields(self) -> None:
        """Called by Wagtail when a draft is saved: it may still miss everything."""
        self.is_draft = True
        super().defer_required_fields()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        checked = cleaned.get("names_checked")
        if checked and not self.instance.names_checked_at:
            self.instance.names_checked_by = self.for_user
            self.instance.names_checked_at = timezone.now()
        if not checked:
            self.instance.names_checked_by = self.instance.names_checked_at = None
            if not self.is_draft:
                self.add_error("names_checked", NAMES_UNCHECKED)
        return cleaned
