"""What the form of an alert says of its e-mail: how many people it will reach, and how many it has reached."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from alerts.models import AlertPage
from content.dates import long_datetime
from content.desk.reach import Reach
from content.models import ContentPage
from newsletter.digests import alerts
from newsletter.models import Delivery, Dispatch, Mailing


def of(page: ContentPage, now: datetime) -> list[Reach]:
    """Before: to how many. After: each mail, with how many the server took."""
    if not isinstance(page, AlertPage) or page.site is None:
        return []
    sent = Dispatch.objects.filter(mailing__in=Mailing.objects.about_alert(page.uid)).order_by("pk")
    past = [sending(dispatch, now) for dispatch in sent.select_related("mailing")]
    return [*past, Reach(coming(page, bool(past), now))]


def sending(dispatch: Dispatch, now: datetime) -> Reach:
    tally = dispatch.deliveries.all().tally()
    when = long_datetime(timezone.localtime(dispatch.frozen_at), timezone.localdate(now))
    taken = f"{tally[Delivery.State.SENT]} sur {dispatch.planned} remis au serveur d’envoi"
    return Reach(
        f"{capfirst(when)} : « {dispatch.carried} », {taken}.",
        reverse("dispatch_progress", args=[dispatch.pk]),
        "Suivre l’envoi",
    )


def coming(alert: AlertPage, told: bool, now: datetime) -> str:
    """What happens at the next publication, by the districts ticked in the last draft."""
    if alert.is_over(now):
        return "L’alerte est finie : plus aucun courriel ne part."
    ready, left_out = alerts.count(alert, now)
    if not ready:
        return "Personne n’a demandé à recevoir les alertes par courriel ici : elle paraîtra sur le site seulement."
    people = "une personne" if ready == 1 else f"{ready} personnes"
    aside = f" {left_out} autres sont en pause ou leur adresse ne marche plus." if left_out else ""
    if told:
        return (
            f"Un nouveau point de situation, un niveau relevé ou la fin de l’alerte : un courriel part aussitôt à {people}.{aside} "
            "Un mot corrigé ne renvoie rien."
        )
    return f"À la publication, un courriel part aussitôt à {people}.{aside}"
