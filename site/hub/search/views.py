"""/recherche/ : the results of a question. An empty or odd question gives a page too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content.answering import Answer, Asked, direct_answer
from content.models import commune_of
from content.paging import page_of
from content.reading import sites
from hub.search import showing
from hub.search.finding import Findings, find
from hub.search.forms import SearchForm
from hub.search.procedures import common_procedures, procedure_answer

RESULTS = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the town knows about the question, best first; what may be asked, when nothing is."""
    form = SearchForm(request.GET)
    text, kind = form.question(), form.kind()
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    site = next(each for each in sites() if each.pk == site.pk)  # with its root page
    if not text:
        return render(request, "search.html", {"question": "", "procedures": common_procedures(site)})
    now = timezone.now()
    findings = find(site, text, now)
    ranked = findings.of_kind(kind)
    page = page_of(showing.newest_first(ranked) if form.by_date() else ranked, request.GET.get("page"), RESULTS)
    page.object_list = showing.results(list(page.object_list), findings.question, site, now)
    context = {
        "question": text,
        "results": page,
        "findings": findings,
        "summary": showing.summary(findings),
        "kinds": showing.kinds(findings, text, kind),
        "orders": showing.orders(text, kind, form.by_date()),
        "suggestion_url": showing.address(findings.suggestion),
        "procedures": [] if ranked else common_procedures(site),
        "answer": None if kind else answer_to(findings, site),
    }
    return render(request, "search.html", context)


def answer_to(findings: Findings, site: Site) -> Answer | None:
    """What the town's settings or services say at once, else what the best procedure says in three words."""
    if not findings.question.ideas:
        return None
    asked = Asked(commune_of(site), findings.question.asked, timezone.localtime(timezone.now()))
    return direct_answer(asked) or procedure_answer(findings)
