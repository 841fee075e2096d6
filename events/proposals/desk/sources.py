"""One calendar in the desk: accepted or refused, trusted or not, its last report, and the button that reads it now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from events.proposals import deciding
from events.proposals.desk.forms import FollowForm, RefusalForm, SourceForm
from events.proposals.desk.screens import sites
from events.proposals.models import CalendarSource, Submission
from events.proposals.pages import organizer_named

State = Submission.State


def find(request: HttpRequest, pk: int) -> CalendarSource:
    rows = CalendarSource.objects.filter(site__in=sites(request)).select_related("organizer", "site")
    return get_object_or_404(rows, pk=pk)


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    return screen(request, find(request, pk), RefusalForm())


def screen(request: HttpRequest, found: CalendarSource, refusal: RefusalForm) -> HttpResponse:
    context = {
        "source": found,
        "waiting": found.state == State.WAITING,
        "accepted": found.state == State.ACCEPTED,
        "follow_form": FollowForm(site=found.site, initial={"organizer": found.organizer}),
        "source_form": SourceForm(instance=found),
        "refusal": refusal,
        "published": found.entries.filter(event__live=True).select_related("event").order_by("event__title"),
    }
    return render(request, "events/desk/proposals/source.html", context)


@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Accept, refuse, read now, trust or stop; then back to its screen, or to the list."""
    found, now = find(request, pk), timezone.now()
    try:
        if action == "accepter":
            return accept(request, found)
        if action == "refuser":
            return refuse(request, found)
    except deciding.AlreadyDecided:
        messages.warning(request, "Quelqu’un a décidé entre-temps, ou la personne a retiré sa proposition.")
        return redirect("proposals")
    if action == "lire":
        CalendarSource.objects.filter(pk=pk, state=State.ACCEPTED).update(next_read_at=now, etag="", digest="")
        messages.success(request, "Le calendrier sera lu dans les minutes qui viennent.")
    elif action == "arreter":
        found.move(State.ACCEPTED, State.WITHDRAWN, settled_at=now)
        messages.success(request, "Ce calendrier n’est plus lu. Ce qui est publié reste publié.")
    else:
        SourceForm(request.POST, instance=found).save()
        log(instance=found, action="events.trust" if found.trusted else "events.distrust", user=request.user)
        messages.success(request, "C’est enregistré.")
    return redirect("calendar_source", pk)


def accept(request: HttpRequest, found: CalendarSource) -> HttpResponse:
    form = FollowForm(request.POST, site=found.site)
    organizer = form.cleaned_data["organizer"] if form.is_valid() else None
    organizer = organizer or organizer_named(found.organizer_name, found.site)
    if organizer is None:
        messages.error(request, "Dites d’abord à qui est ce calendrier.")
        return redirect("calendar_source", found.pk)
    deciding.follow(found, organizer, request.user, timezone.now())
    messages.success(request, "Accepté : le calendrier sera lu dans les minutes qui viennent.")
    return redirect("calendar_source", found.pk)


def refuse(request: HttpRequest, found: CalendarSource) -> HttpResponse:
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return screen(request, found, form)
    deciding.refuse(found, form.cleaned_data["reason"], request.user, timezone.now())
    messages.success(request, "Refusé. La raison part par courriel.")
    return redirect("proposals")
