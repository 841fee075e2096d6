"""The bulletin's place in the desk: the screens of a number, reached from its page, and the one door by which it goes out."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from newsletter.approval import receiving
from newsletter.desk import approval, flat_plan, groups, regularity, sending_bulletin
from newsletter.models import BulletinPage

LABEL = "Relire et envoyer"
PLAN = "Chemin de fer"
ONE_DOOR = "Un numéro ne se publie pas d’ici : il paraît et part en même temps, depuis cet écran. Votre brouillon est enregistré."


@hooks.register("register_admin_urls")
def bulletin_urls() -> list[URLPattern]:
    number = "bulletins/<int:page_id>"
    return [
        path(f"{number}/envoyer/", sending_bulletin.send_screen, name="bulletin_send"),
        path(f"{number}/approuver/", sending_bulletin.approve, name="bulletin_approve"),
        path(f"{number}/essai/", sending_bulletin.try_out, name="bulletin_try"),
        path(f"{number}/forme/<slug:name>/", sending_bulletin.one_form, name="bulletin_form"),
        path(f"{number}/demander/", approval.ask, name="bulletin_ask"),
        path(f"{number}/donner/", approval.give, name="bulletin_give"),
        path(f"{number}/corrections/", approval.send_back, name="bulletin_send_back"),
        path(f"{number}/mesures/", approval.gauges_beside, name="bulletin_gauges"),
        path(f"{number}/groupes/", groups.groups_screen, name="bulletin_groups"),
        path(f"{number}/groupes/<int:group_id>/", groups.one_group, name="bulletin_group"),
        path(f"{number}/groupes/<int:group_id>/rien/", groups.silence, name="bulletin_silence"),
        path(f"{number}/chemin-de-fer/", flat_plan.flat_plan, name="bulletin_flat_plan"),
        path(f"{number}/chemin-de-fer/deplacer/", flat_plan.move_section, name="bulletin_move"),
        path("bulletins/regularite/", regularity.record, name="bulletin_regularity"),
    ]


@hooks.register("register_page_header_buttons")
def number_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if isinstance(page.specific_deferred, BulletinPage) and page.permissions_for_user(user).can_edit():
        yield Button(PLAN, reverse("bulletin_flat_plan", args=[page.pk]), icon_name="grip", priority=4)
        yield Button(LABEL, reverse("bulletin_send", args=[page.pk]), icon_name="mail", priority=5)
        yield Button(
            "Textes des groupes", reverse("bulletin_groups", args=[page.pk]), icon_name="openquote", priority=6
        )


class SendItem(ActionMenuItem):
    """In the place of « Publier »: what one really wants to do with a finished number."""

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


@hooks.register("construct_page_action_menu")
def leave_by_one_door(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """A number not issued yet has no « Publier »: a page without its frozen issue would say something else every day."""
    page = context.get("page")
    if isinstance(page, BulletinPage) and page.frozen is None:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@hooks.register("before_publish_page")
def publish_by_one_door(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whatever the button: the desk of yesterday still open, a plan for the night, a script of a browser."""
    specific = page.specific
    if isinstance(specific, BulletinPage) and specific.frozen is None:
        messages.warning(request, ONE_DOOR)
        return redirect("bulletin_send", page.pk)
    return None


@hooks.register("before_bulk_action")
def publish_in_bulk_by_one_door(
    request: HttpRequest, action_type: str, objects: list[Page], action_class_instance: Any
) -> HttpResponse | None:
    """Refuses the whole when one of them is such a number: nothing is published by half."""
    below = "include_descendants" in request.POST
    if action_type != "publish" or not any(holds_unissued(page, below) for page in objects if isinstance(page, Page)):
        return None
    messages.warning(
        request, "Un numéro pas encore paru ne se publie pas ainsi : ouvrez-le, puis « Relire et envoyer »."
    )
    return redirect("wagtailadmin_explore_root")


def holds_unissued(page: Page, below: bool) -> bool:
    numbers = (
        BulletinPage.objects.descendant_of(page, inclusive=True) if below else BulletinPage.objects.filter(pk=page.pk)
    )
    return bool(numbers.filter(issue=None).exists())


@hooks.register("register_log_actions")
def log_actions(registry: LogActionRegistry) -> None:
    registry.register_action(receiving.RECEIVED, "Recevoir le texte d’un groupe", "Texte d’un groupe reçu et fermé")
    registry.register_action(receiving.SILENT, "Noter un texte non reçu", "Texte d’un groupe non reçu à la date limite")


class RegularityItem(MenuItem):
    """For whoever works on the bulletin."""

    def is_shown(self, request: HttpRequest) -> bool:
        return regularity.may_read_here(request)


@hooks.register("register_reports_menu_item")
def regularity_item() -> MenuItem:
    label = "Régularité du bulletin"
    return RegularityItem(label, reverse("bulletin_regularity"), icon_name="date", order=930)
