"""Who proposes: a mailbox that will be asked to confirm, an organizer, and how to call back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from content import addresses
from content.models import Organizer
from content.people_only import PeopleOnlyForm
from content.typed import one_line

OTHER = "autre"


class SenderForm(PeopleOnlyForm):
    """What every form of /agenda/proposer/ asks of whoever fills it in."""

    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("Votre nom"),
        error_messages={"required": gettext_lazy("écrivez votre nom.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.CharField(
        max_length=320,
        label=gettext_lazy("Votre adresse électronique"),
        help_text=gettext_lazy(
            "Un courriel part à cette adresse : son lien confirme la proposition. Elle ne paraît pas."
        ),
        error_messages={"required": gettext_lazy("écrivez votre adresse électronique.")},
        widget=forms.TextInput({"type": "email", "autocomplete": "email", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        required=False,
        max_length=30,
        label=gettext_lazy("Votre téléphone"),
        help_text=gettext_lazy("Pour une question de dernière minute. Il ne paraît pas."),
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    signatory = forms.ChoiceField(required=False, label=gettext_lazy("Qui organise ?"))
    organizer_name = forms.CharField(
        required=False,
        max_length=120,
        label=gettext_lazy("Son nom, s’il n’est pas dans la liste"),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )

    def __init__(self, data: Any = None, *, site: Site, now: datetime, **options: Any) -> None:
        super().__init__(data, now=now, **options)
        self.site = site
        known = Organizer.objects.for_site(site).filter(kind=Organizer.Kind.ASSOCIATION)
        self.organizers = {str(each.pk): each for each in known}
        self.fields["signatory"].choices = [  # type: ignore[attr-defined]
            ("", _("Choisissez")),
            *((key, each.name) for key, each in self.organizers.items()),
            (OTHER, _("Quelqu’un d’autre")),
        ]

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_organizer_name(self) -> str:
        return one_line(self.cleaned_data["organizer_name"])

    def clean_email(self) -> str:
        typed = self.cleaned_data["email"]
        try:
            return addresses.parse(typed).text
        except addresses.AddressRefused as refusal:
            meant = addresses.suggestion(typed)
            hint = " " + _("Vouliez-vous écrire « %s » ?") % meant if meant else ""
            raise forms.ValidationError(f"{refusal}{hint}") from refusal

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("signatory") in self.organizers:
            cleaned["organizer_name"] = ""
        elif not cleaned.get("organizer_name") and "organizer_name" in cleaned:
            self.add_error("organizer_name", _("choisissez qui organise dans la liste, ou écrivez ici son nom."))
        return cleaned

    def organizer(self) -> Organizer | None:
        """The row chosen in the town's list; None where a name was written instead."""
        return self.organizers.get(self.cleaned_data["signatory"])

    def summary(self) -> list[dict[str, str]]:
        """The errors as links to what to correct, in the order of the page."""
        rows = [{"url": "#formulaire", "text": str(error)} for error in self.non_field_errors()]
        for name in self.fields:
            for error in self.errors.get(name, []):
                first = "_0" if isinstance(self.fields[name].widget, forms.CheckboxSelectMultiple) else ""
                rows.append({"url": f"#id_{name}{first}", "text": f"{self.fields[name].label} : {error}"})
        return rows
