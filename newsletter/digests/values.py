"""What the mails are drawn from: plain values, in French typography, addresses absolute, hours on the town's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from content.theme import Tokens
from newsletter.bulletin.identity import Paper, Town


@dataclass(frozen=True, slots=True)
class Card:
    """One item of a mail. `word` comes before the title of what does not go as planned (« Annulé »)."""

    title: str
    url: str
    when: str
    summary: str = ""
    signatory: str = ""
    paper: Paper = Paper.WHITE
    word: str = ""
    day: str = ""
    """The day of an event, or its days, for the subject; news have none."""
    on: date | None = None
    details: str = ""
    """Beside its day in figures: hours, place, price."""
    off: bool = False
    """Nobody should come."""
    changed: bool = False
    """It is told for what became of it: cancelled, moved, maintained after all."""

    @property
    def said(self) -> str:
        """The title with its word: « Annulé : Loto de l’école »."""
        return f"{self.word}\u00a0: {self.title}" if self.word else self.title


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """An alert in force when the mail was written. `level` is counted in strokes, one to three."""

    level: int
    title: str
    url: str
    summary: str = ""

    @property
    def strokes(self) -> str:
        return "/" * self.level


@dataclass(frozen=True, slots=True)
class Foot:
    """Why one receives it: the sentence, then each choice it answers."""

    sentence: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The news of one occasion for everybody who has the same."""

    town: Town
    theme: Tokens
    day: date
    subject: str
    heading: str
    lead: str
    sections: tuple[Section, ...]
    foot: Foot
    bands: tuple[Band, ...] = ()
    more: int = 0
    """How many items were left to the site."""

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for section in self.sections for card in section.cards)

    @property
    def alone(self) -> Card | None:
        """Its only card, when there is but one: the mail is about it, and about nothing else."""
        cards = self.cards
        return cards[0] if len(cards) == 1 and not self.more else None

    @property
    def preview(self) -> str:
        """What a mailbox shows after the subject."""
        return self.alone.summary or self.alone.when if self.alone else ". ".join(card.said for card in self.cards[:3])


@dataclass(frozen=True, slots=True)
class Point:
    """What was known at that hour."""

    when: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertLetter:
    """One alert, or a report on it, or its end. `facts` are pairs of words: « Décidé par », « la maire »."""

    town: Town
    theme: Tokens
    day: date
    subject: str
    level: int
    level_name: str
    title: str
    url: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    instructions: tuple[str, ...]
    points: tuple[Point, ...]
    foot: Foot
    latest: Point | None = None
    """What makes it a report: said before everything else."""
    over: bool = False

    @property
    def preview(self) -> str:
        return f"{self.latest.title}. {self.latest.text}" if self.latest else self.lead

    @property
    def strokes(self) -> str:
        """« // Vigilance orange », or that it is over."""
        return _("Fin de l’alerte") if self.over else f"{'/' * self.level} {self.level_name}"

    @property
    def dangerous(self) -> bool:
        return self.level > 1 and not self.over
