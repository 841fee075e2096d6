"""The space of the council's groups: there where the law asks for it, each text closed, and the same room for each."""

from __future__ import annotations

from collections.abc import Iterator

from content.dates import day_month
from newsletter.approval.gauges.values import Gauge, GroupsRule, GroupState, Level
from newsletter.bulletin.edition import Edition, Groups
from newsletter.bulletin.wording import grouped
from newsletter.press.flatplan import FlatPlan
from newsletter.press.leaves import GroupsLeaf
from newsletter.press.typesetting import signs

SPACE = "Espace des groupes"
UNEVEN = 0.1
"""Beyond this part of the longest text, the groups no longer have equal room."""


def rule(edition: Edition, known: GroupsRule | None) -> Iterator[Gauge]:
    """Nothing at all for a council without groups below the threshold: the section is offered, not required."""
    if known is None:
        return
    section = next((section for section in edition.sections if isinstance(section, Groups)), None)
    if section is None:
        yield from absent(known)
        return
    yield from missing(known, section.anchor)
    broken = [group.name for group in known.groups if not group.intact]
    if broken:
        advice = "Le texte enregistré n’est plus celui qui a été reçu. Demandez-le de nouveau au groupe et recevez-le."
        yield Gauge(
            SPACE, f"empreinte différente : {', '.join(broken)}", Level.BLOCKING, advice, section.anchor, "groups"
        )


def absent(known: GroupsRule) -> Iterator[Gauge]:
    if known.is_required:
        advice = (
            f"La commune a {grouped(known.population or 0)} habitants : à partir de {grouped(known.threshold)}, la loi réserve un "
            "espace aux élus hors majorité (article L. 2121-27-1). Ajoutez la rubrique « Expression des groupes »."
        )
        yield Gauge(SPACE, "absent", Level.BLOCKING, advice)
    elif known.opposition and known.population is None:
        advice = "Dites le nombre d’habitants dans les réglages de la commune : le bureau saura si la loi demande cet espace."
        yield Gauge(SPACE, "absent", Level.WARNING, advice)


def missing(known: GroupsRule, anchor: str) -> Iterator[Gauge]:
    """Groups left out of the section, and those from whom nothing is recorded, text or silence."""
    severe = Level.BLOCKING if known.is_required else Level.WARNING
    left_out = [group.name for group in known.groups if not group.listed]
    if left_out:
        advice = "Ajoutez-les à la rubrique : chaque groupe du conseil y a sa place."
        yield Gauge(SPACE, f"groupes oubliés : {', '.join(left_out)}", severe, advice, anchor)
    waiting = [group for group in known.groups if group.listed and not group.received and not group.by_deadline]
    if waiting:
        limit = f" La date limite est le {day_month(known.deadline)}." if known.deadline else ""
        advice = f"Recevez chaque texte, ou notez qu’il n’est pas arrivé à la date limite.{limit}"
        yield Gauge(SPACE, f"en attente : {names(waiting)}", severe, advice, anchor, "groups")
    silent = [group for group in known.groups if group.by_deadline and not group.received]
    if silent:
        advice = "Le bulletin le dira, et la date est gardée."
        yield Gauge(SPACE, f"rien reçu à la date limite : {names(silent)}", Level.GOOD, advice, anchor, "groups")


def names(groups: list[GroupState]) -> str:
    return ", ".join(group.name for group in groups)


def equal_room(edition: Edition, flat: FlatPlan) -> Iterator[Gauge]:
    """Characters and printed lines of each group's text; a text that did not come has no length to compare."""
    lines = lines_by_name(flat)
    for section in edition.sections:
        if isinstance(section, Groups):
            lengths = {voice.name: signs(voice.body) for voice in section.voices}
            value = " ; ".join(f"{name}, {said(length, lines.get(name))}" for name, length in lengths.items())
            received = [lengths[voice.name] for voice in section.voices if voice.received]
            silent = [voice.name for voice in section.voices if not voice.received]
            label, anchor = "Expression des groupes", section.anchor
            if len(received) > 1 and (max(received) - min(received)) / max(received) > UNEVEN:
                advice = (
                    "Les textes n’ont pas la même longueur : la place reste la même pour chacun. Prévenez les groupes."
                )
                yield Gauge(label, value, Level.WARNING, advice, anchor, "groups")
            elif silent:
                advice = f"Rien reçu de {', '.join(silent)} : le bulletin le dira."
                yield Gauge(label, value, Level.WARNING, advice, anchor, "groups")
            else:
                yield Gauge(label, value, anchor=anchor)


def lines_by_name(flat: FlatPlan) -> dict[str, int]:
    """Lines that each group's text fills on paper, over all its pages."""
    found: dict[str, int] = {}
    for leaf in flat.leaves:
        if isinstance(leaf, GroupsLeaf):
            for column in leaf.voices:
                lines = sum(piece.lines for piece in column.pieces)
                found[column.voice.name] = found.get(column.voice.name, 0) + lines
    return found


def said(length: int, lines: int | None) -> str:
    """« 650 signes (19 lignes) »; the lines where they are known."""
    if not length:
        return "rien"
    return f"{length} signes ({lines} ligne{'s' if lines > 1 else ''})" if lines else f"{length} signes"
