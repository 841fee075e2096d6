"""The bulletin's place in the desk: the plan of a number and the screen from which it leaves, reached from its page."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from newsletter.desk import flat_plan, sending_bulletin
from newsletter.models import BulletinPage

LABEL = "Relire et envoyer"
PLAN = "Chemin de fer"


@hooks.register("register_admin_urls")
def bulletin_urls() -> list[URLPattern]:
    return [
        path("bulletins/<int:page_id>/envoyer/", sending_bulletin.send_screen, name="bulletin_send"),
        path("bulletins/<int:page_id>/approuver/", sending_bulletin.approve, name="bulletin_approve"),
        path("bulletins/<int:page_id>/essai/", sending_bulletin.try_out, name="bulletin_try"),
        path("bulletins/<int:page_id>/forme/<slug:name>/", sending_bulletin.one_form, name="bulletin_form"),
        path("bulletins/<int:page_id>/chemin-de-fer/", flat_plan.flat_plan, name="bulletin_flat_plan"),
        path("bulletins/<int:page_id>/chemin-de-fer/deplacer/", flat_plan.move_section, name="bulletin_move"),
    ]


@hooks.register("register_page_header_buttons")
def send_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific_deferred, BulletinPage) and page.permissions_for_user(user).can_publish():
        yield Button(LABEL, reverse("bulletin_send", args=[page.pk]), icon_name="mail", priority=5)


@hooks.register("register_page_header_buttons")
def plan_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific_deferred, BulletinPage) and page.permissions_for_user(user).can_edit():
        yield Button(PLAN, reverse("bulletin_flat_plan", args=[page.pk]), icon_name="grip", priority=4)


class SendItem(ActionMenuItem):
    """Beside « Publier »: what one really wants to do with a finished number."""

    name = "send-bulletin"
    label = LABEL
    icon_name = "mail"

    def is_shown(self, context: dict[str, Any]) -> bool:
        page = context.get("page")
        return context["view"] == "edit" and isinstance(page, BulletinPage) and not context["locked_for_user"]

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("bulletin_send", args=[parent_context["page"].pk])


class PlanItem(ActionMenuItem):
    """The order of the sections, seen on the pages."""

    name = "flat-plan"
    label = PLAN
    icon_name = "grip"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and isinstance(context.get("page"), BulletinPage)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("bulletin_flat_plan", args=[parent_context["page"].pk])


@hooks.register("register_page_action_menu_item")
def plan_item() -> PlanItem:
    return PlanItem(order=6)


@hooks.register("register_page_action_menu_item")
def send_item() -> SendItem:
    return SendItem(order=5)
