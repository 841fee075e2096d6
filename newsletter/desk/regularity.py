"""The record of regularity before an election, as a page of the desk, on paper and as PDF."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content import pdf
from content.desk.sheets import sheet_response
from content.models import commune_of
from newsletter.approval import regularity
from newsletter.approval.measuring import figures, mayors
from newsletter.models import BulletinIndexPage


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """The numbers of the period against the twelve before it; outside the period, only when it will begin."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    if not may_read(request, site):
        raise PermissionDenied
    commune = commune_of(site)
    context: dict[str, Any] = {
        "commune": commune,
        "first_round": commune.first_round,
        "now": timezone.now(),
        "settings_url": reverse("wagtailsettings:edit", args=["content", "commune", site.pk]),
        "pdf_url": f"{reverse('bulletin_regularity')}?pdf" if pdf.available() else "",
        "mayors": mayors(site),
    }
    if commune.first_round:
        begins, ends = regularity.period(commune.first_round)
        context |= {"begins": begins, "ends": ends}
        if regularity.is_within(commune.first_round, timezone.localdate()):
            issues = figures(site)
            before = regularity.reference(issues, begins)
            context |= {"before": before, "usual": regularity.usual(before), "rows": regularity.rows(issues, begins)}
    return sheet_response(
        request, "newsletter/desk/regularity.html", context, name="releve-de-regularite", as_pdf="pdf" in request.GET
    )


def may_read_here(request: HttpRequest) -> bool:
    site = Site.find_for_request(request)
    return site is not None and may_read(request, site)


def may_read(request: HttpRequest, site: Site) -> bool:
    """Whoever may work on that town's bulletin."""
    shelf = BulletinIndexPage.objects.descendant_of(site.root_page).first()
    return shelf is not None and shelf.permissions_for_user(request.user).can_edit()
