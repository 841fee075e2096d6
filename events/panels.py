"""The form of an event in the desk, and the dates it would give, read back to the editor."""

from typing import Any

from django import forms
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.models import Page


class DatesPanel(Panel):
    """What the schedule says: its sentence in French, its next eight dates, and what the holidays hide."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/desk/dates_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            form, event = self.form, self.instance
            return super().get_context_data(parent_context) | {
                "planning": form.planning(),
                "asked": form.dates_asked,
                "refusals": form.refusals() if form.dates_asked else [],
                "decisions": reverse("event_dates", args=[event.pk]) if event.live and event.pk else "",
            }


EVENT_PANELS = [
    *Page.content_panels,
    FieldPanel("standfirst"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("start_day"), FieldPanel("start_time"), FieldPanel("end_time")]),
            FieldPanel("end_day"),
            FieldPanel("rule"),
            FieldRowPanel([FieldPanel("skip_school_holidays"), FieldPanel("skip_public_holidays")]),
        ],
        "Quand",
    ),
    DatesPanel(heading="Ce que cela donne"),
    InlinePanel(
        "chosen_dates", heading="Autres dates", label="date", help_text="Pour ce qui ne revient pas régulièrement."
    ),
    InlinePanel(
        "date_changes", heading="Exceptions", label="exception", help_text="Une date annulée, déplacée, complète."
    ),
    MultiFieldPanel([FieldPanel("status"), FieldPanel("status_message")], "État de tout le rendez-vous"),
    MultiFieldPanel(
        [FieldPanel("place", widget=forms.Select), FieldPanel("place_detail"), FieldPanel("online_url")], "Où"
    ),
    MultiFieldPanel(
        [
            FieldPanel("signatory", heading="Organisateur", widget=forms.Select),
            FieldPanel("partners"),
            FieldPanel("contact"),
        ],
        "Qui",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("price"), FieldPanel("free")]),
            FieldRowPanel([FieldPanel("ages"), FieldPanel("age_min"), FieldPanel("age_max")]),
            FieldPanel("registration"),
            FieldRowPanel(
                [FieldPanel("registration_url"), FieldPanel("registration_phone"), FieldPanel("registration_email")]
            ),
            FieldPanel("accessibility"),
        ],
        "Pour venir",
    ),
    MultiFieldPanel(
        [FieldPanel(name, widget=forms.CheckboxSelectMultiple) for name in ("topics", "districts")], "De quoi il s’agit"
    ),
    FieldPanel("body"),
    MultiFieldPanel([FieldPanel("image"), FieldPanel("engraving")], "Image"),
]
