"""« Textes des groupes » : what each group of the council gave for a number, received once and closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.rich_text import DraftailRichTextArea

from content.models import CouncilGroup
from newsletter.approval import receiving
from newsletter.bulletin.blocks import TEXT_FEATURES
from newsletter.bulletin.prose import from_html
from newsletter.desk.sending_bulletin import bulletin_for, signed_in
from newsletter.models import BulletinPage, GroupText
from newsletter.models.voice import CLOSED
from newsletter.press.typesetting import signs

LONGEST = 60_000


class ReceivedTextArea(DraftailRichTextArea):
    """Wagtail's editor; what did not come from it counts as an empty text rather than as an error of the server."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        try:
            return super().value_from_datadict(data, files, name) or ""
        except (ValueError, KeyError, TypeError, AttributeError):
            return ""


class ReceptionForm(forms.Form):
    body = forms.CharField(
        label="Le texte, tel que le groupe l’a remis",
        max_length=LONGEST,
        widget=ReceivedTextArea(features=TEXT_FEATURES),
        help_text="Collez-le sans rien changer. Une fois reçu, personne ne peut plus le modifier.",
        error_messages={"required": "Ce texte est vide. Collez celui que le groupe a remis."},
    )
    signatory = forms.CharField(
        label="Signature", max_length=80, required=False, help_text="« Anne Delmas, Une autre voix »"
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A group, the version that counts, and how many versions are kept."""

    group: CouncilGroup
    current: GroupText | None
    versions: int
    signs: int
    over: int = 0
    """Signs beyond what each group may have."""


@require_safe
def groups_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Each group of the council: its text, its date, its length; or what can be done while it has not come."""
    page = bulletin_for(request, page_id)
    deadline = page.groups_deadline
    context = {
        "page": page,
        "places": places(page),
        "deadline": deadline,
        "is_over": bool(deadline and timezone.localdate() > deadline),
        "limit": (page.groups_section or {}).get("limit"),
        "has_section": page.groups_section is not None,
        "is_out": page.frozen is not None,
        "closed": CLOSED,
    }
    return render(request, "newsletter/desk/groups.html", context)


def places(page: BulletinPage) -> list[Place]:
    """One for each group of the council, in the order of its seats. Two queries."""
    versions: dict[int | None, list[GroupText]] = {}
    for text in GroupText.objects.for_number(page):
        versions.setdefault(text.group_id, []).append(text)
    limit = (page.groups_section or {}).get("limit")
    found = []
    for group in CouncilGroup.objects.for_site(page.site):
        texts = versions.get(group.pk, [])
        current = texts[0] if texts else None
        length = signs(from_html(current.body, "")) if current else 0
        found.append(Place(group, current, len(texts), length, max(0, length - limit) if limit else 0))
    return found


def group_for(page: BulletinPage, group_id: int) -> CouncilGroup:
    """A group of that town's council. Raises Http404."""
    if page.site is None:
        raise Http404
    group: CouncilGroup = get_object_or_404(CouncilGroup.objects.for_site(page.site), pk=group_id)
    return group


@require_http_methods(["GET", "HEAD", "POST"])
def one_group(request: HttpRequest, page_id: int, group_id: int) -> HttpResponse:
    """Every version of a group's text, and the form that receives the next one."""
    page = bulletin_for(request, page_id)
    group = group_for(page, group_id)
    form = ReceptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            receiving.receive(page, group, words["body"], words["signatory"], signed_in(request), timezone.now())
        except receiving.NotReceived as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Texte de « {group.name} » reçu et fermé.")
            return redirect(next_screen(page))
    texts = list(GroupText.objects.for_number(page).filter(group=group))
    context = {
        "page": page,
        "group": group,
        "texts": texts,
        "form": form,
        "is_out": page.frozen is not None,
        "closed": CLOSED,
    }
    return render(request, "newsletter/desk/one_group.html", context, status=422 if form.errors else 200)


def next_screen(page: BulletinPage) -> str:
    """The next group still waited for; all of them once none is."""
    waiting = next((place.group for place in places(page) if place.current is None), None)
    return (
        reverse("bulletin_group", args=[page.pk, waiting.pk]) if waiting else reverse("bulletin_groups", args=[page.pk])
    )


@require_POST
def silence(request: HttpRequest, page_id: int, group_id: int) -> HttpResponse:
    """Records « non reçu à la date limite »."""
    page = bulletin_for(request, page_id)
    group = group_for(page, group_id)
    try:
        receiving.record_silence(page, group, signed_in(request), timezone.now())
    except receiving.NotReceived as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Noté : rien reçu de « {group.name} » à la date limite. Le bulletin le dira.")
    return redirect("bulletin_groups", page_id)
