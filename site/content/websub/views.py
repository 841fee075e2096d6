"""The hub's address. It only speaks HTTP: the worker does what is asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from content.websub import subscribing
from content.websub.forms import HubForm

LONGEST_REQUEST = 16_384  # bytes


@csrf_exempt  # programs post here, with no cookie to steal
@require_http_methods(["GET", "HEAD", "POST"])
def hub(request: HttpRequest) -> HttpResponse:
    """202 when the request is written down; 400, 413 or 429 with a plain reason; a page for people on GET."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    if request.method != "POST":
        return render(request, "content/hub.html", {"address": request.build_absolute_uri(request.path)})
    if len(request.body) > LONGEST_REQUEST:
        return plain(_("Demande trop longue."), 413)
    form = HubForm(request.POST, site=site)
    if not form.is_valid():
        return plain(form.complaint(), 400)
    try:
        subscribing.ask(site, form.wish(), timezone.now())
    except subscribing.TooMany as refusal:
        return plain(str(refusal), 429)
    return plain(_("Demande notée : le site va interroger l’adresse de retour."), 202)


def plain(text: str, status: int) -> HttpResponse:
    """A sentence for whoever reads the subscriber's log."""
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
