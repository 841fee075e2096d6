"""Alerts as a feed: those in force, and those over, which say so."""

from dataclasses import replace
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from alerts.models import AlertPage, AlertQuerySet
from content.feeds import FeedEntry, FeedSpec
from content.feeds import register as register_spec
from content.feeds.entries import body_html, entry_of
from content.feeds.spec import Entries, Narrowing


def pages(site: Site, narrowed_to: Narrowing | None, now: datetime) -> AlertQuerySet:
    """The alerts of the town, those in force and those over."""
    alerts: AlertQuerySet = AlertPage.objects.on_site(site).published(now)
    return alerts


def entry(page: AlertPage) -> FeedEntry:
    """What happens, what to do, and every point of the situation."""
    facts = {
        "page": page,
        "instructions": page.instructions.all(),
        "updates": page.updates.all(),
        "body": body_html(page),
    }
    return entry_of(page, render_to_string("alerts/feed_entry.html", facts))


def as_of(site: Site, entries: Entries, now: datetime) -> Entries:
    """« Terminé » before the title of an alert that is over: whoever read that it began reads that it ends."""
    over = AlertPage.objects.filter(pk__in=list(entries)).over(now).values_list("pk", "ends_at")
    return entries | {
        pk: replace(
            entries[pk],
            title=_("Terminé : %(title)s") % {"title": entries[pk].title},
            updated=max(entries[pk].updated, ends_at),
        )
        for pk, ends_at in over
    }


def register() -> None:
    register_spec(
        FeedSpec(
            prefix="alertes",
            title=gettext_lazy("Alertes"),
            audience=gettext_lazy("Les alertes de la commune, dès leur publication, et leur fin."),
            pages=pages,
            model=AlertPage,
            make=entry,
            as_of=as_of,
        )
    )
