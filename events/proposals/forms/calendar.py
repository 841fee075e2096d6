"""A calendar of one's own, given once."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.proposals.calendars.limits import LARGEST
from events.proposals.forms.sender import SenderForm

WEBCAL = re.compile(r"^webcals?://", re.IGNORECASE)
ADDRESS = URLValidator(schemes=["http", "https"])


class CalendarForm(SenderForm):
    """A calendar of one's own: its address, read again and again, or its file, read once."""

    url = forms.CharField(
        required=False,
        max_length=500,
        label=gettext_lazy("Adresse du calendrier"),
        help_text=gettext_lazy("Elle finit souvent par « .ics ». Le site la lit plusieurs fois par jour."),
        widget=forms.URLInput({"spellcheck": "false"}),
    )
    file = forms.FileField(
        required=False,
        max_length=100,
        label=gettext_lazy("Ou fichier .ics"),
        help_text=gettext_lazy("Un mégaoctet au plus. Il est lu une seule fois."),
        error_messages={"empty": gettext_lazy("ce fichier est vide.")},
        widget=forms.FileInput({"accept": ".ics,text/calendar"}),
    )

    field_order = ["url", "file", "signatory", "organizer_name", "name", "email", "phone"]

    def clean_url(self) -> str:
        """The address, `webcal:` written as what it is. Only public ones are ever visited: see content/fetch.py."""
        url = WEBCAL.sub("https://", self.cleaned_data["url"])
        if url:
            try:
                ADDRESS(url)
            except forms.ValidationError as error:
                raise forms.ValidationError(
                    _("cette adresse n’est pas complète. Exemple : https://club.example/agenda.ics")
                ) from error
        return url

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(_("ce fichier dépasse un mégaoctet : exportez seulement les mois à venir."))
        if file and not file.name.lower().endswith(".ics"):
            raise forms.ValidationError(_("ce n’est pas un calendrier : son nom doit finir par « .ics »."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "url" in cleaned and "file" in cleaned and bool(cleaned["url"]) == bool(cleaned["file"]):
            self.add_error("url", _("donnez une adresse ou un fichier, l’un des deux."))
        return cleaned
