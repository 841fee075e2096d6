"""What each page asked for by the law is written from, beside the settings of the town."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import Page

from content import privacy
from home.notices.audit import AccessibilityAudit, state

if TYPE_CHECKING:
    from home.models import EditorialPage


def facts_of(page: EditorialPage) -> dict[str, Any]:
    """The context of `home/notices/<notice>.html`; nothing for a page that is not asked for by the law."""
    if page.notice == page.Notice.PRIVACY:
        return {"processings": privacy.processings()}
    if page.notice == page.Notice.ACCESSIBILITY and page.site:
        return accessibility(page)
    return {}


def accessibility(page: EditorialPage) -> dict[str, Any]:
    """The declaration: the latest audit, what it allows to say today, and the plans below the page."""
    today = timezone.localdate()
    audit = AccessibilityAudit.objects.latest_of(page.site)
    plans = Page.objects.child_of(page).live().public().order_by("path") if page.pk else Page.objects.none()
    return {
        "audit": audit,
        "is_valid": audit is not None and audit.is_valid(today),
        "state": state(audit, today),
        "plans": list(plans),
    }
