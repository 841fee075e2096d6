"""Importing subscribers: addresses, permission and log."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, re_path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from newsletter.desk import imports


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("abonnes/importer/", imports.imports, name="imports"),
        path("abonnes/importer/<int:pk>/", imports.import_screen, name="import_screen"),
        path("abonnes/importer/<int:pk>/lignes.csv", imports.import_report, name="import_report"),
        re_path(r"^abonnes/importer/(?P<pk>\d+)/(?P<action>start|cancel)/$", imports.import_act, name="import_act"),
    ]


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="newsletter", codename="add_import")


@hooks.register("register_log_actions")
def log_actions(registry: LogActionRegistry) -> None:
    registry.register_action("newsletter.import_start", "Importer des abonnés", "Import d’abonnés lancé")
    registry.register_action("newsletter.import_cancel", "Annuler un import", "Import d’abonnés annulé")
