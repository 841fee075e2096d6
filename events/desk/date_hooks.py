"""Where the desk leads to the dates: its menu, the page of an event, its history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from content.dates import long_date
from events.cancelling import ACTION
from events.desk import dates
from events.models import EventPage
from events.schedule import Kind
from events.turns import day_of

LABEL = "Annuler, reporter, déplacer"
DECISIONS = {
    Kind.CANCELLED: "Annulation",
    Kind.POSTPONED: "Report",
    Kind.MOVED: "Déplacement",
    Kind.CHANGED: "Changement de lieu",
    Kind.FULL: "Complet",
    Kind.HELD: "Maintien malgré les vacances ou le jour férié",
}


@hooks.register("register_admin_urls")
def date_urls() -> list[URLPattern]:
    one = "rendez-vous/<int:pk>/dates/<slug:name>/"
    return [
        path("rendez-vous/", dates.coming_dates, name="coming_dates"),
        path("rendez-vous/<int:pk>/dates/", dates.event_dates, name="event_dates"),
        path(one, dates.decide, name="event_decide"),
        path(f"{one}retablir/", dates.restore, name="event_restore"),
        path(f"{one}maintenir/", dates.hold, name="event_hold"),
    ]


class DatesMenuItem(MenuItem):
    """Shown to whoever may publish an event."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(dates.publishable(request.user).exists())


@hooks.register("register_admin_menu_item")
def dates_menu_item() -> MenuItem:
    return DatesMenuItem("Dates de l’agenda", reverse("coming_dates"), icon_name="calendar-alt", order=210)


@hooks.register("register_page_header_buttons")
def dates_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if page.live and isinstance(page.specific_deferred, EventPage) and page.permissions_for_user(user).can_publish():
        yield Button(LABEL, reverse("event_dates", args=[page.pk]), icon_name="calendar-alt", priority=5)


class DatesItem(ActionMenuItem):
    """Beside « Publier »: what cannot wait for the rest of the form."""

    name = "event-dates"
    label = LABEL
    icon_name = "calendar-alt"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        may = isinstance(page, EventPage) and page.permissions_for_user(context["request"].user).can_publish()
        return context["view"] == "edit" and may and page is not None and page.live and not context["locked_for_user"]

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("event_dates", args=[parent_context["page"].pk])


@hooks.register("register_page_action_menu_item")
def dates_item() -> DatesItem:
    return DatesItem(order=200)


@hooks.register("register_log_actions")
def log_actions(registry: LogActionRegistry) -> None:
    @registry.register_action(ACTION)
    class Decided(LogFormatter):
        """« Annulation, mardi 8 décembre »"""

        label = LABEL

        def format_message(self, entry: Any) -> str:
            day = day_of(entry.data.get("date", ""))
            words = DECISIONS.get(entry.data.get("kind", ""), "Décision annulée")
            return f"{words}, {long_date(day) if day else 'tout le rendez-vous'}"
