"""Running text: headings in order, and signs that paper does not have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsletter.approval.gauges.values import Gauge, Level
from newsletter.approval.gauges.walking import texts_of
from newsletter.bulletin.edition import Edition
from newsletter.bulletin.prose import Heading, Paragraph
from newsletter.bulletin.walking import all_of
from newsletter.press import pictographs
from newsletter.press.pictographs import Sign
from newsletter.press.typesetting import can_print

TITLE = 3
"""The level of a heading under its section's title (see newsletter.bulletin.prose)."""
LONGEST_TITLE = 90


def headings(edition: Edition) -> Iterator[Gauge]:
    """Headings that skip a level, have nothing under them, or are only bold words: who listens to the page is lost."""
    for section in edition.sections:
        faults = [fault for text in texts_of(section) for fault in faults_of(text)]
        if faults:
            advice = (
                "Un intertitre se fait avec le bouton « Titre », et un texte le suit : on s’y repère aussi à l’oreille."
            )
            yield Gauge(
                f"Intertitres, {section.label}", ", ".join(dict.fromkeys(faults)), Level.WARNING, advice, section.anchor
            )


def faults_of(text: tuple[Any, ...]) -> Iterator[str]:
    level = TITLE - 1
    for number, block in enumerate(text):
        following = text[number + 1] if number + 1 < len(text) else None
        if isinstance(block, Heading):
            if block.level > level + 1:
                yield f"« {block.text} » saute un niveau"
            if following is None or (isinstance(following, Heading) and following.level <= block.level):
                yield f"« {block.text} » n’a pas de texte"
            level = block.level
        elif following is not None and is_bold_title(block):
            yield f"« {block.text} » est seulement en gras"


def is_bold_title(block: Any) -> bool:
    """A short paragraph wholly in bold, without the full stop of a sentence."""
    if not isinstance(block, Paragraph) or not block.runs:
        return False
    return all(run.bold for run in block.runs) and len(block.text) <= LONGEST_TITLE and block.text[-1:] not in ".!?…"


def missing_characters(edition: Edition) -> Iterator[Gauge]:
    """Characters our faces do not have: they stay on screen; on paper they are drawn, else written otherwise."""
    for section in edition.sections:
        lacking = [text for text in all_of(str, section, pictographs.NOT_WORDS) if not pictographs.printable(text)]
        drawn = {part.characters for text in lacking for part in pictographs.split(text) if isinstance(part, Sign)}
        others = {character for text in lacking for character in text if is_lacking(character)}
        if drawn:
            advice = "Le bulletin imprimé les dessine à l’encre ; qui l’écoute entend leur nom."
            yield Gauge("Signes dessinés", " ".join(sorted(drawn)), Level.GOOD, advice, section.anchor)
        if others := others - set("".join(drawn)) - pictographs.TONES:
            advice = "À l’écran ils restent. Sur le papier : la lettre la plus proche, ou un mot entre crochets."
            value = " ".join(sorted(others))
            yield Gauge("Signes remplacés à l’impression", value, Level.WARNING, advice, section.anchor)


def is_lacking(character: str) -> bool:
    return character.isprintable() and not can_print(character)
