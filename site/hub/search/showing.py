"""Results as the page shows them: values for the template, asked of the database for one page of results at a time."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from content.dates import hour, long_date
from content.models import TownDocument
from content.templatetags.components import weight
from events.models import Occurrence
from events.values import Status
from hub.context import below
from hub.search.extracts import marked, passage
from hub.search.finding import Findings
from hub.search.kinds import Kind
from hub.search.models import SearchEntry
from hub.search.question import Question
from hub.search.ranking import Ranked


@dataclass(frozen=True)
class Result:
    """`title` and `excerpt` are HTML, words marked; `date` is whatever tells when, or how heavy; `status` « Annulé »."""

    kind: str
    title: SafeString
    url: str
    date: str = ""
    excerpt: SafeString = field(default_factory=SafeString)
    page: int = 1
    status: str = ""


@dataclass(frozen=True)
class Date:
    """When an event takes place or took place, and « Annulé » when it does not."""

    text: str
    status: str = ""


@dataclass(frozen=True)
class Choice:
    """A link that narrows or sorts the results."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


def results(ranked: Sequence[Ranked], question: Question, site: Site, at: dt.datetime) -> list[Result]:
    """What the page says of each, in the same order."""
    entries = SearchEntry.objects.select_related("page", "document").in_bulk([each.candidate.key for each in ranked])
    dates = dates_of((entry.page_id for entry in entries.values() if entry.kind == Kind.EVENT), at)
    return [
        result_of(entry, question.terms_in(each.candidate.weights), site, dates.get(entry.page_id))
        for each in ranked
        if (entry := entries.get(each.candidate.key))
    ]


def result_of(entry: SearchEntry, terms: frozenset[str], site: Site, date: Date | None) -> Result:
    kind = Kind(entry.kind)
    found = passage(entry.lead, entry.body, terms)
    return Result(
        kind=kind.one,
        title=marked(entry.title, terms),
        url=opened_at(entry.document, found.page) if entry.document else below(site, entry.page),
        date=document_facts(entry.document) if entry.document else when(entry, kind, date),
        excerpt=found.html,
        page=found.page if entry.document else 1,
        status=date.status if date else "",
    )


def opened_at(document: TownDocument, page: int) -> str:
    """Its address, at that page for readers that know how (RFC 8118 §3)."""
    return f"{document.url}#page={page}" if page > 1 else str(document.url)


def when(entry: SearchEntry, kind: Kind, date: Date | None) -> str:
    """When an event takes place, when a piece of news came out; nothing for a page that stays."""
    if kind == Kind.EVENT:
        return date.text if date else ""
    if kind in {Kind.PROCEDURE, Kind.PAGE} or entry.page.first_published_at is None:
        return ""
    return long_date(timezone.localtime(entry.page.first_published_at).date())


def document_facts(document: TownDocument) -> str:
    """« PDF, 2 pages, 180 Ko »"""
    facts = document.describe()
    pages = (
        ngettext("%(count)s page", "%(count)s pages", facts["pages"]) % {"count": facts["pages"]}
        if facts["pages"]
        else ""
    )
    return ", ".join(filter(None, [facts["format"], pages, weight(facts["size"])]))


def dates_of(events: Iterable[int], at: dt.datetime) -> dict[int, Date]:
    """The next date of each event; of those that are over, the last."""
    keys = set(events)
    if not keys:
        return {}
    rows = Occurrence.objects.filter(event_id__in=keys).only("event_id", "start_day", "start_time", "status")
    coming = {row.event_id: row for row in rows.filter(over_at__gt=at).order_by("-starts_at")}
    past = rows.filter(event_id__in=keys - coming.keys()).values_list("event_id").annotate(models.Max("start_day"))
    last = {key: Date(_("%(day)s, passé") % {"day": long_date(day)}) for key, day in past.order_by()}
    return last | {key: Date(day_and_hour(row), str(Status(row.status).word)) for key, row in coming.items()}


def day_and_hour(row: Occurrence) -> str:
    day = long_date(row.start_day)
    return f"{day}, {hour(row.start_time)}" if row.start_time else day


def newest_first(findings: Sequence[Ranked]) -> list[Ranked]:
    """The latest published first; what has no date comes last."""
    return sorted(findings, key=lambda each: timestamp(each.candidate.published_at), reverse=True)


def timestamp(moment: dt.datetime | None) -> float:
    return moment.timestamp() if moment else 0.0


def kinds(findings: Findings, text: str, current: Kind | None) -> list[Choice]:
    """« Tout, 7 », then each kind that has results."""
    everything = Choice(_("Tout"), address(text), current is None, len(findings.results))
    return [
        everything,
        *(
            Choice(str(kind.label), address(text, genre=kind), current == kind, count)
            for kind, count in findings.counts.items()
        ),
    ]


def orders(text: str, kind: Kind | None, by_date: bool) -> list[Choice]:
    genre = {"genre": kind.value} if kind else {}
    return [
        Choice(_("Par pertinence"), address(text, **genre), not by_date),
        Choice(_("Par date"), address(text, ordre="date", **genre), by_date),
    ]


def address(text: str, **more: str) -> str:
    """The results of that question."""
    return f"{reverse('search')}?{urlencode({'q': text, **more})}"


def summary(findings: Findings) -> str:
    count = len(findings.results)
    if not count:
        return _("Aucun résultat")
    return capfirst(ngettext("%(count)s résultat", "%(count)s résultats", count) % {"count": count})
