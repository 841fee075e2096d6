"""The acts of approval that send nothing: asking for it, giving it, asking for corrections. And the gauges beside the form."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from newsletter.approval import approving, issuing
from newsletter.approval.gauges import Level
from newsletter.approval.measuring import measured
from newsletter.compose import NotInATown
from newsletter.desk.approval_form import CorrectionsForm
from newsletter.desk.gauge_rows import rows
from newsletter.desk.sending_bulletin import bulletin_for, signed_in
from newsletter.models.approval import may_publish
from newsletter.renderers.email import EmailError


@require_POST
def ask(request: HttpRequest, page_id: int) -> HttpResponse:
    """Puts the number before those who may approve it; they are told by e-mail."""
    page = bulletin_for(request, page_id)
    try:
        approving.ask(page, signed_in(request))
    except approving.AlreadyAsked as error:
        messages.info(request, str(error))
    else:
        messages.success(
            request, "Approbation demandée. Les personnes qui peuvent approuver sont prévenues par courriel."
        )
    return redirect("bulletin_send", page_id)


@require_POST
def give(request: HttpRequest, page_id: int) -> HttpResponse:
    """Approves what was on the screen, and leaves the sending to somebody else."""
    page = bulletin_for(request, page_id)
    if not may_publish(page, signed_in(request)):
        raise PermissionDenied
    if request.POST.get("seen") != issuing.said_by(page, timezone.now()):
        messages.error(request, approving.CHANGED)
        return redirect("bulletin_send", page_id)
    try:
        approving.approve(page, signed_in(request))
    except approving.NotApproved as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, "Approuvé. Le numéro peut partir tel quel ; le moindre changement redemandera une approbation."
        )
    return redirect("bulletin_send", page_id)


@require_POST
def send_back(request: HttpRequest, page_id: int) -> HttpResponse:
    """Says what is to be corrected, to whoever asked."""
    page = bulletin_for(request, page_id)
    form = CorrectionsForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["words"][0]))
        return redirect("bulletin_send", page_id)
    try:
        approving.send_back(page, signed_in(request), form.cleaned_data["words"])
    except approving.NotApproved as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Corrections demandées.")
    return redirect("bulletin_send", page_id)


@require_safe
def gauges_beside(request: HttpRequest, page_id: int) -> HttpResponse:
    """The gauges of the last draft saved, for the panel of the form: a fragment, asked again after each save."""
    page = bulletin_for(request, page_id)
    try:
        found = measured(page, timezone.now())
    except (NotInATown, EmailError) as error:
        return render(request, "newsletter/desk/gauges_beside.html", {"obstacle": str(error)})
    levels = [gauge.level for gauge in found.gauges]
    context = {
        "rows": rows(page, found.anchors, found.gauges, in_form=True),
        "red": levels.count(Level.BLOCKING),
        "amber": levels.count(Level.WARNING),
    }
    return render(request, "newsletter/desk/gauges_beside.html", context)
