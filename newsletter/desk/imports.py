"""« Importer des abonnés » in the desk: bring a list, look at what would happen, start or cancel, read what happened."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.log_actions import log
from wagtail.models import Site

from accounts.models import User
from content.paging import page_of
from content.spreadsheets import csv_response
from content.visitors import private
from newsletter.bulletin.wording import grouped
from newsletter.desk.import_form import ImportForm
from newsletter.desk.people import EXPORT
from newsletter.importing import applying
from newsletter.importing.reading import Unreadable
from newsletter.models import Import, ImportLine
from newsletter.subscribers.choices import in_words
from newsletter.subscribers.limits import PER_IMPORT

PERMISSION = "newsletter.add_import"
SHOWN = 20
"""Lines of each verdict on the screen; the file has them all."""
HEADINGS = ["Ligne", "Adresse", "Origine de l’accord", "Avis", "Remarque", "Suite"]
Verdict = ImportLine.Verdict


def town(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def import_of(request: HttpRequest, pk: int) -> Import:
    return get_object_or_404(Import.objects.for_site(town(request)), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def imports(request: HttpRequest) -> HttpResponse:
    """The form, and every import before. A file that can be read becomes a draft; nobody is enrolled here."""
    site = town(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = bring(request, site, form)
        except Unreadable as trouble:
            form.add_error("file", str(trouble))
        else:
            return redirect("import_screen", batch.pk)
    past = page_of(Import.objects.for_site(site), request.GET.get("page"), size=20)
    return render(request, "newsletter/desk/imports.html", {"form": form, "page_obj": past})


def bring(request: HttpRequest, site: Site, form: ImportForm) -> Import:
    said = form.cleaned_data
    return applying.draft(
        site,
        said["file"].read(),
        said["file"].name,
        source=said["source"],
        choices=said["choices"],
        attested=said["attested"],
        uploader=cast(User, request.user),
        now=timezone.now(),
    )


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def import_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """Before: what would happen to each line. Afterwards: what happened. The counts outlive the lines."""
    batch = import_of(request, pk)
    account = batch.account or applying.account(batch)
    read = batch.lines.count() if batch.state == Import.State.READING else 0
    context = {
        "batch": batch,
        "choices": [in_words(code) for code in batch.choices],
        "number": account.get(Verdict.NEW, 0),
        "counts": [(verdict.label, account[verdict]) for verdict in Verdict if account.get(verdict)],
        "outcomes": [(outcome.label, account[outcome]) for outcome in ImportLine.Outcome if account.get(outcome)],
        "samples": samples(batch),
        "an_hour": PER_IMPORT.most,
        "is_reading": batch.state == Import.State.READING,
        "read": read,
        "how_far": f"{grouped(read)} lignes sur {grouped(batch.rows)}",
        "is_draft": batch.state == Import.State.DRAFT,
        "is_running": batch.state == Import.State.RUNNING,
        "may_export": request.user.has_perm(EXPORT),
    }
    return private(render(request, "newsletter/desk/import.html", context))


def samples(batch: Import) -> list[dict[str, Any]]:
    """The first lines of each verdict, what needs a look first."""
    order = [verdict for verdict in Verdict if verdict is not Verdict.NEW] + [Verdict.NEW]
    found = [{"verdict": verdict, "lines": list(batch.lines.filter(verdict=verdict)[:SHOWN])} for verdict in order]
    return [sample for sample in found if sample["lines"]]


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Every line of the file with its verdict and what was done. For whoever may export addresses."""
    if not request.user.has_perm(EXPORT):
        raise PermissionDenied
    batch = import_of(request, pk)
    rows = (
        [
            line.number,
            line.typed,
            line.source,
            line.get_verdict_display(),
            line.remark,
            line.get_outcome_display(),
        ]
        for line in batch.lines.iterator(chunk_size=2_000)
    )
    return private(csv_response(f"import-{batch.pk}", HEADINGS, rows))


@require_POST
@permission_required(PERMISSION, raise_exception=True)
def import_act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Starts a draft, or ends what is left. Written in the desk's log with who did it."""
    batch = import_of(request, pk)
    done = applying.start(batch) if action == "start" else applying.cancel(batch, timezone.now())
    if done:
        log(instance=batch, action=f"newsletter.import_{action}", user=request.user)
        messages.success(request, "L’import commence." if action == "start" else "L’import est annulé.")
    else:
        messages.warning(request, "Rien n’a changé : cet import avait déjà commencé, ou déjà pris fin.")
    return redirect("import_screen", pk)
