"""What a resident may ask of the list of news. Anything else gives the plain list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.models import District, Topic


class NewsFilterForm(forms.Form):
    """?theme=SLUG&quartier=SLUG. Unknown values are ignored, never an error page. One query for each list offered."""

    theme = forms.ChoiceField(label=_("Sujet ou public"), required=False)
    quartier = forms.ChoiceField(label=_("Quartier"), required=False)

    def __init__(self, data: Any, *, site: Site) -> None:
        super().__init__(data)
        self.topics: dict[str, Topic] = {topic.slug: topic for topic in Topic.objects.for_site(site)}
        self.districts: dict[str, District] = {row.slug: row for row in District.objects.for_site(site)}
        self.offer("theme", _("Tous"), self.topics)
        self.offer("quartier", _("Toute la commune"), self.districts)

    def offer(self, name: str, everything: Any, rows: dict[str, Any]) -> None:
        field = self.fields[name]
        field.choices = [("", everything), *((slug, row.name) for slug, row in rows.items())]  # type: ignore[attr-defined]
        if not rows:
            del self.fields[name]

    def topic(self) -> Topic | None:
        return self.topics.get(self.chosen("theme"))

    def district(self) -> District | None:
        return self.districts.get(self.chosen("quartier"))

    def chosen(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
