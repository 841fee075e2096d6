"""What residents may write to the town hall. Values are kept whatever is wrong with them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from content import addresses
from content.addresses import AddressRefused
from content.models import commune_of
from content.people_only import PeopleOnlyForm
from content.typed import printable
from home.contact.models import ContactMessage, ContactSubject

Reply = ContactMessage.Reply
LONGEST = 5_000
OTHER = "autre"
PHONE = re.compile(r"\+?[\d .()/-]{4,30}")


class AskedForm(forms.Form):
    """The subject that a link names: `?sujet=voirie`. One that the town does not have is no subject."""

    sujet = forms.SlugField(required=False, max_length=80)


class ContactForm(PeopleOnlyForm):
    """The form of /contact/."""

    subject = forms.ChoiceField(required=False, label=gettext_lazy("De quoi s’agit-il ?"))
    message = forms.CharField(
        label=gettext_lazy("Votre message"),
        help_text=gettext_lazy(
            "Dites où, quand et quoi. Pas de mot de passe, ni de numéro de carte ou de sécurité sociale."
        ),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("écrivez votre message.")},
        widget=forms.Textarea({"rows": 8}),
    )
    name = forms.CharField(
        required=False,
        max_length=120,
        label=gettext_lazy("Votre nom"),
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    reply = forms.ChoiceField(
        label=gettext_lazy("Comment vous répondre ?"),
        choices=[
            (Reply.EMAIL, gettext_lazy("Par courriel")),
            (Reply.PHONE, gettext_lazy("Par téléphone")),
            (Reply.NONE, gettext_lazy("Sans réponse, je signale seulement")),
        ],
        error_messages={"required": gettext_lazy("choisissez une des trois réponses.")},
        widget=forms.RadioSelect,
    )
    email = forms.CharField(
        required=False,
        max_length=320,
        label=gettext_lazy("Votre adresse électronique"),
        help_text=gettext_lazy("Exemple : prenom.nom@fournisseur.example"),
        widget=forms.TextInput({"type": "email", "autocomplete": "email", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        required=False,
        max_length=30,
        label=gettext_lazy("Votre téléphone"),
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, data: Any = None, *, site: Site, now: datetime, **options: Any) -> None:
        super().__init__(data, now=now, **options)
        self.site = site
        self.general = commune_of(site).email
        self.subjects: list[ContactSubject] = list(ContactSubject.objects.for_site(site))
        other = [(OTHER, _("Autre chose, ou je ne sais pas"))] if self.general else []
        names = [(subject.slug, subject.name) for subject in self.subjects]
        self.fields["subject"].choices = [*names, *other]  # type: ignore[attr-defined]

    @property
    def is_open(self) -> bool:
        """Whether somebody can be written to at all."""
        return bool(self.subjects or self.general)

    def subject_options(self) -> list[dict[str, object]]:
        """The subjects as boxes: what to prepare and how long an answer takes are read before choosing."""
        chosen = self["subject"].value()
        by_slug = {subject.slug: subject for subject in self.subjects}
        return [
            {
                "id": f"id_subject_{number}",
                "value": value,
                "name": name,
                "help": hint(by_slug.get(value)),
                "checked": value == chosen,
            }
            for number, (value, name) in enumerate(self.fields["subject"].choices)  # type: ignore[attr-defined]
        ]

    def clean_subject(self) -> ContactSubject | None:
        slug = self.cleaned_data["subject"]
        found = next((subject for subject in self.subjects if subject.slug == slug), None)
        if found is None and not self.general:
            raise forms.ValidationError(_("choisissez un sujet : il dit à qui votre message doit aller."))
        return found

    def clean_message(self) -> str:
        return printable(self.cleaned_data["message"])

    def clean_name(self) -> str:
        return " ".join(printable(self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        """A plain ASCII address or nothing: it will stand in the Reply-To header."""
        typed = self.cleaned_data["email"]
        if not typed:
            return ""
        try:
            return addresses.parse(typed).text
        except AddressRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if typed and not PHONE.fullmatch(typed):
            raise forms.ValidationError(_("ce numéro n’est pas complet. Exemple : 04 65 71 00 42."))
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reply") == Reply.EMAIL and cleaned.get("email") == "":
            self.add_error("email", _("écrivez votre adresse électronique, pour que la réponse vous parvienne."))
        if cleaned.get("reply") == Reply.PHONE and cleaned.get("phone") == "":
            self.add_error("phone", _("écrivez votre numéro, pour que l’on vous rappelle."))
        return cleaned

    def summary(self) -> list[dict[str, str]]:
        """The errors as links to what to correct, in the order of the page."""
        places = {"subject": "#id_subject_0", "reply": "#id_reply_0"}
        rows = [{"url": "#formulaire", "text": str(error)} for error in self.non_field_errors()]
        for name in ("subject", "message", "reply", "email", "phone", "name", "website"):
            for error in self.errors.get(name, []):
                url = places.get(name, f"#id_{name}")
                rows.append({"url": url, "text": f"{self.fields[name].label} : {error}"})
        return rows


def hint(subject: ContactSubject | None) -> str:
    if subject is None:
        return ""
    answer = _("Réponse : %(time)s.") % {"time": subject.answered_within} if subject.answered_within else ""
    return f"{subject.advice} {answer}".strip()
