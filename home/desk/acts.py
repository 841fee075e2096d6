"""The doors of the desk through which an act could leave before its time, or a page that must be alone be doubled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from wagtail.admin import messages
from wagtail.models import Page

from home.acts.keeping import kept_below, leaves_town, refusal
from home.models import AssociationPage, PlacePage


def refused(request: HttpRequest, pages: Iterable[Page], back_to: Page) -> HttpResponse | None:
    """The way back with the reason, when one of those pages holds an act that must stay."""
    acts = kept_below(pages, timezone.localdate())
    if not acts:
        return None
    messages.error(request, refusal(acts))
    return redirect("wagtailadmin_explore", back_to.pk)


def keep_from_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refused(request, [page], page.get_parent() or page)


def keep_from_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refused(request, [page], page.get_parent() or page)


def keep_from_leaving(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return refused(request, [page], page.get_parent() or page) if leaves_town(page, destination) else None


def keep_from_bulk_actions(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    pages = [each for each in objects if isinstance(each, Page)]
    if action_type == "move":
        destination = action.cleaned_form.cleaned_data["chooser"]
        pages = [page for page in pages if leaves_town(page, destination)]
    elif action_type not in ("delete", "unpublish"):
        return None
    return refused(request, pages, pages[0].get_parent() or pages[0]) if pages else None


def keep_alone(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An association or a place has one page: a copy of it would have nothing to speak of."""
    for kind in (AssociationPage, PlacePage):
        if kind.objects.descendant_of(page, inclusive=True).exists():
            messages.error(request, "Une association, un lieu n’a qu’une page : modifiez-la plutôt que de la copier.")
            return redirect("wagtailadmin_explore", (page.get_parent() or page).pk)
    return None
