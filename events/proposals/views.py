"""The pages below /agenda/proposer/. They speak HTTP and nothing else. No account, no cookie; nothing changes on GET."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from content import limits
from content.visitors import from_our_own_pages, private
from events.models.agenda import AgendaPage
from events.proposals import asking, changing, following
from events.proposals.facts import kept
from events.proposals.forms.calendar import CalendarForm
from events.proposals.forms.event import CancelForm, ChangeForm, ProposalForm
from events.proposals.forms.sender import SenderForm
from events.proposals.models import UNCONFIRMED, CalendarSource, Proposal

BUSY = 429
HEADING = gettext_lazy("Proposer un rendez-vous")
CHANGE = gettext_lazy("Changer un rendez-vous")
CALENDAR = gettext_lazy("Donner un calendrier")


def agenda_of(request: HttpRequest) -> AgendaPage:
    """The agenda of the town asked for. Raises Http404 where there is none."""
    site = Site.find_for_request(request)
    agenda = AgendaPage.objects.on_site(site).live().first() if site else None
    if agenda is None:
        raise Http404
    return agenda


@sensitive_variables()
@sensitive_post_parameters()
@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """The form of one event, or the page that says what comes next."""
    agenda, now = agenda_of(request), timezone.now()
    if request.method != "POST":
        return form_page(request, agenda, ProposalForm(site=agenda.town, now=now))
    form = ProposalForm(request.POST, site=agenda.town, now=now)
    if not form.is_valid():
        return form_page(request, agenda, form)
    facts = kept(form.facts())
    proposal = Proposal(facts=facts, **sender(form, f"{facts['title']}\n{facts['start_day']}"))
    return asked(request, agenda, form, proposal, now)


@sensitive_variables()
@sensitive_post_parameters()
@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def propose_calendar(request: HttpRequest) -> HttpResponse:
    """The form of a calendar to read, or the page that says what comes next."""
    agenda, now = agenda_of(request), timezone.now()
    if request.method != "POST":
        return form_page(request, agenda, CalendarForm(site=agenda.town, now=now))
    form = CalendarForm(request.POST, site=agenda.town, now=now, files=request.FILES)
    if not form.is_valid():
        return form_page(request, agenda, form)
    typed = form.cleaned_data
    source = CalendarSource(
        url=typed["url"],
        organizer=form.organizer(),
        organizer_name=typed["organizer_name"],
        content=typed["file"].read() if typed["file"] else None,
        **sender(form, typed["url"] or typed["file"].name),
    )
    return asked(request, agenda, form, source, now)


def sender(form: SenderForm, words: str) -> dict[str, Any]:
    """Who sends it, and what tells this very form from another."""
    typed = form.cleaned_data
    key = asking.key_of(form.site, typed["shown_at"], f"{typed['email']}\n{words}")
    return {"site": form.site, "key": key} | {name: typed[name] for name in ("name", "email", "phone")}


def asked(request: HttpRequest, agenda: AgendaPage, form: SenderForm, sent: Any, now: datetime) -> HttpResponse:
    """Keeps it, and says that a mail is on its way."""
    try:
        sent = asking.ask(sent, limits.network(request.META), now)
    except asking.ComeBackLater:
        busy = _("Beaucoup de propositions arrivent en ce moment. Réessayez dans dix minutes, ou appelez la mairie.")
        return form_page(request, agenda, form, trouble=busy)
    context = {"sent": sent, "facts": following.receipt(sent, agenda.local_today())} | around(agenda, str(HEADING))
    return private(render(request, "events/proposals/noted.html", context))


def form_page(request: HttpRequest, agenda: AgendaPage, form: SenderForm, trouble: str = "") -> HttpResponse:
    """The form as it stands, what is wrong with it first."""
    errors = form.summary() if form.is_bound else []
    context = {"form": form, "errors": errors, "trouble": trouble, "days": UNCONFIRMED.days}
    name = "form" if isinstance(form, ProposalForm) else "calendar"
    heading = CHANGE if isinstance(form, ChangeForm) else HEADING if isinstance(form, ProposalForm) else CALENDAR
    context |= around(agenda, str(heading))
    response = render(request, f"events/proposals/{name}.html", context, status=BUSY if trouble else 200)
    return private(response) if form.is_bound else response


def around(agenda: AgendaPage, title: str) -> dict[str, Any]:
    """Where the page of that title stands: below the agenda."""
    return {"agenda_path": agenda.root, "trail": [{"title": agenda.title, "url": agenda.root}, {"title": title}]}


@sensitive_variables()
@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """What became of it, for whoever holds the link: first the button that confirms, then the state, the reason, a way out."""
    agenda, now = agenda_of(request), timezone.now()
    sent = asking.find(agenda.town, token)
    if sent is None:
        context = {"days": UNCONFIRMED.days} | around(agenda, str(HEADING))
        return private(render(request, "events/proposals/lost.html", context, status=404))
    confirmed: list[Any] = []
    refusal = CancelForm()
    if request.method == "POST":
        if "confirm" in request.POST:
            confirmed = asking.confirm(sent, now)
        elif "withdraw" in request.POST:
            asking.withdraw(sent, now)
        elif isinstance(sent, Proposal) and sent.may_change:
            refusal = CancelForm(request.POST)
            if refusal.is_valid():
                proposal = changing.cancellation(sent, refusal.cleaned_data["reason"])
                return change_asked(request, agenda, proposal, now)
        sent.refresh_from_db()
    context = following.page(sent, confirmed, agenda.local_today()) | around(agenda, following.title(sent))
    context["cancel_form"] = refusal
    return private(render(request, "events/proposals/follow.html", context))


@sensitive_variables()
@sensitive_post_parameters()
@from_our_own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, token: str) -> HttpResponse:
    """The form again, filled with what is published: what is changed in it goes to the town hall as a difference."""
    agenda, now = agenda_of(request), timezone.now()
    sent = asking.find(agenda.town, token)
    if not (isinstance(sent, Proposal) and sent.may_change):
        return redirect("proposal", token)
    if request.method != "POST":
        form = ChangeForm(site=agenda.town, now=now, initial=changing.form_values(sent))
        return private(form_page(request, agenda, form))
    form = ChangeForm(request.POST, site=agenda.town, now=now)
    if not form.is_valid():
        return form_page(request, agenda, form)
    return change_asked(request, agenda, changing.change(sent, form.facts()), now)


def change_asked(request: HttpRequest, agenda: AgendaPage, proposal: Proposal, now: datetime) -> HttpResponse:
    """The change is at the town hall; its own page says so. Nothing is kept where nothing changes."""
    if not proposal.names:
        return redirect(request.get_full_path())
    try:
        proposal = asking.ask_change(proposal, limits.network(request.META), now)
    except asking.ComeBackLater:
        return private(render(request, "events/proposals/busy.html", around(agenda, str(HEADING)), status=BUSY))
    return redirect("proposal", proposal.token)
