"""The first and last pages: cover, editorial with its briefs and colophon, back."""

from bisect import bisect_left
from dataclasses import replace
from functools import partial

from newsletter.bulletin.edition import AnySection, Back, Briefs, Edition, Editorial, Gallery
from newsletter.press import sheet
from newsletter.press.copyfit import Scale, at_size, blank_lines, changed, copyfit, reaches
from newsletter.press.covers import lay_out
from newsletter.press.leaves import (
    BackLeaf,
    BriefsLeaf,
    Columns,
    CoverLeaf,
    EditorialLeaf,
    Leaf,
    SetBriefs,
    SetColophon,
    frozen,
)
from newsletter.press.titles import SetTitle, set_title
from newsletter.press.typesetting import Face, Piece, Style, count_lines, height, pour, set_prose

SCALE = Scale(Style())
HOUSE_SIZES = [at_size(SCALE.usual, size) for size in (11.2, 12.3, 13.4)]
"""The sizes of an editorial nobody asked to fill anything: the largest that holds with what stands under it."""
STANDFIRST_SIZE, STANDFIRST_LINE = 17.5, 7.4
SIGNATURE_LINES = 2
TEETH = 6.8
CONTENTS_ROOM = 10
"""Entries that the foot of the cover holds, in two columns."""


def cover_leaf(edition: Edition) -> CoverLeaf:
    headline = set_title(edition.headline, width=74, largest=29.5, smallest=20)
    return CoverLeaf(
        edition=edition,
        layout=lay_out(edition.masthead, edition.cover),
        headline=headline,
        entries=announced(edition.sections),
    )


def announced(sections: tuple[AnySection, ...]) -> tuple[AnySection, ...]:
    """What the cover has room to announce. The back, then the pictures, are found without being announced."""
    found = [section for section in sections if not isinstance(section, Briefs)]
    for kind in (Back, Gallery):
        if len(found) > CONTENTS_ROOM:
            found = [section for section in found if not isinstance(section, kind)]
    return tuple(found[:CONTENTS_ROOM])


def back_leaf(section: Back) -> BackLeaf:
    title = set_title(section.title, largest=80, smallest=56)
    return BackLeaf(anchor=section.anchor, label=section.label, section=section, title=title)


def set_briefs(section: Briefs) -> SetBriefs:
    """Briefs beside their title, in two or three columns of 10.6 pt."""
    columns = 2 if len(section.items) in {1, 2, 4} else 3
    width = (sheet.TEXT - (columns - 1) * sheet.GUTTER) / columns
    rows = tuple(section.items[i : i + columns] for i in range(0, len(section.items), columns))
    total = 3.0
    for row in rows:
        lines = [
            count_lines(item.title, width, 12.4, Face.BOLD) * 5.5 + count_lines(item.text, width, 10.6) * 5.0
            for item in row
        ]
        total += max(lines, default=0) + 2.75
    return SetBriefs(section.plain_title, section.anchor, rows, columns, round(total, 2))


def set_colophon(parts: tuple[str, ...]) -> SetColophon | None:
    """The colophon on its dark flat under the teeth, down to the edge of the paper."""
    if not parts:
        return None
    lines = max(count_lines(part, sheet.COLUMN, 10) for part in parts)
    return SetColophon(parts, round(TEETH + 4 + lines * 4.8 + 12, 2))


def editorial_leaves(
    section: Editorial, briefs: Briefs | None, colophon: SetColophon | None
) -> tuple[list[Leaf], bool, bool]:
    """The editorial's pages; whether the briefs, and the colophon, found room under it."""
    set_items = set_briefs(briefs) if briefs else None
    if section.pages < 2:
        for under in ((set_items, colophon), (None, colophon), (set_items, None), (None, None)):
            if leaf := _on_one_page(section, *under):
                return [leaf], under[0] is not None, under[1] is not None
    leaves = copyfit(partial(_long_editorial, section), SCALE, section.pages, _is_full)
    return list(leaves), False, False


