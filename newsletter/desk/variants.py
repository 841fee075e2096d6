"""The mails of one digest or one alert, as they left: each with how many people had it, to be read again."""

from __future__ import annotations

from django.contrib.auth.decorators import permission_required
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from newsletter.bulletin.showing import mail_response, without_personal_links
from newsletter.models import Dispatch, Variant


def variants_of(dispatch: Dispatch) -> QuerySet[Variant]:
    """Those of that dispatch, the most read first, with `readers` and whether their words are still `kept`.

    None for a bulletin, which has one form for all.
    """
    variants = Variant.objects.filter(mailing=dispatch.mailing_id) if dispatch.mailing_id else Variant.objects.none()
    counted = variants.annotate(readers=Count("deliveries"), kept=ExpressionWrapper(~Q(html=""), BooleanField()))
    return counted.defer("html", "text").order_by("-readers", "pk")


@require_safe
@permission_required("newsletter.view_dispatch", raise_exception=True)
def frozen_mail(request: HttpRequest, pk: int) -> HttpResponse:
    """The very HTML that left, its personal links put aside."""
    variant = get_object_or_404(Variant.objects.exclude(html="").select_related("mailing__site"), pk=pk)
    return mail_response(without_personal_links(variant.html, variant.mailing.site.root_url))
