"""The screen from which a number leaves: its forms, its gauges, its approval, its readers, a trial to oneself."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from content import mail, pdf
from content.models import OutgoingMessage
from newsletter.approval import approving, issuing
from newsletter.approval.gauges import blocking
from newsletter.approval.measuring import measured
from newsletter.approval.substance import substance
from newsletter.bulletin.showing import pdf_response, publicly
from newsletter.compose import NotInATown, edition_of
from newsletter.desk.approval_form import ApprovalForm, CorrectionsForm
from newsletter.desk.gauge_rows import rows
from newsletter.desk.second_look import Change, change_since_latest
from newsletter.engine import freezing, pacing
from newsletter.models import BulletinPage, Delivery, Issue
from newsletter.models.approval import may_publish
from newsletter.proofing.previews import preview_response
from newsletter.renderers import email, text

TRIAL = "bulletin-trial"
FORMS = {
    "web": "Page du site",
    "email": "Courriel",
    "phone": "Courriel, sur téléphone",
    "pdf": "Bulletin imprimé, page par page",
    "file": "Bulletin imprimé (PDF)",
}


def bulletin_for(request: HttpRequest, page_id: int) -> BulletinPage:
    """The number as last saved. Raises PermissionDenied for whoever may not edit it."""
    page = get_object_or_404(BulletinPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    latest: BulletinPage = page.get_latest_revision_as_object()
    return latest


@require_safe
def send_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Everything one looks at before approving; once approved, where the sending is."""
    return screen(request, bulletin_for(request, page_id))


def change_for(page: BulletinPage) -> Change:
    planned = freezing.plan(Issue(site=page.site), timezone.now()).planned
    return change_since_latest(page.site, planned)


def screen(request: HttpRequest, page: BulletinPage, data: Any = None, status: int = 200) -> HttpResponse:
    """The screen of that number, with the errors of what was sent if anything was."""
    issue, user = page.frozen, signed_in(request)
    context = {"page": page, "issue": issue, "forms": FORMS, "pdf_obstacle": pdf.obstacle()}
    try:
        context |= sending_state(page, issue) if issue else readiness(page, user, data)
    except (NotInATown, email.EmailError) as error:
        messages.error(request, f"Ce numéro ne se compose pas : {error}")
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "newsletter/desk/send.html", context, status=status)


def readiness(page: BulletinPage, user: User, data: Any) -> dict[str, Any]:
    """The gauges, the approval and the readers of a number not issued yet."""
    now = timezone.now()
    found = measured(page, now)
    readers = freezing.plan(Issue(site=page.site), now)
    said = substance(found.edition)
    standing = approving.standing(page, said)
    form = ApprovalForm(data, change=change_since_latest(page.site, readers.planned), standing=standing)
    form.initial["seen"] = said
    return {
        "form": form,
        "rows": rows(page, found.anchors, found.gauges),
        "in_red": blocking(found.gauges),
        "is_empty": not found.edition.sections,
        "standing": standing,
        "corrections": CorrectionsForm(),
        "may_publish": may_publish(page, user),
        "readers": readers,
        "foreseen": pacing.foreseen(readers.planned, now).said(timezone.localtime(now)),
        "reasons": Delivery.Reason,
        "tried": has_tried(page, user),
    }


def has_tried(page: BulletinPage, user: User) -> bool:
    """Whether that editor has sent herself a trial since the number was last saved."""
    mails = OutgoingMessage.objects.filter(site=page.site, purpose=TRIAL, recipient=user.email)
    return mails.filter(queued_at__gte=page.latest_revision_created_at or page.last_published_at).exists()


def sending_state(page: BulletinPage, issue: Issue) -> dict[str, Any]:
    """Where the sending of an issued number is, and why it left in red if it did."""
    dispatch = getattr(issue, "dispatch", None)
    tally = Delivery.objects.filter(dispatch=dispatch).tally() if dispatch else {}
    counted = [(state.label, tally[state.value]) for state in Delivery.State if tally.get(state.value)]
    return {
        "form": ApprovalForm(change=change_for(page)),
        "dispatch": dispatch,
        "tally": counted if dispatch else [],
        "progress_url": progress_url(issue),
        "waiver": getattr(issue, "waiver", None),
    }


def signed_in(request: HttpRequest) -> User:
    """Whoever asks; the desk lets nobody else come this far."""
    return cast(User, request.user)


def progress_url(issue: Issue | None) -> str:
    """The page that follows the sending, empty while there is none."""
    dispatch = getattr(issue, "dispatch", None)
    return reverse("dispatch_progress", args=[dispatch.pk]) if dispatch else ""


@require_POST
def approve(request: HttpRequest, page_id: int) -> HttpResponse:
    """Approves, freezes and starts the sending: however many times it is asked, one issue and one sending."""
    page = bulletin_for(request, page_id)
    if not may_publish(page, signed_in(request)):
        raise PermissionDenied
    form = ApprovalForm(request.POST, change=change_for(page))
    if not form.is_valid():
        return screen(request, page, request.POST, status=422)
    now = timezone.now()
    words = form.cleaned_data
    try:
        issue = issuing.issue(page, now, signed_in(request), seen=words["seen"], reason=words["reason"])
        freezing.freeze(issue, now)
    except issuing.ReasonMissing as error:
        messages.error(request, str(error))
        return screen(request, page, request.POST, status=422)
    except freezing.AlreadyFrozen:
        messages.info(request, "Ce numéro était déjà parti : il ne part qu’une fois.")
    except (issuing.IssueError, freezing.FreezeRefused) as error:
        messages.error(request, str(error))
        return redirect("bulletin_send", page_id)
    else:
        messages.success(request, f"{issue.subject} : approuvé. L’envoi commence.")
    return redirect(progress_url(page.frozen) or reverse("bulletin_send", args=[page_id]))


@require_POST
def try_out(request: HttpRequest, page_id: int) -> HttpResponse:
    """Sends the number to whoever asks, and to nobody else."""
    page = bulletin_for(request, page_id)
    edition = edition_of(page, timezone.now())
    try:
        html = publicly(email.render(edition), page)
        words = publicly(text.render(edition), page)
        mail.queue(page.site, signed_in(request).email, f"Essai : {edition.reference}", words, html, purpose=TRIAL)
    except (email.EmailError, ValidationError) as error:
        messages.error(request, f"L’essai n’est pas parti : {', '.join(getattr(error, 'messages', [str(error)]))}")
    else:
        messages.success(request, f"Un essai part à {signed_in(request).email}.")
    return redirect("bulletin_send", page_id)


@require_safe
def one_form(request: HttpRequest, page_id: int, name: str) -> HttpResponse:
    """One form of the number, drawn as it will be when approved."""
    if name not in FORMS:
        raise Http404
    page = bulletin_for(request, page_id)
    if name == "web":
        return page.make_preview_request(request, "web")
    if name == "file":
        return pdf_response(page, page.frozen)
    return preview_response(page, request, name, timezone.now())
