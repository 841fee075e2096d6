"""« Retours » in the desk: what came back of the mails that left, and whose fault it was."""

from typing import Any

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from newsletter.models import Bounce, Subscriber


class BounceFilter(WagtailFilterSet):
    """What came back, and why."""

    class Meta:
        model = Bounce
        fields = ["kind", "fault", "delivery__subscriber__site"]


class BounceList(ReportView):
    """The latest first. An address is shown as long as the delivery still knows its person."""

    page_title = "Retours"
    header_icon = "undo"
    model = Bounce
    permission_policy = ModelPermissionPolicy(Subscriber)
    permission_required = "view"
    filterset_class = BounceFilter
    default_ordering = "-received_at"
    index_url_name = "returns"
    index_results_url_name = "returns_results"
    verbose_name_plural = "retours"
    columns = [
        Column("addressee", label="Abonné"),
        Column("delivery.dispatch", label="Envoi"),
        Column("get_kind_display", label="Ce qui est revenu", sort_key="kind"),
        Column("get_fault_display", label="Cause", sort_key="fault"),
        Column("what_became", label="Abonnement"),
        Column("words", label="Ce que dit le serveur"),
        DateColumn("received_at", label="Le", sort_key="received_at"),
    ]

    def get_base_queryset(self) -> Any:
        return Bounce.objects.select_related("delivery__subscriber", "delivery__dispatch")
