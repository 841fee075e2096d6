"""An association's page, on coloured paper."""

from collections.abc import Sequence
from functools import partial

from newsletter.bulletin.edition import Portrait
from newsletter.press import sheet
from newsletter.press.copyfit import Scale, changed, copyfit, reaches
from newsletter.press.leaves import PortraitLeaf, frozen
from newsletter.press.titles import SetTitle, set_title
from newsletter.press.typesetting import Face, Piece, Style, balance, count_lines, height, pour, set_prose

SCALE = Scale(Style(size=10.8, line=5.1))
SCENES = (128.0, 110.0, 92.0, 74.0, 56.0, 40.0, 0.0)
"""Heights of the picture of a portrait: the tallest that costs no page is kept."""
UNDER_SCENE = 4.0


def portrait_leaves(section: Portrait) -> list[PortraitLeaf]:
    """A page on coloured paper whose picture keeps the room the words leave it; or more, when the words ask for them."""
    return copyfit(partial(_portrait, section), SCALE, section.pages, _is_full)


def _portrait(section: Portrait, style: Style, change: int = 0) -> list[PortraitLeaf]:
    pieces = changed(set_prose(section.body, style), change, style)
    columns = balance(pieces, 2, style)
    room = sheet.HEIGHT - _head(section) - _tall(columns, style)
    if room >= 0:
        beside = sheet.HEIGHT - _title(section).height - _facts_height(section)
        picture = round(min(SCENES[0], min(room, beside) - UNDER_SCENE - 10), 2)
        shown = picture if section.picture and picture >= SCENES[-2] else 0.0
        return [_leaf(section, columns, style, shown)]
    drafts = [_over_pages(section, pieces, style, picture) for picture in SCENES if section.picture or not picture]
    return min(drafts, key=len)


def _over_pages(section: Portrait, pieces: list[Piece], style: Style, picture: float) -> list[PortraitLeaf]:
    """A portrait too long for one page goes on with columns alone."""
    leaves: list[PortraitLeaf] = []
    rest = pieces
    while rest or not leaves:
        head = 0.0 if leaves else _head(section) + (picture + UNDER_SCENE if picture else 0)
        columns, left = pour(rest, [int((sheet.HEIGHT - head) // style.line)] * 2, style)
        if not left:
            columns = balance(rest, 2, style)
        leaves.append(_leaf(section, columns, style, 0.0 if leaves else picture, first=not leaves))
        rest = left
    return leaves


def _leaf(
    section: Portrait, columns: Sequence[Sequence[Piece]], style: Style, picture: float, *, first: bool = True
) -> PortraitLeaf:
    return PortraitLeaf(
        anchor=section.anchor if first else "",
        label=section.label,
        section=section,
        title=_title(section) if first else None,
        columns=frozen(columns),
        style=style,
        picture_height=picture,
        text_top=round(picture + UNDER_SCENE, 2) if picture else 0.0,
    )


def _is_full(leaf: PortraitLeaf) -> bool:
    head = _head(leaf.section) if leaf.title else 0
    return reaches(leaf.text_top + head + _tall(leaf.columns, leaf.style))


def _title(section: Portrait) -> SetTitle:
    return set_title(section.title, largest=57, smallest=44)


def _head(section: Portrait) -> float:
    """Height of a portrait's title and of the standfirst under it."""
    lines = count_lines(section.standfirst, sheet.TEXT, 14, Face.BOLD) if section.standfirst else 0
    return _title(section).height + (sheet.on_the_half_grid(lines * 6.6 + 3.3) if lines else 0)


WHOSE = 4.6 * 2 + 3
"""« Page écrite par l’association », at the head of the margin."""


def _facts_height(section: Portrait) -> float:
    return WHOSE + sum(
        4.6 * (count_lines(fact.strong, sheet.MARGIN, 10, Face.BOLD) + count_lines(fact.weak, sheet.MARGIN, 10)) + 3
        for fact in section.facts
    )


def _tall(columns: Sequence[Sequence[Piece]], style: Style) -> float:
    return max((height(column) for column in columns), default=0) * style.line
