"""What may be asked of the search. Anything else gives the plain page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.search.kinds import Kind

MOST_LETTERS = 200


class SearchForm(forms.Form):
    """?q=…&genre=agenda&ordre=date&page=…"""

    q = forms.CharField(label=_("Chercher sur le site"), required=False)
    genre = forms.ChoiceField(choices=Kind.choices, required=False)
    ordre = forms.ChoiceField(choices=[("date", _("Par date"))], required=False)

    def question(self) -> str:
        """One line, cut where it is too long to be a question."""
        self.is_valid()
        return " ".join(str(self.cleaned_data.get("q", "")).replace("\x00", " ").split())[:MOST_LETTERS]

    def kind(self) -> Kind | None:
        """The kind asked for, None for all of them."""
        self.is_valid()
        value = self.cleaned_data.get("genre")
        return Kind(value) if value else None

    def by_date(self) -> bool:
        self.is_valid()
        return bool(self.cleaned_data.get("ordre"))
