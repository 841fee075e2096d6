"""What a resident may ask of the lists of this room. Anything else gives the plain list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.models import Topic

ALPHABETICAL = "alphabet"


class OrderForm(forms.Form):
    """?ordre=alphabet"""

    ordre = forms.ChoiceField(choices=[(ALPHABETICAL, "alphabet")], required=False)

    def is_alphabetical(self) -> bool:
        return self.is_valid() and self.cleaned_data["ordre"] == ALPHABETICAL


class AssociationFilterForm(forms.Form):
    """?domaine=SLUG. Only the subjects that an association of the town has."""

    domaine = forms.ModelChoiceField(
        Topic.objects.none(),
        label=_("Domaine"),
        to_field_name="slug",
        required=False,
        empty_label=_("Tous les domaines"),
    )

    def __init__(self, data: Any, *, site: Site, used: set[int]) -> None:
        super().__init__(data)
        topics = Topic.objects.for_site(site).subjects().filter(pk__in=used)
        self.fields["domaine"].queryset = topics  # type: ignore[attr-defined]

    def subject(self) -> Topic | None:
        self.is_valid()
        return self.cleaned_data.get("domaine")
