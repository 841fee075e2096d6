"""Which programs are told when a feed changes, and what became of the others: for operators."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content.models import HubLine, HubSubscription
from content.paging import page_of

PERMISSION = "content.view_hubsubscription"


@require_safe
@permission_required(PERMISSION, login_url="wagtailadmin_login")
def feed_subscribers(request: HttpRequest) -> HttpResponse:
    """The town's subscriptions by site, then their log, the latest first."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    context = {
        "subscriptions": HubSubscription.objects.for_site(site).current(timezone.now())[:300],
        "page_obj": page_of(HubLine.objects.for_site(site), request.GET.get("page"), size=50),
    }
    return render(request, "content/desk/feed_subscribers.html", context)
