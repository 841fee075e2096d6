"""What a resident can ask to receive: a stream or one topic, each at a rhythm.

A choice is written `flux:rythme` (`alertes:aussitot`, `bulletin:mois`) and, for one topic, `theme.SLUG:rythme`
(`theme.travaux:vendredi`), the same in forms and in the proof of consent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stream(TextChoices):
    """What a mail is about. TOPIC: everything the town publishes on one topic, news and events alike."""

    ALERTS = "alertes", _("Alertes")
    NEWS = "actualites", _("Actualités de la mairie")
    AGENDA = "agenda", _("Agenda")
    BULLETIN = "bulletin", _("Le bulletin")
    TOPIC = "theme", _("Un thème")


class Rhythm(TextChoices):
    """When a mail leaves."""

    IMMEDIATE = "aussitot", _("aussitôt")
    DAILY = "jour", _("chaque jour")
    WEEKLY = "vendredi", _("le vendredi")
    MONTHLY = "mois", _("chaque mois")


OFFERED: Mapping[Stream, tuple[Rhythm, ...]] = {
    Stream.ALERTS: (Rhythm.IMMEDIATE,),
    Stream.NEWS: (Rhythm.IMMEDIATE, Rhythm.DAILY, Rhythm.WEEKLY),
    Stream.AGENDA: (Rhythm.IMMEDIATE, Rhythm.DAILY, Rhythm.WEEKLY),
    Stream.BULLETIN: (Rhythm.MONTHLY,),
    Stream.TOPIC: (Rhythm.IMMEDIATE, Rhythm.DAILY, Rhythm.WEEKLY),
}


@dataclass(frozen=True, order=True)
class Choice:
    """One box of the table, ticked. `topic` is a topic's slug, empty for a whole stream."""

    stream: Stream
    rhythm: Rhythm
    topic: str = ""

    @property
    def code(self) -> str:
        return f"{self.stream.value}{'.' if self.topic else ''}{self.topic}:{self.rhythm.value}"


def read(code: str, topics: Iterable[str]) -> Choice | None:
    """The choice written so, or None: unknown, not offered, or about a topic the town does not have."""
    what, _colon, when = code.partition(":")
    name, _dot, topic = what.partition(".")
    if name not in Stream.values or when not in Rhythm.values:
        return None
    stream, rhythm = Stream(name), Rhythm(when)
    known = topic in set(topics) if stream is Stream.TOPIC else not topic
    return Choice(stream, rhythm, topic) if known and rhythm in OFFERED[stream] else None


def read_all(codes: Iterable[str], topics: Iterable[str]) -> list[Choice]:
    """The choices among those codes, in a stable order, each once; what means nothing is left out."""
    slugs = set(topics)
    return sorted({choice for code in codes if (choice := read(code, slugs))})


def in_words(code: str) -> str:
    """A choice as somebody reads it, though its topic may be gone: « Le bulletin (chaque mois) », « travaux (le vendredi) »."""
    what, _colon, when = code.partition(":")
    name, _dot, topic = what.partition(".")
    stream = topic or (str(Stream(name).label) if name in Stream.values else name)
    return f"{stream} ({Rhythm(when).label})" if when in Rhythm.values else stream
