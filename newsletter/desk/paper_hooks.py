"""The bulletin on paper: addresses, list, and what waits on the desk's first page."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from newsletter.desk import paper

register_snippet(paper.PaperViewSet)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("tournee/", paper.round_screen, name="paper_round"),
        path("tournee/etiquettes.pdf", paper.round_labels, name="paper_labels"),
        path("tournee/liste.csv", paper.round_list, name="paper_list"),
    ]


@hooks.register("construct_homepage_panels")
def waiting(request: HttpRequest, panels: list[Any]) -> None:
    paper.show_waiting(request, panels)
