"""The municipal council, drawn from the town's lists: nobody types it twice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page

from content.models import ContentPage, CouncilGroup, Councillor, Place, Topic
from events import display
from events.models import Occurrence
from home import seats
from home.models.editorial import LastingPage

Position = Councillor.Position


class CouncilPage(LastingPage):
    """Who sits, for which list, in charge of what; and when they next sit in public."""

    sittings_topic = models.ForeignKey(
        Topic,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="thème des séances",
        help_text="La prochaine séance est le prochain rendez-vous de ce thème dans cette salle. Vide : rien n’est annoncé.",
    )
    sittings_place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="salle des séances"
    )

    max_count_per_parent = 1
    shown_with = (*ContentPage.shown_with, "sittings_topic", "sittings_place")
    parent_page_types = ["home.HomePage", "home.EditorialPage"]
    subpage_types = ["home.EditorialPage"]
    content_panels = [
        *Page.content_panels,
        HelpPanel("Les élus et les groupes se tiennent dans « La commune ». Cette page les montre, à jour."),
        FieldPanel("standfirst"),
        MultiFieldPanel([FieldPanel("sittings_topic"), FieldPanel("sittings_place")], "Prochaine séance"),
        FieldPanel("body", heading="texte sous la liste"),
        *LastingPage.checking_panels,
        MultiFieldPanel([FieldPanel("image"), FieldPanel("engraving")], "Image"),
    ]

    class Meta:
        verbose_name = "page du conseil municipal"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        councillors = list(Councillor.objects.for_site(self.site).as_seated()) if self.site else []
        groups = list(CouncilGroup.objects.for_site(self.site)) if self.site else []
        benches = seats.benches([(group.name, group.seats) for group in groups if group.seats])
        by_position = {name: [each for each in councillors if each.position == name] for name in Position.values}
        return super().get_context(request, *args, **kwargs) | {
            "mayors": by_position[Position.MAYOR],
            "deputies": by_position[Position.DEPUTY],
            "columns": [_("Nom"), _("Délégation"), _("Liste")],
            "rows": [cells(each) for each in by_position[Position.COUNCILLOR]],
            "caption": caption(len(by_position[Position.COUNCILLOR])),
            "benches": benches,
            "seats": seats.hemicycle(benches),
            "sentence": seats.sentence(benches),
            "next_sitting": self.next_sitting(),
        }

    def next_occurrence(self) -> Occurrence | None:
        """The date of the next public sitting in the agenda; None when none is announced."""
        if self.sittings_topic is None or self.sittings_place is None or self.site is None:
            return None
        rows = Occurrence.objects.for_site(self.site).upcoming(timezone.now()).taking_place()
        return rows.about(self.sittings_topic).at_place(self.sittings_place).first()

    def next_sitting(self) -> display.Day | None:
        """The same, as its page shows it."""
        coming = self.next_occurrence()
        if coming is None:
            return None
        today = timezone.localdate()
        days = display.days([coming.value(self.site)], [], today, dt.date.max, today)
        return days[0] if days else None

    def journal_facts(self) -> dict[str, object]:
        return super().journal_facts() | {"sittings": [self.sittings_topic_id, self.sittings_place_id]}


def cells(councillor: Councillor) -> list[dict[str, Any]]:
    """A line of the council's table."""
    return [
        {"text": councillor.name, "is_title": True},
        {"text": capfirst(councillor.delegation) or _("sans délégation")},
        {"text": councillor.group.name if councillor.group else "", "label": _("Liste")},
    ]


def caption(count: int) -> str:
    return ngettext("Un élu", "%(count)s élus, dans l’ordre du tableau", count) % {"count": count}
