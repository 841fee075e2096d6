"""What an editor answers to a proposal."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.models import Site

from content.models import Organizer
from events.proposals.models import CalendarSource


class RefusalForm(forms.Form):
    reason = forms.CharField(
        max_length=1000,
        label="Pourquoi",
        help_text="Ces mots partent tels quels par courriel à la personne. Dites ce qu’elle peut corriger.",
        error_messages={"required": "Dites pourquoi, en une phrase : la personne la recevra."},
        widget=forms.Textarea({"rows": 3}),
    )


class FollowForm(forms.Form):
    """Whose calendar it is; the list of the town, or the name that was written."""

    organizer = forms.ModelChoiceField(
        queryset=Organizer.objects.none(),
        required=False,
        label="À qui est ce calendrier",
        help_text="Ses rendez-vous porteront ce nom, et la couleur des associations.",
    )

    def __init__(self, data: Any = None, *, site: Site, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["organizer"].queryset = Organizer.objects.for_site(site)  # type: ignore[attr-defined]


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A calendar as an editor keeps it."""

    class Meta:
        model = CalendarSource
        fields = ["trusted"]
        labels = {"trusted": "Publier sans relecture ce qui vient de ce calendrier"}
        help_texts = {
            "trusted": "Seulement pour un calendrier que la mairie tient elle-même ou connaît bien. Les doubles réservations "
            "et les annonces en double attendent toujours votre lecture."
        }
