"""A public form that only people send: no captcha, no cookie, no script, nothing asked of anybody else.

A field that only robots fill, and the signed moment the form was shown: no robot waits three seconds, no page stays
open a whole day. A person refused by mistake reads one sentence and sends again.
"""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content import seals

FASTEST = timedelta(seconds=3)
SLOWEST = timedelta(hours=24)


class PeopleOnlyForm(forms.Form):
    """To be shown with `components/people_only.html` inside its <form>."""

    website = forms.CharField(
        required=False,
        label=gettext_lazy("Laissez ce champ vide"),
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    shown_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, now: datetime, **options: Any) -> None:
        super().__init__(data, **options)
        self.now = now

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("ce champ doit rester vide : effacez-le."))
        return ""

    def clean_shown_at(self) -> str:
        shown_at = seals.stamped_at(self.cleaned_data["shown_at"])
        if shown_at is None or self.now - shown_at > SLOWEST:
            self.add_error(
                None, _("Cette page était ouverte depuis longtemps. Relisez vos réponses et validez encore une fois.")
            )
        elif self.now - shown_at < FASTEST:
            self.add_error(None, _("C’était très rapide. Relisez vos réponses et validez encore une fois."))
        return str(self.cleaned_data["shown_at"])

    def fresh_stamp(self) -> str:
        """The moment to send back: now, and old enough already when the form is shown once more."""
        return seals.stamp(self.now - FASTEST if self.is_bound else self.now)
