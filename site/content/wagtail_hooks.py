"""The kernel's place in the desk."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from content import films
from content.desk import colours, outbox
from content.desk.feed_subscribers import feed_subscribers
from content.desk.register import PERMISSION, register
from content.desk.viewsets import TownViewSetGroup

register_snippet(TownViewSetGroup)


@hooks.register("register_admin_urls")
def outbox_urls() -> list[URLPattern]:
    return [
        path("courriels/", outbox.outbox, name="outbox"),
        path("courriels/<str:name>/", outbox.mail, name="outbox_mail"),
        path("courriels/<str:name>/page/", outbox.mail_html, name="outbox_mail_html"),
        path("courriels/<str:name>/fichier/", outbox.mail_file, name="outbox_mail_file"),
    ]


@hooks.register("register_admin_urls")
def colours_urls() -> list[URLPattern]:
    return colours.urls


@hooks.register("register_admin_urls")
def feed_subscribers_urls() -> list[URLPattern]:
    return [path("abonnes-aux-flux/", feed_subscribers, name="feed_subscribers")]


@hooks.register("register_reports_menu_item")
def feed_subscribers_menu_item() -> MenuItem:
    return MenuItem("Abonnés aux flux", reverse("feed_subscribers"), icon_name="globe", order=910)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [path("registre-des-traitements/", register, name="processings_register")]


class RegisterItem(MenuItem):
    """For whoever may change what the town says of itself."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    label = "Registre des traitements"
    return RegisterItem(label, reverse("processings_register"), icon_name="doc-full", order=920)


@hooks.register("register_reports_menu_item")
def outbox_menu_item() -> MenuItem:
    return MenuItem("Courriels gardés", reverse("outbox"), icon_name="mail", order=900)


@hooks.register("before_serve_document", order=100)  # after Wagtail has checked who may read it
def serve_part_of_film(document: Any, request: HttpRequest) -> HttpResponse | None:
    return films.serve_part(document, request)


@hooks.register("insert_global_admin_css")
def work_without_script() -> SafeString:
    return format_html(
        '<noscript><link rel="stylesheet" href="{}"></noscript>', static("content/desk/without_script.css")
    )


@hooks.register("insert_editor_js")
def wait_for_the_draft() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("content/desk/draft_first.js"))
