"""Where the proposals stand in the desk: addresses, menu, first page, log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, re_path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from events.proposals.desk import screens, sources
from events.proposals.models import CalendarSource, Proposal

ACTIONS = {
    "events.refuse": ("Refuser", "Proposition refusée"),
    "events.follow": ("Accepter un calendrier", "Calendrier accepté"),
    "events.trust": ("Faire confiance à un calendrier", "Calendrier publié sans relecture"),
    "events.distrust": ("Relire un calendrier", "Calendrier de nouveau relu"),
}


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("propositions/", screens.proposals, name="proposals"),
        path("propositions/<int:pk>/", screens.proposal, name="proposal_read"),
        re_path(
            r"^propositions/(?P<pk>\d+)/(?P<action>publier|amender|soumettre|refuser)/$",
            screens.act,
            name="proposal_act",
        ),
        path("calendriers/<int:pk>/", sources.source, name="calendar_source"),
        re_path(
            r"^calendriers/(?P<pk>\d+)/(?P<action>accepter|refuser|lire|arreter|confiance)/$",
            sources.act,
            name="calendar_source_act",
        ),
    ]


class ProposalsItem(MenuItem):
    """Shown to whoever may write in an agenda."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(screens.agendas(request.user))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ProposalsItem(
        "Propositions", reverse("proposals"), name="propositions", icon_name="clipboard-list", order=240
    )


class WaitingProposals(Component):
    """Says on the desk's first page that somebody waits for an answer."""

    order = 40
    template_name = "events/desk/proposals/waiting.html"

    def __init__(self, number: int) -> None:
        self.number = number

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"number": self.number}


@hooks.register("construct_homepage_panels")
def waiting_proposals(request: HttpRequest, panels: list[Any]) -> None:
    towns = [agenda.site for agenda in screens.agendas(request.user) if agenda.site]
    number = sum(kind.objects.waiting().filter(site__in=towns).count() for kind in (Proposal, CalendarSource))
    if number:
        panels.append(WaitingProposals(number))


@hooks.register("register_log_actions")
def log_actions(registry: LogActionRegistry) -> None:
    for action, (label, message) in ACTIONS.items():
        registry.register_action(action, label, message)
