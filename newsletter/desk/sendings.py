"""« Envois » in the desk: how far each one is, who has it and who has not, and the buttons that hold, let go and send again."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_POST, require_safe
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from content.spreadsheets import harmless
from newsletter.desk.kinds import KindFilter, tabs
from newsletter.desk.people import EXPORT
from newsletter.desk.variants import variants_of
from newsletter.engine import estimate, pacing, sending
from newsletter.models import Bounce, Delivery, Dispatch

State = Delivery.State
SHOWN = 200
"""Names on the screen of a sending; beyond, the list of people has them all."""


class DispatchList(ReportView):
    """Every sending, the latest first, and a tab for each kind."""

    template_name = "newsletter/desk/sendings.html"
    results_template_name = "newsletter/desk/sendings_results.html"
    page_title = "Envois"
    header_icon = "mail"
    model = Dispatch
    permission_policy = ModelPermissionPolicy(Dispatch)
    permission_required = "view"
    default_ordering = "-pk"
    filterset_class = KindFilter
    index_url_name = "sendings"
    index_results_url_name = "sendings_results"
    verbose_name_plural = "envois"
    columns = [
        TitleColumn("carried", label="Envoi", url_name="dispatch_progress"),
        Column("get_priority_display", label="Genre"),
        DateColumn("frozen_at", label="Lancé"),
        Column("get_state_display", label="État"),
        Column("planned", label="Prévus"),
        Column("excluded", label="Écartés"),
        Column("trouble", label="Incident"),
    ]

    def get_base_queryset(self) -> Any:
        return Dispatch.objects.select_related("issue", "mailing")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context if self.results_only else context | {"tabs": tabs(self.request.GET.get("genre", ""))}


class DeliveryFilter(WagtailFilterSet):
    """Who has it, who has not, or one exact state."""

    received = ChoiceFilter(
        label="A reçu", choices=[("oui", "Oui"), ("non", "Non, ou pas encore")], method="those_who_received"
    )

    class Meta:
        model = Delivery
        fields = ["state"]

    def those_who_received(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(state=State.SENT) if value == "oui" else rows.not_received()


class DeliveryList(ReportView):
    """Everybody one sending was for, and what became of each: « Qui n’a pas reçu ? » is one of its filters, and a file."""

    header_icon = "mail"
    model = Delivery
    permission_policy = ModelPermissionPolicy(Dispatch)
    permission_required = "view"
    is_searchable = True
    search_backend_name = None
    search_fields = ["subscriber__address_key"]
    default_ordering = "pk"
    filterset_class = DeliveryFilter
    verbose_name_plural = "personnes"
    columns = [
        Column("subscriber", label="Abonné", sort_key="subscriber__address_key"),
        Column("get_state_display", label="État", sort_key="state"),
        Column("get_reason_display", label="Motif"),
        Column("attempts", label="Essais"),
        DateColumn("settled_at", label="Réglé"),
        Column("reply", label="Réponse du serveur"),
    ]
    export_headings = {
        "subscriber": "Adresse",
        "get_state_display": "État",
        "get_reason_display": "Motif",
        "attempts": "Essais",
        "settled_at": "Réglé",
        "reply": "Réponse du serveur",
    }
    custom_field_preprocess = {"reply": {"csv": harmless}, "subscriber": {"csv": harmless}}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "export" in request.GET and not request.user.has_perm(EXPORT):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def list_export(self) -> list[str]:
        """What a file holds; nothing, and no button, for whoever may only look."""
        return list(self.export_headings) if self.request.user.has_perm(EXPORT) else []

    def get_filename(self) -> str:
        return f"envoi-{self.kwargs['pk']}"

    @property
    def page_title(self) -> str:
        dispatch = get_object_or_404(Dispatch.objects.select_related("issue", "mailing"), pk=self.kwargs["pk"])
        return f"{dispatch.carried} : qui l’a reçu"

    def get_base_queryset(self) -> Any:
        return Delivery.objects.filter(dispatch=self.kwargs["pk"]).select_related("subscriber")

    def get_index_url(self) -> str:
        return str(self.request.path)

    def get_index_results_url(self) -> str:
        return str(self.request.path)


def progress(dispatch: Dispatch, now: datetime) -> dict[str, Any]:
    """The counts of one sending and when it should be over, as its screen shows them."""
    tally = dispatch.deliveries.all().tally()
    waiting = tally[State.PENDING] + tally[State.CLAIMED] + tally[State.COMMITTING]
    facts = [
        ("Prévus", dispatch.planned),
        ("Acceptés par le serveur", tally[State.SENT]),
        ("En attente", waiting),
        ("Différés, essayés de nouveau plus tard", tally[State.DEFERRED]),
        ("Refusés", tally[State.REJECTED]),
        ("Incertains", tally[State.UNCERTAIN]),
        ("Écartés (en pause, partis, adresse en erreur)", tally[State.EXCLUDED]),
        ("Revenus après avoir été acceptés", Bounce.objects.of_dispatch(dispatch).failures().count()),
    ]
    done = dispatch.planned - waiting - tally[State.DEFERRED]
    end = end_of(dispatch, waiting, now) if dispatch.state == Dispatch.State.RUNNING else ""
    return {"facts": facts, "done": done, "planned": dispatch.planned, "tally": tally, "end": end}


def end_of(dispatch: Dispatch, waiting: int, now: datetime) -> str:
    """When it should be over, in a sentence: by the days the provider allows, where it counts them, else by the pace it keeps."""
    local = timezone.localtime(now)
    if settings.MAIL_PER_DAY and waiting:
        return f"{capfirst(pacing.foreseen(waiting, now).said(local))}."
    return estimate.in_words(waiting, next_try(dispatch), pace(dispatch, now), local)


def pace(dispatch: Dispatch, now: datetime) -> estimate.Pace:
    """How fast rows came to their end lately."""
    since = max(dispatch.frozen_at, now - estimate.LOOKED_BACK)
    served = dispatch.deliveries.filter(settled_at__gt=since).exclude(state=State.EXCLUDED)
    return estimate.Pace(served.count(), now - since)


def next_try(dispatch: Dispatch) -> datetime | None:
    """When the first of those put off is tried again, on the town's clock."""
    deferred = dispatch.deliveries.filter(state=State.DEFERRED).order_by("due_at")
    due_at = deferred.values_list("due_at", flat=True).first()
    return timezone.localtime(due_at) if due_at else None


