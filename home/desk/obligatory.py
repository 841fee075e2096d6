"""The pages the law asks for stay online: an editor adds to them, nobody takes them away."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.models import Page

from home.models import EditorialPage


def obligatory_below(page: Page) -> EditorialPage | None:
    """A page asked for by the law that would go with that one, itself included; not when the whole town goes."""
    if page.is_site_root():
        return None
    found: EditorialPage | None = EditorialPage.objects.descendant_of(page, inclusive=True).exclude(notice="").first()
    return found


def refuse(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a page is deleted or taken offline: says why not, and goes back to it."""
    kept = obligatory_below(page)
    if kept is None:
        return None
    messages.error(
        request,
        f"La page « {kept.title} » est obligatoire : elle reste en ligne. "
        "Vous pouvez changer son titre et y ajouter un paragraphe.",
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def refuse_in_bulk(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    """The same for several pages ticked in a list."""
    if action_type not in {"delete", "unpublish"}:
        return None
    answers = (refuse(request, page) for page in objects if isinstance(page, Page))
    return next((answer for answer in answers if answer), None)
