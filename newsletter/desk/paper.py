"""The bulletin on paper in the desk: who receives it, the round with its labels, and the requests that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.components import Component
from wagtail.models import Site
from wagtail.snippets.views.snippets import SnippetViewSet

from content import pdf
from content.models import commune_of
from content.spreadsheets import csv_response
from content.visitors import private
from newsletter.models import PaperSubscriber
from newsletter.paper import asking, labels
from newsletter.paper.forms import LabelsForm
from newsletter.paper.rounds import BY_POST, Round, in_rounds

PERMISSION = "newsletter.view_papersubscriber"
HEADINGS = ["Tournée", "Ordre", "Nom", "Complément", "Rue", "Code postal et commune", "Exemplaires"]


class PaperForm(WagtailAdminModelForm):
    """Finds the round from the street when nobody chose one."""

    def save(self, commit: bool = True) -> Any:
        asking.find_round(self.instance)
        return super().save(commit)


class PaperFilter(WagtailFilterSet):
    class Meta:
        model = PaperSubscriber
        fields = ["state", "mode", "district", "source"]


class PaperViewSet(SnippetViewSet):
    """Reached from the menu of the letter."""

    model = PaperSubscriber
    icon = "home"
    list_display = ["name", "street", "district", "get_mode_display", "copies", "get_state_display"]
    search_fields = ["name", "street"]
    search_backend_name = None
    filterset_class = PaperFilter
    edit_handler = ObjectList(PaperSubscriber.panels, base_form_class=PaperForm)


def rounds_of(request: HttpRequest, form: LabelsForm | None = None) -> tuple[Site, list[Round]]:
    """The town asked for and its rounds, those the form wants. Raises Http404 where no town answers."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    found = in_rounds(asking.stops(site))
    mode = form.mode if form else ""
    return site, [each for each in found if not mode or (mode == PaperSubscriber.Mode.POST) == (each.name == BY_POST)]


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def round_screen(request: HttpRequest) -> HttpResponse:
    """How many copies to print and where each goes; the labels and the list."""
    site, rounds = rounds_of(request)
    context = {
        "rounds": rounds,
        "boxes": sum(len(each.stops) for each in rounds),
        "copies": sum(each.copies for each in rounds),
        "form": LabelsForm(),
        "pdf_obstacle": pdf.obstacle(),
        "waiting": PaperSubscriber.objects.for_site(site).waiting().count(),
        "list_url": reverse(PaperViewSet().get_url_name("list")),
    }
    return render(request, "newsletter/desk/round.html", context)


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def round_labels(request: HttpRequest) -> HttpResponse:
    """The labels as a PDF; a form filled with nonsense gives the usual sheet."""
    form = LabelsForm(request.GET)
    form.full_clean()
    site, rounds = rounds_of(request, form)
    try:
        printed = labels.render(rounds, commune_of(site).name, form.first)
    except pdf.PdfError as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(printed, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="etiquettes.pdf"'
    return private(response)


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def round_list(request: HttpRequest) -> HttpResponse:
    """The list of the round for a spreadsheet or a mail merge, in the order of the walk."""
    _site, rounds = rounds_of(request)
    return private(csv_response("tournee-du-bulletin", HEADINGS, rows(rounds)))


def rows(rounds: Iterable[Round]) -> list[list[object]]:
    """One line for each letter box, in the order of HEADINGS."""
    return [
        [each.name, place, stop.name, stop.complement, stop.street, stop.locality, stop.copies]
        for each in rounds
        for place, stop in enumerate(each.stops, 1)
    ]


class WaitingForPaper(Component):
    """Says on the desk's first page that residents asked for the bulletin on paper."""

    order = 61
    template_name = "newsletter/desk/waiting_for_paper.html"

    def __init__(self, number: int) -> None:
        self.number = number

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        url = reverse(PaperViewSet().get_url_name("list"))
        return {"number": self.number, "url": f"{url}?state={PaperSubscriber.State.WAITING}"}


def show_waiting(request: HttpRequest, panels: list[Any]) -> None:
    site = Site.find_for_request(request)
    if site and request.user.has_perm("newsletter.change_papersubscriber"):
        number = PaperSubscriber.objects.for_site(site).waiting().count()
        if number:
            panels.append(WaitingForPaper(number))
