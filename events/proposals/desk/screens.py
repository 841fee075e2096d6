"""The list of what waits, one proposal beside what it would change, and what an editor answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from events.desk.form import read_back
from events.models.agenda import AgendaPage
from events.proposals import clashes, deciding
from events.proposals.deciding import proposed_page
from events.proposals.desk.forms import RefusalForm
from events.proposals.models import CalendarSource, Proposal, Submission
from events.proposals.pages import imagined
from events.proposals.reading import differences, lines

SETTLED_SHOWN = 20
State = Submission.State


def agendas(user: Any) -> list[AgendaPage]:
    """The agendas this editor may write in."""
    return [page for page in AgendaPage.objects.live() if page.permissions_for_user(user).can_add_subpage()]


def sites(request: HttpRequest) -> list[Any]:
    """The towns whose proposals this editor reads. Raises PermissionDenied where there is none."""
    found = [agenda.site for agenda in agendas(request.user) if agenda.site]
    if not found:
        raise PermissionDenied
    return found


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; the calendars that are read; what was decided lately."""
    towns, today = sites(request), timezone.localdate()
    rows = Proposal.objects.filter(site__in=towns).select_related("event", "entry__source__organizer", "site")
    sources = CalendarSource.objects.filter(site__in=towns).select_related("organizer", "site")
    settled = rows.filter(state__in=[State.ACCEPTED, State.REFUSED, State.WITHDRAWN])
    context = {
        "waiting": [
            {"proposal": each, "when": imagined(each.said, each.site).sentence(today)} for each in rows.waiting()
        ],
        "asked_sources": sources.waiting(),
        "sources": sources.filter(state=State.ACCEPTED),
        "settled": settled.order_by("-settled_at")[:SETTLED_SHOWN],
    }
    return render(request, "events/desk/proposals/list.html", context)


@require_safe
def proposal(request: HttpRequest, pk: int, refusal: RefusalForm | None = None) -> HttpResponse:
    """One proposal: what it says or changes, what it would meet, and the answers."""
    found = get_object_or_404(
        Proposal.objects.filter(site__in=sites(request)).select_related("event", "entry__source"), pk=pk
    )
    return screen(request, found, refusal or RefusalForm())


def screen(request: HttpRequest, found: Proposal, refusal: RefusalForm) -> HttpResponse:
    wanted = proposed_page(found)
    today = wanted.local_today()
    after = lines(wanted, today, found.said.organizer_name)
    changes = found.event if found.event and not found.drafted_at else None
    before = lines(changes, today) if changes else []
    schedule = wanted.schedule()
    double_bookings, duplicates = clashes.met_by(wanted, today)
    context = {
        "proposal": found,
        "lines": after,
        "differences": differences(before, after) if changes else [],
        "changes": changes,
        "planning": read_back(wanted, schedule, today) if schedule.recurring else None,
        "double_bookings": double_bookings,
        "duplicates": duplicates,
        "new_organizer": found.said.organizer_name if not found.said.signatory else "",
        "waiting": found.state == State.WAITING,
        "may_publish": may_publish(request.user, found),
        "refusal": refusal,
    }
    return render(request, "events/desk/proposals/proposal.html", context)


def may_publish(user: Any, found: Proposal) -> bool:
    agenda = deciding.agenda_of(found)
    if found.event:
        return bool(found.event.permissions_for_user(user).can_publish())
    return bool(agenda.permissions_for_user(user).can_publish_subpage())


@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Publish, amend, hand to moderation or refuse; then back to the list, or to the editor."""
    found = get_object_or_404(Proposal.objects.filter(site__in=sites(request)).select_related("event", "site"), pk=pk)
    answers: dict[str, Callable[[HttpRequest, Proposal], HttpResponse]] = {
        "publier": publish, "amender": amend, "soumettre": submit, "refuser": refuse,
    }  # fmt: skip
    try:
        return answers[action](request, found)
    except deciding.AlreadyDecided:
        messages.warning(request, "Quelqu’un a décidé entre-temps, ou la personne a retiré sa proposition.")
        return redirect("proposals")


def publish(request: HttpRequest, found: Proposal) -> HttpResponse:
    if not may_publish(request.user, found):
        raise PermissionDenied
    page = deciding.publish(found, request.user, timezone.now())
    messages.success(
        request, f"« {page.title} » est dans l’agenda.", buttons=[messages.button(page.url, "Voir la page")]
    )
    return redirect("proposals")


def amend(request: HttpRequest, found: Proposal) -> HttpResponse:
    page = deciding.draft(found, request.user, timezone.now())
    messages.info(request, "Corrigez, puis publiez : la personne sera prévenue à ce moment-là.")
    return redirect("wagtailadmin_pages:edit", page.pk)


def submit(request: HttpRequest, found: Proposal) -> HttpResponse:
    page = deciding.draft(found, request.user, timezone.now(), submit=True)
    messages.success(request, f"« {page.title} » attend la personne qui peut publier.")
    return redirect("proposals")


def refuse(request: HttpRequest, found: Proposal) -> HttpResponse:
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return screen(request, found, form)
    deciding.refuse(found, form.cleaned_data["reason"], request.user, timezone.now())
    messages.success(request, f"« {found} » est refusée." + (" La raison part par courriel." if found.email else ""))
    return redirect("proposals")
