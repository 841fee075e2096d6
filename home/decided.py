"""What the council decided, for the next number of the bulletin: read in the acts, with their votes and their pages."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import Site

from content.dates import hour, long_date
from home.models import ActPage, CouncilPage
from home.models.acts import Kind
from newsletter.desk.opening import Decided, Session, register_sessions

MOST = 12


@register_sessions
def latest_session(site: Site, after: dt.date) -> Session | None:
    """The latest day after that one on which deliberations were signed that residents can read; None without any."""
    acts = ActPage.objects.on_site(site).published(timezone.now()).filter(kind=Kind.DELIBERATION, signed_on__gt=after)
    latest = acts.order_by("-signed_on").values_list("signed_on", flat=True).first()
    if latest is None:
        return None
    of_that_day = acts.filter(signed_on=latest).order_by("number", "pk")[:MOST]
    day, place = next_sitting(site)
    return Session(latest, tuple(map(decided, of_that_day)), day, place)


def decided(act: ActPage) -> Decided:
    return Decided(
        act.title,
        act.standfirst,
        act.pk,
        act.votes_for or 0,
        act.votes_against or 0,
        act.abstentions or 0,
    )


def next_sitting(site: Site) -> tuple[str, str]:
    """« Vendredi 11 décembre, 20 h » and « Salle du conseil. », by the agenda; both empty when none is announced."""
    page = CouncilPage.objects.on_site(site).live().first()
    coming = page.next_occurrence() if page else None
    if coming is None:
        return "", ""
    day = long_date(coming.start_day)
    said = f"{day}, {hour(coming.start_time)}" if coming.start_time else day
    return capfirst(said), f"{coming.place.name}." if coming.place else ""
