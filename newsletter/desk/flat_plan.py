"""« Chemin de fer »: the pages of a number facing each other, and its sections, which are moved from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.blocks import StreamValue

from content import pdf
from newsletter.bulletin import pictures
from newsletter.desk.page_view import latest_edition
from newsletter.desk.sending_bulletin import signed_in
from newsletter.models import BulletinPage, Issue
from newsletter.press.flatplan import plan
from newsletter.proofing import moving, page_by_page, page_pictures
from newsletter.proofing.places import Places, consequences, filling, said
from newsletter.proofing.previews import ShownPage, frozen_key, picture_url
from newsletter.proofing.spreads import folios_of_contents, spreads

MOVED = "flat_plan_moved"
"""Where the session remembers the last move, so that it can be undone as long as nobody has saved the number since."""
MOST_BLOCKS = 200


class MoveForm(forms.Form):
    """Which section, at which rank, and the revision its author was looking at."""

    block = forms.UUIDField()
    to = forms.IntegerField(min_value=0, max_value=MOST_BLOCKS)
    seen = forms.IntegerField(required=False, min_value=1)

    def move(self) -> moving.Move:
        facts = self.cleaned_data
        return moving.Move(str(facts["block"]), facts["to"], facts["seen"])


@dataclass(frozen=True, slots=True)
class Row:
    """A section in the list: where it stands, and the ranks its two buttons give it (None: it cannot go further)."""

    block: str
    kind: str
    label: str
    title: str
    pages: str
    rank: int
    up: int | None
    down: int | None


def number_for(request: HttpRequest, page_id: int) -> BulletinPage:
    """That number. Raises Http404 (of no town: it has no pages), or PermissionDenied for whoever may not change it."""
    page: BulletinPage = get_object_or_404(BulletinPage, pk=page_id)
    if page.site is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


@require_safe
def flat_plan(request: HttpRequest, page_id: int) -> HttpResponse:
    """The plan of the number as last saved; of the printed one, once it is approved."""
    page = number_for(request, page_id)
    issue = page.frozen
    context = {"page": page, "issue": issue, "pdf_obstacle": pdf.obstacle()}
    context |= printed_plan(page, issue) if issue else draft_plan(page, request)
    return render(request, "newsletter/desk/flat_plan.html", context)


def printed_plan(page: BulletinPage, issue: Issue) -> dict[str, Any]:
    """The pages residents received, named after the contents list that was frozen with them."""
    printed = issue.printed
    pages = folios_of_contents(issue.contents, printed.pages if printed else 0)
    keys = {folio.number: frozen_key(issue, printed, folio.number) for folio in pages if printed}
    return {"closed": moving.FROZEN, "count": len(pages), "spreads": turned(page, pages, keys)}


def draft_plan(page: BulletinPage, request: HttpRequest) -> dict[str, Any]:
    """The pages the number would have if it were printed now, its sections, and the last move while it can be undone."""
    latest: BulletinPage = page.get_latest_revision_as_object()
    edition, anchors = latest_edition(page)
    flat = plan(edition)
    places = Places.of(edition, flat, anchors)
    keys = {}
    if pdf.available():
        alone = page_by_page.pages(edition, flat, pictures.load(edition))
        keys = {one.number: page_pictures.key_of(one, latest.site) for one in alone}
    return {
        "closed": moving.obstacle_to(page, signed_in(request)),
        "count": places.count,
        "filling": filling(places),
        "rows": rows(latest.sections, places),
        "seen": page.latest_revision_id,
        "moved": last_move(request, page),
        "spreads": turned(latest, places.folios, keys),
    }


def turned(page: BulletinPage, pages: Any, keys: dict[int, str]) -> list[dict[str, Any]]:
    """The spreads as the template draws them: their name, and each page with the address of its picture, if it can have one."""
    return [
        {
            "name": spread.name,
            "pages": [
                ShownPage(folio, picture_url(page, folio.number, keys[folio.number]) if keys else "", "")
                for folio in spread.folios
            ],
        }
        for spread in spreads(pages)
    ]


def rows(sections: StreamValue, places: Places) -> list[Row]:
    """One for each block of the page, those that print nothing yet included."""
    movable = sum(block.block_type != moving.LAST for block in sections)
    found = []
    for rank, block in enumerate(sections):
        key, stays = str(block.id), block.block_type == moving.LAST
        found.append(
            Row(
                block=key,
                kind=block.block_type,
                label=str(block.block.label),
                title=str(block.value.get("title") or "").replace("|", " "),
                pages=said(places.pages.get(key, ())),
                rank=rank,
                up=None if stays or rank == 0 else rank - 1,
                down=None if stays or rank >= movable - 1 else rank + 1,
            )
        )
    return found


def last_move(request: HttpRequest, page: BulletinPage) -> dict[str, Any] | None:
    """What was moved last from this desk, unless the number was saved again since."""
    moved: dict[str, Any] | None = request.session.get(MOVED)
    if moved and moved["page"] == page.pk and moved["revision"] == page.latest_revision_id:
        return moved
    return None


@require_POST
def move_section(request: HttpRequest, page_id: int) -> HttpResponse:
    """Moves a section in the draft, and says what that changed in the pages."""
    page = number_for(request, page_id)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Ce déplacement n’a pas été compris : rien n’a bougé.")
        return redirect("bulletin_flat_plan", page_id)
    before = places_of(page)
    try:
        former = moving.move(page, form.move(), signed_in(request))
    except moving.MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("bulletin_flat_plan", page_id)
    page.refresh_from_db()
    block = str(form.cleaned_data["block"])
    request.session[MOVED] = {
        "page": page.pk,
        "revision": page.latest_revision_id,
        "block": block,
        "former": former,
        "said": consequences(block, before, places_of(page)),
    }
    return redirect("bulletin_flat_plan", page_id)


def places_of(page: BulletinPage) -> Places:
    """Where the sections of that number stand, as last saved."""
    edition, anchors = latest_edition(page)
    return Places.of(edition, plan(edition), anchors)
