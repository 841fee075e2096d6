"""Alerts by e-mail: at once when they are published, when they grow worse, at each report, and at their end.

A word corrected is not told again. Each stage of an alert is told once to each person.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Site

from alerts.models import AlertPage, AlertUpdate
from content.dates import hour, long_datetime
from content.models import JournalLine, commune_of
from content.typography import fr
from events.zones import zone_of
from newsletter.digests import audience, words
from newsletter.digests.composing import Frame, foot_of, frame_of
from newsletter.digests.letters import Written, freeze
from newsletter.digests.selection import Item, Reader
from newsletter.digests.values import AlertLetter, Point
from newsletter.models import Dispatch, JournalReading, Mailing, Told
from newsletter.renderers import alert as renderer
from newsletter.subscribers.choices import Choice, Rhythm, Stream

ALERTS = Choice(Stream.ALERTS, Rhythm.IMMEDIATE)
END_TOLD_WITHIN = dt.timedelta(days=1)
POINTS = 3
_STAGE = re.compile(r"(?:niveau (?P<level>\d)|fin), point (?P<points>\d+)")


@dataclass(frozen=True, slots=True)
class Stage:
    """How far an alert has come. `name` is what the ledger keeps of it."""

    level: int
    points: int
    over: bool = False

    @property
    def name(self) -> str:
        return f"fin, point {self.points}" if self.over else f"niveau {self.level}, point {self.points}"

    @classmethod
    def read(cls, name: str) -> Stage:
        """The stage of that name. Raises ValueError."""
        found = _STAGE.fullmatch(name)
        if found is None:
            raise ValueError(name)
        return cls(int(found["level"] or 0), int(found["points"]), found["level"] is None)

    def is_worse_than(self, told: Sequence[Stage]) -> bool:
        return self.level > max((stage.level for stage in told), default=0)

    def is_news_after(self, told: Sequence[Stage]) -> bool:
        """Whether residents who were told these have something new to hear."""
        if self.over:
            return bool(told) and self.name not in {stage.name for stage in told}
        return self.is_worse_than(told) or self.points > max((stage.points for stage in told), default=0)


def stage_of(alert: AlertPage, now: dt.datetime) -> Stage:
    return Stage(alert.level, len(alert.updates.all()), alert.is_over(now))


def tell(site: Site, lines: list[JournalLine], start: dt.datetime, now: dt.datetime) -> int:
    """Answers these lines, and the end of alerts that is come without a line; returns how many mails are to leave."""
    moments = {line.page_uid: line.at for line in lines}
    number = 0
    with transaction.atomic():
        JournalReading.objects.bulk_create(JournalReading(line=line) for line in lines)
        for alert in to_look_at(site, moments, now):
            number += tell_one(alert, site, moments.get(alert.uid, alert.ends_at or now), start, now)
    return number


def to_look_at(site: Site, pages: Iterable[object], now: dt.datetime) -> list[AlertPage]:
    """The alerts of these pages that residents can read, and those that have just come to their end."""
    readable = AlertPage.objects.on_site(site).published(now).public()
    just_over = readable.over(now).filter(ends_at__gte=now - END_TOLD_WITHIN)
    found = {alert.pk: alert for alert in [*readable.filter(uid__in=pages), *just_over]}
    return list(found.values())


def tell_one(alert: AlertPage, site: Site, at: dt.datetime, start: dt.datetime, now: dt.datetime) -> int:
    """Freezes the mail of that alert's present stage, if it is news; returns how many are to leave."""
    stage = stage_of(alert, now)
    told = [Stage.read(mailing.matter) for mailing in Mailing.objects.about_alert(alert.uid)]
    if not stage.is_news_after(told):
        return 0
    item = item_of(alert, stage, at)
    readers = [reader for reader in warned(site, item, start, now) if not stage.over or reader.key in knowing(alert)]
    if not readers:
        return 0
    letter = letter_of(alert, stage, told, frame_of(site, now), now)
    mailing = Mailing.objects.create(
        site=site, kind=Mailing.Kind.ALERT, slot=now, subject=letter.subject, page_uid=alert.uid, matter=stage.name
    )
    html, text = renderer.html(letter), renderer.text(letter)
    written = Written(letter.subject, html, text, (item,), (ALERTS,), readers)
    return freeze(mailing, [written], Dispatch.Priority.ALERT, now).planned


