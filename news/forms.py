"""What a resident may ask of the list of news. Anything else gives the plain list."""

from typing import Any

from django import forms
from wagtail.models import Site

from content.models import District, Topic


class NewsFilterForm(forms.Form):
    """?theme=SLUG&quartier=SLUG. Unknown values are ignored, never an error page."""

    theme = forms.ModelChoiceField(
        Topic.objects.none(), label="Sujet ou public", to_field_name="slug", required=False, empty_label="Tous"
    )
    quartier = forms.ModelChoiceField(
        District.objects.none(), label="Quartier", to_field_name="slug", required=False, empty_label="Toute la commune"
    )

    def __init__(self, data: Any, *, site: Site) -> None:
        super().__init__(data)
        self.fields["theme"].queryset = Topic.objects.for_site(site)  # type: ignore[attr-defined]
        self.fields["quartier"].queryset = District.objects.for_site(site)  # type: ignore[attr-defined]

    def topic(self) -> Topic | None:
        return self.chosen("theme")

    def district(self) -> District | None:
        return self.chosen("quartier")

    def chosen(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
