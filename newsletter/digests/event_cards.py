"""An event as a card: by its next date or, when something became of it, by that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from content.dates import days, long_date
from content.models import JournalLine
from content.turns import Turn
from content.typography import fr
from events.models import EventPage, Occurrence
from events.sentences import hours, when
from newsletter.digests.values import Card

SEVERAL = 4
"""Days of a cancelled series that are named; beyond, it is the series that is cancelled."""


def event_card(
    card: Card, page: EventPage, lines: Sequence[JournalLine], dates: Sequence[Occurrence], today: dt.date
) -> Card:
    """The card of an event of which these lines speak; `dates` are those not over yet, and `card` what it has already."""
    turns = turns_told(lines, today)
    if turns:
        return turned(card, turns, dates, today)
    off = [row for row in dates if row.state.off]
    standing = [row for row in dates if not row.state.off]
    if off and (not standing or lines[-1].kind == JournalLine.Kind.CANCELLED):
        return cancelled(card, page, off, today)
    return coming(card, page, standing, today)


def turns_told(lines: Iterable[JournalLine], today: dt.date) -> list[Turn]:
    """What became of which date, the latest word on each, past dates left out."""
    latest = {turn.name: turn for line in lines for turn in line.turns}
    return [turn for turn in latest.values() if turn.last_day >= today]


def turned(card: Card, turns: Sequence[Turn], dates: Sequence[Occurrence], today: dt.date) -> Card:
    """« Annulé », « Déplacé », « Maintenu »: one date by its name and its reason, several in sentences."""
    off = all(turn.off for turn in turns)
    if len(turns) > 1:
        same = {turn.word for turn in turns}
        word = turns[0].word if len(same) == 1 else _("Changements")
        told = fr(" ".join(turn.sentence for turn in turns))
        return replace(card, word=word, when="", summary=told, off=off, changed=True)
    turn = turns[0]
    day = turn.name or named(dates, today)
    return replace(card, word=turn.word, when=fr(day), day=day, summary=fr(turn.more), off=off, changed=True)


def cancelled(card: Card, page: EventPage, rows: Sequence[Occurrence], today: dt.date) -> Card:
    """An event whose dates no longer stand, where the journal does not name them."""
    day = named(rows, today)
    reason = fr(rows[0].message or page.status_message)
    return replace(card, word=rows[0].state.word, when=fr(day), day=day, summary=reason, off=True, changed=True)


def named(rows: Sequence[Occurrence], today: dt.date) -> str:
    """« samedi 5 décembre », « 5, 12 et 19 décembre », « toutes les dates »."""
    first, *others = sorted({row.timing.day for row in rows})
    if len(others) >= SEVERAL:
        return _("toutes les dates")
    return days([first, *others]) if others else long_date(first, today)


def coming(card: Card, page: EventPage, rows: Sequence[Occurrence], today: dt.date) -> Card:
    """« samedi 5 décembre, de 20 h à 23 h, salle du Préau, 5 € »; a series says that it has other dates."""
    first, others = rows[0], _("et d’autres dates") if len(rows) > 1 else ""
    place = first.place.name if first.place else ""
    facts = [part for part in (others, place, page.price_text) if part]
    return replace(
        card,
        word=first.state.word,
        when=fr(", ".join([when(first.timing, today), *facts])),
        details=fr(", ".join([hours(first.timing), *facts])),
        day=long_date(first.timing.day, today),
        on=first.timing.day,
    )
