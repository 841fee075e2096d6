"""What an editor should know of a number before it leaves: pages, weight, descriptions, equal room, vague links. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from newsletter.edition import Edition, Groups, pictures_in
from newsletter.press.flatplan import FlatPlan
from newsletter.press.typesetting import can_print, signs
from newsletter.prose import Bullets, Paragraph
from newsletter.renderers.email import LIMIT, WARN
from newsletter.wording import counted

VAGUE = {"ici", "cliquez ici", "lien", "ce lien", "lire la suite", "en savoir plus", "suite"}
UNEVEN = 0.1
"""Beyond this part of the longest text, the groups no longer have equal room."""


class Level(StrEnum):
    GOOD = "bon"
    WARNING = "à voir"
    BLOCKING = "à corriger"


@dataclass(frozen=True, slots=True)
class Gauge:
    label: str
    value: str
    level: Level = Level.GOOD
    advice: str = ""


def gauges(edition: Edition, flat: FlatPlan, email_weight: int) -> list[Gauge]:
    """Every gauge, in the order of the screen."""
    return [
        pages(flat),
        weight(email_weight),
        alternatives(edition),
        *equal_room(edition),
        *vague_links(edition),
        *missing_characters(edition),
    ]


def blocking(found: list[Gauge]) -> bool:
    return any(gauge.level is Level.BLOCKING for gauge in found)


def pages(flat: FlatPlan) -> Gauge:
    """Sheets fold in four: what is missing is said, what was added too."""
    value = f"{flat.pages} pages"
    if flat.blank:
        pages = f"{counted(flat.blank, feminine=True)} page{'s' if flat.blank > 1 else ''}"
        advice = f"Il manque {pages} pour plier des feuilles entières."
        return Gauge("Bulletin imprimé", value, Level.WARNING, advice)
    if flat.added:
        several = flat.added > 1
        advice = (
            f"Dont {counted(flat.added, feminine=True)} page{'s' if several else ''} de complément "
            f"({'le mois à garder, une gravure, des lignes' if several else 'le mois à garder'}), pour plier des feuilles entières."
        )
        return Gauge("Bulletin imprimé", value, Level.GOOD, advice)
    return Gauge("Bulletin imprimé", value)


def weight(octets: int) -> Gauge:
    value = f"{round(octets / 1000)} Ko"
    if octets > LIMIT:
        return Gauge(
            "Courriel",
            value,
            Level.BLOCKING,
            f"Au-delà de {LIMIT // 1000} Ko, il arriverait coupé : retirez une rubrique.",
        )
    if octets > WARN:
        return Gauge(
            "Courriel", value, Level.WARNING, "Il approche du poids où certains services coupent les courriels."
        )
    return Gauge("Courriel", value)


def alternatives(edition: Edition) -> Gauge:
    bare = sum(1 for picture in pictures_in(edition) if picture.asset and not picture.alternative)
    if bare:
        advice = "Qui ne voit pas ces images n’en saura rien. Décrivez-les dans la bibliothèque d’images."
        return Gauge("Images sans description", str(bare), Level.WARNING, advice)
    return Gauge("Images", "toutes décrites")


def equal_room(edition: Edition) -> Iterator[Gauge]:
    for section in edition.sections:
        if isinstance(section, Groups):
            lengths = {voice.name: signs(voice.body) for voice in section.voices}
            value = ", ".join(f"{name} {length} signes" for name, length in lengths.items())
            silent = [voice.name for voice in section.voices if not voice.received]
            longest, shortest = max(lengths.values()), min(lengths.values())
            if silent:
                advice = f"Rien reçu de {', '.join(silent)} : le bulletin le dira."
                yield Gauge("Expression des groupes", value, Level.WARNING, advice)
            elif longest and (longest - shortest) / longest > UNEVEN:
                yield Gauge("Expression des groupes", value, Level.WARNING, "Les textes n’ont pas la même longueur.")
            else:
                yield Gauge("Expression des groupes", value)


def vague_links(edition: Edition) -> Iterator[Gauge]:
    vague = sorted({run.text.strip() for run in _linked_runs(edition.sections) if run.text.strip().lower() in VAGUE})
    if vague:
        words = ", ".join(f"« {text} »" for text in vague)
        yield Gauge("Liens vagues", words, Level.WARNING, "Un lien dit où il mène, même lu tout seul.")


def _linked_runs(value: Any) -> Iterator[Any]:
    if isinstance(value, Paragraph):
        yield from (run for run in value.runs if run.href)
    elif isinstance(value, Bullets):
        yield from _linked_runs(value.items)
    elif isinstance(value, tuple):
        for item in value:
            yield from _linked_runs(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _linked_runs(getattr(value, name))


def missing_characters(edition: Edition) -> Iterator[Gauge]:
    """Characters our faces do not have: they stay on screen and are left out of the printed form."""
    missing = sorted({character for character in _characters(edition.sections) if not can_print(character)})
    if missing:
        advice = "Ces signes paraîtront à l’écran, pas sur le papier."
        yield Gauge("Signes qui ne s’impriment pas", " ".join(missing), Level.WARNING, advice)


def _characters(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (character for character in value if character.isprintable())
    elif isinstance(value, tuple):
        for item in value:
            yield from _characters(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            if name not in {"url", "asset", "engraving"}:
                yield from _characters(getattr(value, name))