def item_of(alert: AlertPage, stage: Stage, at: dt.datetime) -> Item:
    districts = frozenset(district.slug for district in alert.districts.all())
    return Item(alert.uid, (stage.name,), Stream.ALERTS, at, districts=districts)


def warned(site: Site, item: Item, start: dt.datetime, now: dt.datetime) -> list[Reader]:
    """Whoever asked for alerts before that one, and lives where it matters."""
    day = now.astimezone(zone_of(commune_of(site).insee_code)).date()
    return [
        reader
        for reader in audience.warned(site, start, day)
        if reader.lives_where(item) and any(wish.covers(item) for wish in reader.wishes)
    ]


def count(alert: AlertPage, now: dt.datetime) -> tuple[int, int]:
    """How many people its next mail would reach, and how many would be left out (a pause, an address that fails)."""
    if alert.site is None:
        return 0, 0
    readers = warned(alert.site, item_of(alert, stage_of(alert, now), now), now - END_TOLD_WITHIN, now)
    left_out = sum(bool(reader.reason) for reader in readers)
    return len(readers) - left_out, left_out


def knowing(alert: AlertPage) -> set[int]:
    """Who was told that it began."""
    return set(Told.objects.about([alert.uid]).values_list("subscriber", flat=True))


def letter_of(alert: AlertPage, stage: Stage, told: Sequence[Stage], frame: Frame, now: dt.datetime) -> AlertLetter:
    """What is said at that stage to people who may have been told earlier ones."""
    clock = Clock(zone_of(frame.commune.insee_code), frame.day)
    points = [clock.point(update) for update in alert.updates.all()[: POINTS + 1]]
    reports = bool(points) and bool(told) and (stage.over or not stage.is_worse_than(told))
    return AlertLetter(
        town=frame.town,
        theme=frame.commune.theme,
        day=frame.day,
        subject=subject_of(alert, stage, told, points),
        level=alert.level,
        level_name=capfirst(alert.get_level_display()),
        title=fr(alert.title),
        url=alert.address(),
        lead=fr(alert.standfirst),
        facts=tuple((label, fr(value)) for label, value in facts_of(alert, clock, now) if value),
        instructions=() if stage.over else tuple(fr(line.text) for line in alert.instructions.all()),
        points=tuple(points[1:] if reports else points[:POINTS]),
        latest=points[0] if reports else None,
        foot=foot_of((ALERTS,), frame),
        over=stage.over,
    )


@dataclass(frozen=True, slots=True)
class Clock:
    """The town's clock, and its day: hours of that day are said without it."""

    zone: ZoneInfo
    today: dt.date

    def said(self, moment: dt.datetime) -> str:
        local = moment.astimezone(self.zone)
        return hour(local) if local.date() == self.today else long_datetime(local, self.today)

    def point(self, update: AlertUpdate) -> Point:
        return Point(self.said(update.at), fr(update.title), fr(update.text))


def subject_of(alert: AlertPage, stage: Stage, told: Sequence[Stage], points: Sequence[Point]) -> str:
    title = fr(alert.title)
    if stage.over:
        return words.end(title)
    if stage.is_worse_than(told) or not points:
        return words.alert(title, alert.level)
    return words.report(title, points[0].when, points[0].title)


def facts_of(alert: AlertPage, clock: Clock, now: dt.datetime) -> list[tuple[str, str]]:
    signatory = alert.signatory.name if alert.signatory else ""
    ends = alert.ends_at
    coming = alert.next_word(now)
    return [
        (_("Où"), ", ".join(district.name for district in alert.districts.all())),
        (_("À partir de") if alert.starts_at > now else _("Depuis"), clock.said(alert.starts_at)),
        (_("Terminée") if alert.is_over(now) else _("Jusqu’à"), clock.said(ends) if ends else _("nouvel ordre")),
        (_("Décidé par"), alert.decided_by or signatory),
        (_("Prochain point"), clock.said(coming) if coming else ""),
    ]
