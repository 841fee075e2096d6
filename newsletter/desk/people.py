"""« Abonnés » in the desk: to be read, searched and, with a permission of its own, exported.

Only residents change what they receive.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Site
from wagtail.permission_policies import ModelPermissionPolicy

from newsletter.models import Subscriber, Subscription

EXPORT = "newsletter.export_subscriber"
PROOF = "newsletter.view_consentline"


class ProofColumn(Column):
    """The way to the sheet that proves the agreement."""

    cell_template_name = "newsletter/desk/proof_cell.html"

    def get_value(self, instance: Subscriber) -> str:
        return reverse("subscriber_proof", args=[instance.pk])


class SubscriberFilter(WagtailFilterSet):
    """Who still receives, and what."""

    class Meta:
        model = Subscriber
        fields = ["state", "subscriptions__stream", "site"]


class SubscriberList(ReportView):
    """Every subscriber whose address is still known."""

    page_title = "Abonnés"
    header_icon = "group"
    model = Subscriber
    permission_policy = ModelPermissionPolicy(Subscriber)
    permission_required = "view"
    is_searchable = True
    search_backend_name = None
    search_fields = ["address_key"]
    default_ordering = "address_key"
    filterset_class = SubscriberFilter
    index_url_name = "subscribers"
    index_results_url_name = "subscribers_results"
    verbose_name_plural = "abonnés"
    export_headings = {"address": "Adresse", "get_state_display": "État", "wishes": "Reçoit", "since": "Depuis"}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "export" in request.GET and not request.user.has_perm(EXPORT):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def columns(self) -> list[Column]:
        """The town only where there are several."""
        several = Site.objects.count() > 1
        return [
            Column("address", label="Adresse", sort_key="address_key"),
            Column("get_state_display", label="État", sort_key="state"),
            Column("wishes", label="Reçoit"),
            *([Column("site", label="Commune")] if several else []),
            DateColumn("since", label="Depuis", sort_key="since"),
            *([ProofColumn("proof", label="Preuve")] if self.request.user.has_perm(PROOF) else []),
        ]

    @property
    def list_export(self) -> list[str]:
        """What a file holds; nothing, and no button, for whoever may only look."""
        return list(self.export_headings) if self.request.user.has_perm(EXPORT) else []

    def get_base_queryset(self) -> Any:
        wishes = Prefetch("subscriptions", Subscription.objects.select_related("topic"))
        return Subscriber.objects.exclude(address=None).distinct().select_related("site").prefetch_related(wishes)

    def get_filename(self) -> str:
        return "abonnes"
