"""The groups' space: equal columns in one type, no picture, no flat."""

from dataclasses import replace
from functools import partial

from newsletter.bulletin.edition import Groups, Voice
from newsletter.press import sheet
from newsletter.press.copyfit import Scale, changed, copyfit, reaches
from newsletter.press.leaves import GroupsLeaf, SetVoice
from newsletter.press.titles import cut_evenly, set_title
from newsletter.press.typesetting import POINT, Face, Piece, Style, count_lines, fill, height, set_prose

SIGNED, NAMED = 14.5, 12.0
"""Room of a signature that may take two lines, and of a group's standing under its name."""

MOST_ACROSS = 4
SCALE = Scale(Style(size=11, line=sheet.LINE, indent=4), largest=12.4)


def groups_leaves(section: Groups) -> list[GroupsLeaf]:
    """Equal columns in one type, four groups across at most; texts that do not hold go on in the same columns."""
    return copyfit(partial(_set, section), SCALE, section.pages, _are_full)


def _set(section: Groups, style: Style, change: int = 0) -> list[GroupsLeaf]:
    """In that one type for all; a change of length is one of the longest text."""
    leaves: list[GroupsLeaf] = []
    across = min(max(1, len(section.voices)), MOST_ACROSS)
    style = replace(style, column=round((sheet.WIDTH - (across - 1) * sheet.GUTTER) / across - 0.2, 2))
    texts = _resized([set_prose(voice.body, style) for voice in section.voices], change, style)
    for start in range(0, max(1, len(section.voices)), MOST_ACROSS):
        some = slice(start, start + MOST_ACROSS)
        leaves += _side_by_side(section, section.voices[some], texts[some], style, first=not start)
    leaves[-1] = replace(leaves[-1], last=True)
    return leaves


def _resized(texts: list[list[Piece]], change: int, style: Style) -> list[list[Piece]]:
    """The texts, the longest one with that many lines more; or none of them longer than the longest with so many less."""
    longest = max(map(height, texts), default=0)
    if change > 0:
        return [changed(text, change if height(text) == longest else 0, style) for text in texts]
    return [changed(text, min(0, longest + change - height(text)), style) for text in texts]


def _are_full(leaf: GroupsLeaf) -> bool:
    lines = max((height(each.pieces) for each in leaf.voices), default=0)
    foot = SIGNED + _closing_height(leaf.section) if leaf.last else 0
    return reaches(_head(leaf) + lines * leaf.style.line + foot)


def _head(leaf: GroupsLeaf) -> float:
    """Where the texts begin, in millimetres from the first line."""
    if not leaf.named:
        return 2
    preamble = leaf.title.height + _preamble_height(leaf.section) if leaf.title else 0
    return preamble + 5.2 + leaf.name_height + NAMED


def _side_by_side(
    section: Groups, voices: tuple[Voice, ...], texts: list[list[Piece]], style: Style, *, first: bool
) -> list[GroupsLeaf]:
    names = max((len(cut_evenly_set(voice.name, style.column, 25)) for voice in voices), default=1)
    leaves: list[GroupsLeaf] = []
    while not leaves or any(texts):
        leaf = GroupsLeaf(
            anchor=section.anchor if first and not leaves else "",
            label=section.label,
            section=section,
            title=set_title(section.title, largest=63) if first and not leaves else None,
            voices=(),
            width=style.column,
            name_height=round(names * 25 * 0.95 * POINT + 1.2, 2),
            style=style,
            named=not leaves,
            last=False,
        )
        taken, texts = _slice(texts, _room(leaf, max(map(height, texts), default=0)), style)
        said = tuple(SetVoice(voice, tuple(column)) for voice, column in zip(voices, taken, strict=True))
        leaves.append(replace(leaf, voices=said, signed=not any(texts)))
    return leaves


def _room(leaf: GroupsLeaf, longest: int) -> int:
    """Lines of a column of that page: all of it while a text goes on, less the signatures and the closing where they all end."""
    whole = sheet.HEIGHT - _head(leaf)
    full = int(whole // leaf.style.line)
    ending = int((whole - SIGNED - _closing_height(leaf.section)) // leaf.style.line)
    return ending if ending < longest <= full else full


def _preamble_height(section: Groups) -> float:
    legal = count_lines(section.legal, sheet.TEXT, 11.2) * sheet.LINE
    strong = count_lines(section.rule.strong, sheet.MARGIN, 10, Face.BOLD)
    return max(legal, 4.6 * (strong + count_lines(section.rule.weak, sheet.MARGIN, 10))) + sheet.LINE


def _closing_height(section: Groups) -> float:
    if section.closing is None:
        return 0
    return 11.5 + count_lines(section.closing.weak, sheet.TEXT, 11.2) * sheet.LINE


def _slice(texts: list[list[Piece]], room: int, style: Style) -> tuple[list[list[Piece]], list[list[Piece]]]:
    taken, left = [], []
    for pieces in texts:
        column, rest = fill(pieces, room, style) if pieces else ([], [])
        taken.append(column)
        left.append(rest)
    return taken, left


def cut_evenly_set(text: str, width: float, size: float) -> tuple[str, ...]:
    """A name of the poster face cut in as many lines as that width asks."""
    return cut_evenly(text, count_lines(text, width, size, Face.POSTER))
