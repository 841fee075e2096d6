"""What became of a date, as an entry of its own in the feeds.

An event that changes keeps its entry, and reader programs do not show again an entry that was read: whoever read of the
rehearsals in September would never hear that tonight's is off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.html import format_html
from wagtail.models import Site

from content.feeds import FeedEntry
from content.feeds.spec import Entries
from content.models import JournalLine
from content.typography import fr

KEPT = timedelta(days=30)


def with_news(site: Site, entries: Entries, now: datetime) -> Entries:
    """The entries, each preceded by what the journal told of its dates in the last month, the latest first."""
    told = JournalLine.objects.for_site(site).filter(page__in=list(entries), at__gt=now - KEPT, at__lte=now)
    lines: dict[int | None, list[JournalLine]] = defaultdict(list)
    for line in told.exclude(turns_told=[]).order_by("-pk"):
        lines[line.page_id].append(line)
    return dict(_in_order(entries, lines))


def _in_order(entries: Entries, lines: dict[int | None, list[JournalLine]]) -> Iterator[tuple[int, FeedEntry]]:
    for page, entry in entries.items():
        for line in lines[page]:
            yield -line.pk, news(entry, line)
        yield page, entry


def news(entry: FeedEntry, line: JournalLine) -> FeedEntry:
    """« Annulé : Répétition du chœur, mardi 8 décembre, 20 h », with the reason."""
    first, *others = line.turns
    named = ", ".join(filter(None, [line.title, "" if others else first.name]))
    text = fr(line.told)
    return replace(
        entry,
        id=f"{entry.id}:{line.pk}",
        title=f"{first.word} : {named}",
        published=line.at,
        updated=line.at,
        summary=text,
        html=format_html('<p>{}</p><p><a href="{}">{}</a></p>', text, entry.url, line.title),
        enclosures=(),
        picture=None,
    )