@require_safe
@permission_required("newsletter.view_dispatch", raise_exception=True)
def sending_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a sending is; the uncertain and the refused by name, each with a box to have it sent again."""
    dispatch = get_object_or_404(Dispatch.objects.select_related("issue", "mailing"), pk=pk)
    rows = dispatch.deliveries.select_related("subscriber")
    context = {
        "dispatch": dispatch,
        "progress": progress(dispatch, timezone.now()),
        "uncertain": rows.uncertain()[:SHOWN],
        "refused": rows.filter(state=State.REJECTED)[:SHOWN],
        "variants": variants_of(dispatch),
        "may_change": request.user.has_perm("newsletter.change_dispatch"),
        "running": dispatch.state == Dispatch.State.RUNNING,
        "paused": dispatch.state == Dispatch.State.PAUSED,
    }
    return render(request, "newsletter/desk/sending.html", context)


@require_POST
@permission_required("newsletter.change_dispatch", raise_exception=True)
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Pause, resume, stop, or send the ticked ones again. Each is written in the desk's log with who did it."""
    dispatch = get_object_or_404(Dispatch, pk=pk)
    if action == "resend":
        ticked = set(request.POST.getlist("deliveries"))
        keys = [
            key
            for key in Delivery.objects.filter(dispatch=dispatch).resendable().values_list("pk", flat=True)
            if str(key) in ticked
        ]
        number = sending.resend(dispatch.deliveries.filter(pk__in=keys), timezone.now())
        done, said = bool(number), f"{number} envoi(s) repris, avec le même identifiant de message."
    else:
        done, said = change(dispatch, action)
    if done:
        log(instance=dispatch, action=f"newsletter.{action}", user=request.user)
        messages.success(request, said)
    else:
        messages.warning(request, "Rien n’a changé : l’envoi a déjà pris fin, ou rien n’était choisi.")
    return redirect("dispatch_progress", pk)


def change(dispatch: Dispatch, action: str) -> tuple[bool, str]:
    if action == "pause":
        return sending.pause(dispatch), "L’envoi est en pause. Au plus un message par connexion finit de partir."
    if action == "resume":
        return sending.resume(dispatch), "L’envoi reprend."
    return sending.stop(dispatch, timezone.now()), "L’envoi est arrêté. Qui a reçu le numéro le garde."
