"""« Recevoir le bulletin en papier »: asked for on the site, looked at by the town hall."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.visitors import from_our_own_pages, private
from newsletter.paper.asking import ComeBackLater
from newsletter.paper.forms import PaperForm
from newsletter.subscribers import limits
from newsletter.subscribers.ways import site_of
from newsletter.views.parts import BUSY


@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest) -> HttpResponse:
    """The form; the answer is the same whether the address was known or not."""
    site, now = site_of(request), timezone.now()
    if request.method != "POST":
        return form_page(request, PaperForm(site=site, now=now))
    form = PaperForm(request.POST, site=site, now=now)
    if not form.is_valid():
        return form_page(request, form)
    try:
        if not limits.network_may_ask(site, limits.network(request.META), now):
            return form_page(
                request, form, trouble=_("Beaucoup de demandes viennent de votre réseau. Réessayez dans dix minutes.")
            )
        form.ask()
    except ComeBackLater:
        return form_page(
            request, form, trouble=_("Trop de demandes attendent déjà. Appelez la mairie, ou réessayez demain.")
        )
    return private(render(request, "newsletter/subscribe/paper_noted.html", {"facts": form.facts()}))


def form_page(request: HttpRequest, form: PaperForm, trouble: str = "") -> HttpResponse:
    context = {"form": form, "trouble": trouble, "errors": form.summary() if form.is_bound else []}
    response = render(request, "newsletter/subscribe/paper.html", context, status=BUSY if trouble else 200)
    return private(response) if form.is_bound else response
