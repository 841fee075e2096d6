"""« Envois » in the desk: how far each one is, who has it and who has not, and the buttons that hold, let go and send again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from newsletter import sending
from newsletter.desk.kinds import KindFilter
from newsletter.desk.variants import variants_of
from newsletter.models import Delivery, Dispatch

State = Delivery.State
SHOWN = 200
"""Names on the screen of a sending; beyond, the list of people has them all."""


class DispatchList(ReportView):
    """Every sending, the latest first."""

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


class DeliveryFilter(WagtailFilterSet):
    class Meta:
        model = Delivery
        fields = ["state"]


class DeliveryList(ReportView):
    """Everybody one sending was for, and what became of each."""

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


def progress(dispatch: Dispatch) -> dict[str, Any]:
    """The counts of one sending, as its screen and the send screen show them. One query."""
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
    ]
    done = dispatch.planned - waiting - tally[State.DEFERRED]
    return {"facts": facts, "done": done, "planned": dispatch.planned, "tally": tally}


@require_safe
@permission_required("newsletter.view_dispatch", raise_exception=True)
def sending_screen(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a sending is; the uncertain and the refused by name, each with a box to have it sent again."""
    dispatch = get_object_or_404(Dispatch.objects.select_related("issue", "mailing"), pk=pk)
    rows = dispatch.deliveries.select_related("subscriber")
    context = {
        "dispatch": dispatch,
        "progress": progress(dispatch),
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
