"""The desk's screens of dates: those to come in the town, those of one event, and the decision about one of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.locks import BasicLock
from wagtail.permission_policies.pages import PagePermissionPolicy

from content.dates import long_date
from content.paging import page_of
from events import cancelling
from events.cancelling import Dated, Decision
from events.desk.decision_form import DecisionForm
from events.display import status_word
from events.models import EventPage, Occurrence
from events.models.event import days_named
from events.schedule import Kind
from events.sentences import when
from events.values import Status

WHOLE = "tout"
PAGE_SIZE = 40
RECENT = dt.timedelta(days=14)  # a storm may be told some days after
SKIPPED = 12


@dataclass(frozen=True)
class Row:
    """One date in a table of the desk; `unlike`: something was decided about it, which can be undone."""

    name: str
    when: str
    event: EventPage
    status: str = ""
    message: str = ""
    place: str = ""
    off: bool = False
    unlike: bool = False


def row_of(found: Occurrence, today: dt.date) -> Row:
    event: EventPage = found.event
    value = found.value(event.town)
    moved = f" (au lieu du {long_date(value.original_day, today)})" if value.moved else ""
    return Row(
        name=found.slug or f"{found.original_day}",
        when=when(value.timing, today) + moved,
        event=event,
        status=status_word(value),
        message=value.message,
        place=value.place.name if value.place else "",
        off=value.off,
        unlike=found.exceptional or (not found.slug and event.state != Status.SCHEDULED),
    )


def publishable(user: Any) -> Any:
    """The live events that this editor may publish, in every town."""
    allowed = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
    return EventPage.objects.live().filter(pk__in=allowed.values("pk"))


@require_safe
def coming_dates(request: HttpRequest) -> HttpResponse:
    """Everything to come, the nearest first, so that tonight's date is found without knowing whose series it is."""
    asked = request.GET.get("q", "").strip()[:80]
    rows = Occurrence.objects.filter(event__in=publishable(request.user)).upcoming(timezone.now())
    if asked:
        rows = rows.filter(event__title__icontains=asked)
    page = page_of(rows, request.GET.get("page"), PAGE_SIZE)
    today = timezone.localdate()
    context = {"rows": [row_of(each, today) for each in page], "page_of_rows": page, "asked": asked}
    return render(request, "events/desk/coming_dates.html", context)


def event_for(request: HttpRequest, pk: int) -> EventPage:
    """The event as residents read it. Raises Http404 when they cannot, PermissionDenied for whoever may not publish it."""
    event: EventPage = get_object_or_404(EventPage, pk=pk, live=True)
    lock = event.get_lock()
    locked = isinstance(lock, BasicLock) and lock.for_user(request.user)
    if locked or event.site is None or not event.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return event


@require_safe
def event_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """The dates of one event, those of the last fortnight included, and those that holidays hide."""
    event = event_for(request, pk)
    today = event.local_today()
    found = event.occurrences.filter(shown_until__gte=today - RECENT).in_order()
    page = page_of(found, request.GET.get("page"), PAGE_SIZE)
    context = {
        "event": event,
        "sentence": event.sentence(today),
        "off": event.state.off,
        "state": event.state,
        "rows": [row_of(each, today) for each in page],
        "page_of_rows": page,
        "skipped": [Row(f"{day}", long_date(day, today), event) for day in event.skipped_days(today, SKIPPED)],
        "whole": WHOLE,
    }
    return render(request, "events/desk/event_dates.html", context)


def dated_of(event: EventPage, name: str) -> tuple[Dated | None, Occurrence | None]:
    """The date of that name with its row; neither for the whole event. Raises Http404 for a date it has not."""
    if name == WHOLE:
        return None, None
    row = event.occurrences.filter(slug=name).first()
    row = row or event.occurrences.filter(slug="", original_day__in=days_named(name)).first()
    if row is None:
        raise Http404
    twice = event.occurrences.filter(original_day=row.original_day).count() > 1
    return Dated(row.original_day, row.original_time if twice else None), row


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """What happens to that date, or to the whole event, and why; published as soon as it is said."""
    event = event_for(request, pk)
    dated, row = dated_of(event, name)
    chosen = {"kind": request.GET.get("quoi", Kind.CANCELLED.value)}
    sent = request.POST if request.method == "POST" else None
    form = DecisionForm(sent, event=event, dated=dated, initial=chosen)
    if form.is_valid():
        decision = form.decision()
        cancelling.decide(event, dated, decision, request.user)
        messages.success(request, published(event, row, dict(form.fields["kind"].choices)[decision.kind]))  # type: ignore[attr-defined]
        return redirect("event_dates", pk)
    today = event.local_today()
    context = {
        "event": event,
        "form": form,
        "spoken": when(row.timing, today) if row else event.sentence(today),
        "whole": dated is None,
    }
    return render(request, "events/desk/decide.html", context, status=422 if form.errors else 200)


@require_POST
def restore(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Back as announced, or as it was before it was cancelled."""
    event = event_for(request, pk)
    dated, row = dated_of(event, name)
    cancelling.restore(event, dated, request.user)
    messages.success(request, published(event, row, "La décision est annulée"))
    return redirect("event_dates", pk)


@require_POST
def hold(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A date that the holidays hide takes place all the same."""
    event = event_for(request, pk)
    day = next(iter(days_named(name)), None)
    if day is None or day not in event.skipped_days(day, 1):
        raise Http404
    cancelling.decide(event, Dated(day), Decision(Kind.HELD), request.user)
    messages.success(request, f"« {event.title} » a lieu le {long_date(day)} : c’est publié.")
    return redirect("event_dates", pk)


def published(event: EventPage, row: Occurrence | None, words: str) -> str:
    """« Répétition du chœur », mardi 8 décembre. C’est annulé. Le site, les calendriers, les flux… »"""
    named = f", {long_date(row.original_day, event.local_today())}" if row else ""
    return (
        f"« {event.title} »{named}. {words} : le site, les calendriers, les flux et l’affiche le disent dès maintenant."
    )