def _on_one_page(section: Editorial, briefs: SetBriefs | None, colophon: SetColophon | None) -> EditorialLeaf | None:
    """The page of an editorial with what stands under it, in the largest type that allows it; None when none does."""
    foot = colophon.height if colophon else sheet.FLOOR - sheet.HEIGHT
    top = sheet.FLOOR - foot - (briefs.height + 6 if briefs else 0)
    room = top - _head(section) - 8
    styles = SCALE.styles() if section.pages else HOUSE_SIZES
    too_tall = bisect_left(styles, True, key=lambda style: _tall(_signed(section, style), style) > room)
    if not too_tall:
        return None
    style = styles[too_tall - 1]
    columns = _signed(section, style)
    spare = 2 * blank_lines(sheet.HEIGHT - room + _tall(columns, style), style.line)
    leaf = _editorial_leaf(section, style, columns, first=True, signed=True)
    return replace(leaf, briefs=briefs, briefs_top=round(top, 2), colophon=colophon, spare=spare)


def _signed(section: Editorial, style: Style) -> Columns:
    return frozen(signed_columns(set_prose(section.body, style), style))


def _tall(columns: Columns, style: Style) -> float:
    """Millimetres of two columns, the second with its signature."""
    return max(height(columns[0]), height(columns[-1]) + SIGNATURE_LINES) * style.line


def _head(section: Editorial) -> float:
    """Height of the title and of the standfirst under it."""
    return _title(section).height + _standfirst_height(section.standfirst)


def _title(section: Editorial) -> SetTitle:
    return set_title(section.title, largest=67, smallest=54)


def _standfirst_height(text: str) -> float:
    if not text:
        return 0
    lines = count_lines(text, sheet.TEXT, STANDFIRST_SIZE, Face.BOLD)
    return sheet.on_the_half_grid(lines * STANDFIRST_LINE + 3.3)


def _editorial_leaf(section: Editorial, style: Style, columns: Columns, *, first: bool, signed: bool) -> EditorialLeaf:
    return EditorialLeaf(
        anchor=section.anchor if first else "",
        label=section.label,
        section=section,
        title=_title(section) if first else None,
        columns=columns,
        style=style,
        signed=signed,
    )


def signed_columns(pieces: list[Piece], style: Style) -> list[list[Piece]]:
    """Two level columns with room for a signature under the second."""
    if not pieces:
        return [[], []]
    last = pieces[-1]
    weighted = [*pieces[:-1], replace(last, lines=last.lines + SIGNATURE_LINES)]
    room = -(-height(weighted) // 2)
    while True:
        columns, left = pour(pieces, [room, room - SIGNATURE_LINES], style)
        if not left:
            return columns
        room += 1


def _long_editorial(section: Editorial, style: Style, change: int = 0) -> list[EditorialLeaf]:
    """An editorial of more than one page goes on under the running head, and is signed at its very end."""
    leaves: list[EditorialLeaf] = []
    rest = changed(set_prose(section.body, style), change, style)
    while rest or not leaves:
        room = int((sheet.HEIGHT - (0 if leaves else _head(section))) // style.line)
        columns, left = pour(rest, [room, room - SIGNATURE_LINES], style)
        if not left:
            columns = signed_columns(rest, style)
        leaves.append(_editorial_leaf(section, style, frozen(columns), first=not leaves, signed=not left))
        rest = left
    return leaves


def _is_full(leaf: EditorialLeaf) -> bool:
    return reaches((_head(leaf.section) if leaf.title else 0) + _tall(leaf.columns, leaf.style))


def briefs_leaf(briefs: SetBriefs | None, colophon: SetColophon | None, label: str) -> BriefsLeaf:
    return BriefsLeaf(anchor=briefs.anchor if briefs else "", label=label, briefs=briefs, colophon=colophon)
