"""On the desk's first page, before anything else: the few things an editor comes to write, each one click away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Site

from alerts.models import AlertIndexPage, AlertPage
from events.models import AgendaPage, EventPage
from news.models import NewsIndexPage, NewsPage
from newsletter.models import BulletinIndexPage, BulletinPage


@dataclass(frozen=True)
class Gesture:
    """What one writes, under which section, and what it brings, in the words of whoever writes it."""

    name: str
    title: str
    promise: str
    section: type[Page]
    page: type[Page]


GESTURES = (
    Gesture(
        "news", "Écrire une nouvelle", "Un titre, un texte, une photo si vous en avez une.", NewsIndexPage, NewsPage
    ),
    Gesture(
        "event", "Annoncer un rendez-vous", "Une date ou une série. L’affiche se fait seule.", AgendaPage, EventPage
    ),
    Gesture("alert", "Lancer une alerte", "Elle paraît aussitôt en tête de chaque page.", AlertIndexPage, AlertPage),
    Gesture("bulletin", "Préparer le bulletin", "Le numéro s’ouvre déjà rempli.", BulletinIndexPage, BulletinPage),
)


class GesturesPanel(Component):
    """One door a gesture, in each town where this editor may write; nothing for whoever may not."""

    order = 10
    name = "gestures"
    template_name = "home/desk/gestures.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        towns = [{"site": site, "doors": doors} for site in Site.objects.all() if (doors := self.doors(site))]
        return {"towns": towns, "several": len(towns) > 1}

    def doors(self, site: Site) -> list[dict[str, Any]]:
        """The gestures open to this editor in that town, with the address of the blank form of each."""
        town = Page.objects.descendant_of(site.root_page)
        doors = []
        for gesture in GESTURES:
            section = town.exact_type(gesture.section).first()
            if section and section.permissions_for_user(self.request.user).can_add_subpage():
                kind = gesture.page._meta
                form = reverse("wagtailadmin_pages:add", args=[kind.app_label, kind.model_name, section.pk])
                doors.append({"gesture": gesture, "url": form})
        return doors


def show_gestures(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(GesturesPanel(request))


def stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("home/desk/gestures.css"))
