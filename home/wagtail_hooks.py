"""The desk of the pages that stay: what to write, what to look at again, audits, what the law asks for, acts, contact."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from home.checking import ACTION
from home.desk import acts, contact, gestures, obligatory, watch
from home.desk.audits import AuditViewSet

register_snippet(AuditViewSet)
register_snippet(contact.ContactSubjectViewSet)

hooks.register("before_delete_page", obligatory.refuse)
hooks.register("before_unpublish_page", obligatory.refuse)
hooks.register("before_bulk_action", obligatory.refuse_in_bulk)
hooks.register("before_unpublish_page", acts.keep_from_unpublishing)
hooks.register("before_delete_page", acts.keep_from_deletion)
hooks.register("before_move_page", acts.keep_from_leaving)
hooks.register("before_bulk_action", acts.keep_from_bulk_actions)
hooks.register("before_copy_page", acts.keep_alone)


@hooks.register("register_admin_urls")
def watch_urls() -> list[URLPattern]:
    return [path("pages/<int:pk>/verifiee/", watch.check, name="page_checked")]


@hooks.register("construct_homepage_panels")
def watch_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(watch.WatchPanel(request))


hooks.register("construct_homepage_panels", gestures.show_gestures)
hooks.register("insert_global_admin_css", gestures.stylesheet)
hooks.register("construct_homepage_panels", contact.show_undelivered)


@hooks.register("register_log_actions")
def log_actions(registry: LogActionRegistry) -> None:
    registry.register_action(ACTION, "Vérifier", "Page vérifiée, rien à changer")
