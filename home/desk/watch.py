"""On the desk's first page: what to look at again, and the button that says « rien à changer »."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Site

from content import dates
from content.models import Commune
from home.checking import mark_checked
from home.models import LastingPage
from home.reminders import pages_to_check, reminders


class WatchPanel(Component):
    """Pages whose check is due, and what is missing, in each town this editor looks after."""

    order = 50
    name = "watch"
    template_name = "home/desk/watch.html"

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"towns": [town for site in Site.objects.all() if (town := self.town(site))], "request": self.request}

    def town(self, site: Site) -> dict[str, Any]:
        """What there is to do in one town; empty when there is nothing, or nothing for this editor."""
        today = timezone.localdate()
        policy = Commune.get_permission_policy()
        may_set = policy.user_has_permission_for_instance(self.request.user, "change", site)
        pages = [due for due in pages_to_check(site, today) if may_check(self.request.user, due.page)]
        notes = reminders(site, today) if may_set else []
        return {"site": site, "pages": pages, "reminders": notes} if pages or notes else {}


def may_check(user: Any, page: LastingPage) -> bool:
    """The line « vérifié par » is public: whoever signs it may publish the page."""
    return bool(page.permissions_for_user(user).can_publish())


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """« J’ai vérifié, rien à changer », in one click."""
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, LastingPage):
        raise Http404
    if not may_check(request.user, page):
        raise PermissionDenied
    today = timezone.localdate()
    again_on = mark_checked(page, request.user, today)
    words = dates.long_date(again_on, today)
    messages.success(request, f"« {page.title} » est vérifiée. Prochaine vérification avant le {words}.")
    return redirect("wagtailadmin_home")
