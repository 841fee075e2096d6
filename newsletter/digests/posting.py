"""What is due is read in the journal, shared out, written and frozen in one transaction; then the worker sends it.

    answer_hours(now)     half past eight: the day's news, on Friday the week's too; a missed hour is answered once
    answer_journal(now)   what has just been published: alerts, and news for those who chose « aussitôt »

Nothing new, nothing sent: the hour is written down as answered, and that is all. A killed worker leaves no half.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Mapping

from django.db import models, transaction
from django.db.models import Q
from wagtail.models import Site

from alerts.models import AlertPage
from content.models import JournalLine, commune_of
from content.reading import sites
from events.zones import zone_of
from newsletter.digests import alerts, audience, hours
from newsletter.digests.composing import digest_of, frame_of
from newsletter.digests.letters import Written, freeze
from newsletter.digests.selection import shares
from newsletter.digests.telling import STREAMS, is_change, tellings
from newsletter.models import Dispatch, JournalReading, Mailing
from newsletter.renderers import digest as renderer
from newsletter.subscribers.choices import Rhythm

logger = logging.getLogger(__name__)
Kind = Mailing.Kind
LOOK_BACK = dt.timedelta(days=14)
"""After a longer silence of the worker, what is older stays on the site: nobody wants a mail about last month."""
WEEK = dt.timedelta(days=8)
"""How far back any hour looks: whoever goes from one rhythm to another in the middle of a week loses nothing of it.
Nobody is told twice all the same."""
SECOND_THOUGHTS = dt.timedelta(minutes=2)
"""Time for an editor to mend a slip before news leave at once. Alerts, and dates cancelled or moved, do not wait."""
ANSWERED = Q(collection__in=[*STREAMS, AlertPage.journal_collection])
HOURS = ((Rhythm.DAILY, Kind.DAILY, hours.last_daily), (Rhythm.WEEKLY, Kind.WEEKLY, hours.last_weekly))


def answer_hours(now: dt.datetime) -> int:
    """Answers every hour that has struck and was not answered; returns how many mails are to leave."""
    return in_each_town(answer_hours_of, now)


def answer_journal(now: dt.datetime) -> int:
    """Answers the lines nobody has read yet; returns how many mails are to leave."""
    return in_each_town(answer_journal_of, now)


def in_each_town(verb: Callable[[Site, dt.datetime, dt.datetime], int], now: dt.datetime) -> int:
    number = 0
    for site in sites():
        try:
            number += verb(site, opening_of(site, now), now)
        except Exception:  # what breaks in one town must not keep the others waiting
            logger.exception("Nothing could be told in %s.", site)
    return number


def opening_of(site: Site, now: dt.datetime) -> dt.datetime:
    """The moment from which that town tells: the first time this was asked. What is older is never sent."""
    opening, _made = Mailing.objects.get_or_create(site=site, kind=Kind.OPENING, defaults={"slot": now})
    return opening.slot


def answer_hours_of(site: Site, opening: dt.datetime, now: dt.datetime) -> int:
    """The day's and the week's news of one town; on Friday one mail holds both."""
    zone = zone_of(commune_of(site).insee_code)
    due = [(rhythm, kind, last(now, zone)) for rhythm, kind, last in HOURS]
    due = [each for each in due if each[2] > opening and not Mailing.objects.answering(site, each[1], each[2]).exists()]
    if not due:
        return 0
    with transaction.atomic():
        starts = {rhythm: beginning(site, kind, opening, now) for rhythm, kind, _slot in due}
        starts |= {Rhythm.IMMEDIATE: min(starts.values())}  # for who chose « aussitôt » after what is new today
        mailings = [Mailing.objects.create(site=site, kind=kind, slot=slot) for _rhythm, kind, slot in due]
        lines = JournalLine.objects.for_site(site).between(min(starts.values()), now - SECOND_THOUGHTS)
        return post(mailings[-1], letters_about(site, lines, starts, now), now)


def beginning(site: Site, kind: Mailing.Kind, opening: dt.datetime, now: dt.datetime) -> dt.datetime:
    """From when news may be new at that rhythm: a WEEK ago, or the last hour answered if that is longer, up to LOOK_BACK."""
    last = Mailing.objects.for_site(site).filter(kind=kind).order_by("slot").last()
    return max(opening, now - LOOK_BACK, min(now - WEEK, last.slot if last else opening))


def answer_journal_of(site: Site, opening: dt.datetime, now: dt.datetime) -> int:
    """What has just happened in one town."""
    start = max(opening, now - LOOK_BACK)
    lines = list(unread(site, start))
    alert_lines = [line for line in lines if line.collection == AlertPage.journal_collection]
    number = alerts.tell(site, alert_lines, start, now)
    ready = ripe([line for line in lines if line.collection in STREAMS], now)
    if ready:
        with transaction.atomic():
            JournalReading.objects.bulk_create(JournalReading(line=line) for line in ready)
            letters = letters_about(site, ready, {Rhythm.IMMEDIATE: start}, now)
            if letters:
                number += post(Mailing.objects.create(site=site, kind=Kind.IMMEDIATE, slot=now), letters, now)
    return number


def unread(site: Site, start: dt.datetime) -> models.QuerySet[JournalLine]:
    """The lines of that town, from that moment on, that nobody has answered yet; oldest first."""
    return JournalLine.objects.for_site(site).filter(ANSWERED, reading=None, at__gte=start).order_by("pk")


def oldest_unread(now: dt.datetime) -> dt.datetime | None:
    """When the oldest line that still waits for its answer was written; None when none does."""
    openings = Mailing.objects.filter(kind=Kind.OPENING).select_related("site")
    moments = [unread(each.site, max(each.slot, now - LOOK_BACK)).values_list("at", flat=True) for each in openings]
    return min((found for lines in moments if (found := lines.first())), default=None)


def ripe(lines: list[JournalLine], now: dt.datetime) -> list[JournalLine]:
    """The lines of the pages that need not wait for second thoughts any more."""
    pages = {line.page_uid for line in lines if is_change(line) or line.at <= now - SECOND_THOUGHTS}
    return [line for line in lines if line.page_uid in pages]


def letters_about(
    site: Site, lines: Iterable[JournalLine], starts: Mapping[Rhythm, dt.datetime], now: dt.datetime
) -> list[Written]:
    """One letter for each set of people who have the same things to be told. Writes nothing."""
    known = {telling.item: telling for telling in tellings(site, lines, now)}
    if not known:
        return []
    frame = frame_of(site, now)
    told = audience.told(item.page for item in known)
    letters = []
    for share, readers in shares(audience.readers(site, starts, frame.day), list(known), told).items():
        digest = digest_of(frame, share, known)
        html, text = renderer.html(digest), renderer.text(digest)
        letters.append(Written(digest.subject, html, text, share.items, share.choices, readers))
    return letters


def post(mailing: Mailing, letters: list[Written], now: dt.datetime) -> int:
    """Freezes the letters under that mailing; returns how many mails are to leave."""
    if not letters:
        return 0
    mailing.subject = letters[0].subject if len(letters) == 1 else ""
    mailing.save(update_fields=["subject"])
    return freeze(mailing, letters, Dispatch.Priority.DIGEST, now).planned
