"""Subscribers and sendings in the desk: addresses, menu, permissions, log, and the notice of a flood of requests."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, re_path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from newsletter.desk import imports, paper, people, proofs, returns, sendings, variants
from newsletter.models import SubscriptionRequest

PATIENCE = timedelta(minutes=10)
ACTIONS = {
    "newsletter.pause": ("Mettre un envoi en pause", "Envoi mis en pause"),
    "newsletter.resume": ("Reprendre un envoi", "Envoi repris"),
    "newsletter.stop": ("Arrêter un envoi", "Envoi arrêté"),
    "newsletter.resend": ("Renvoyer", "Envois incertains ou refusés repris"),
}


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    screen = sendings.sending_screen
    return [
        path("abonnes/", people.SubscriberList.as_view(), name="subscribers"),
        path("abonnes/resultats/", people.SubscriberList.as_view(results_only=True), name="subscribers_results"),
        path("abonnes/<int:pk>/preuve/", proofs.proof_of_subscriber, name="subscriber_proof"),
        path("preuve-d-accord/", proofs.proof_of_address, name="address_proof"),
        path("retours/", returns.BounceList.as_view(), name="returns"),
        path("retours/resultats/", returns.BounceList.as_view(results_only=True), name="returns_results"),
        path("envois/", sendings.DispatchList.as_view(), name="sendings"),
        path("envois/resultats/", sendings.DispatchList.as_view(results_only=True), name="sendings_results"),
        path("envois/<int:pk>/", screen, name="dispatch_progress"),
        path("envois/courriel/<int:pk>/", variants.frozen_mail, name="frozen_mail"),
        path("envois/<int:pk>/personnes/", sendings.DeliveryList.as_view(), name="sending_people"),
        re_path(r"^envois/(?P<pk>\d+)/(?P<action>pause|resume|stop|resend)/$", sendings.act, name="sending_act"),
    ]


class PermittedItem(MenuItem):
    """Shown to whoever holds the permission."""

    def __init__(self, label: str, url: str, permission: str, **options: Any) -> None:
        super().__init__(label, url, **options)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_menu_item")
def menu_item() -> SubmenuMenuItem:
    items = [
        PermittedItem("Abonnés", reverse("subscribers"), "newsletter.view_subscriber", icon_name="group", order=10),
        PermittedItem("Envois", reverse("sendings"), "newsletter.view_dispatch", icon_name="mail", order=20),
        PermittedItem("Importer", reverse("imports"), imports.PERMISSION, icon_name="upload", order=30),
        PermittedItem(
            "Abonnés papier",
            reverse(paper.PaperViewSet().get_url_name("list")),
            paper.PERMISSION,
            icon_name="home",
            order=40,
        ),
        PermittedItem("Tournée", reverse("paper_round"), paper.PERMISSION, icon_name="list-ul", order=50),
        PermittedItem("Preuve d’accord", reverse("address_proof"), proofs.PERMISSION, icon_name="doc-full", order=60),
        PermittedItem("Retours", reverse("returns"), "newsletter.view_subscriber", icon_name="undo", order=25),
    ]
    return SubmenuMenuItem("Lettre", Menu(items=items), name="lettre", icon_name="mail", order=250)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """Those an administrator can give to a group."""
    names = ["view_subscriber", "export_subscriber", "view_dispatch", "change_dispatch", "view_consentline"]
    return Permission.objects.filter(content_type__app_label="newsletter", codename__in=names)


@hooks.register("register_log_actions")
def log_actions(registry: LogActionRegistry) -> None:
    for action, (label, message) in ACTIONS.items():
        registry.register_action(action, label, message)


class WaitingRequests(Component):
    """Says on the desk's first page that more people ask to subscribe than the hourly share of mails allows."""

    order = 60
    template_name = "newsletter/desk/waiting_requests.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        now = timezone.now()
        late = SubscriptionRequest.objects.unread().filter(asked_at__lt=now - PATIENCE)
        return {"number": late.count()}


@hooks.register("construct_homepage_panels")
def waiting_requests(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm("newsletter.view_subscriber"):
        panels.append(WaitingRequests())
