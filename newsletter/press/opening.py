"""The first and last pages: cover, editorial with its briefs and colophon, back."""

from dataclasses import replace

from newsletter.edition import Back, Briefs, Edition, Editorial
from newsletter.press import sheet
from newsletter.press.covers import lay_out
from newsletter.press.leaves import BackLeaf, BriefsLeaf, CoverLeaf, EditorialLeaf, Leaf, SetBriefs, SetColophon
from newsletter.press.titles import SetTitle, set_title
from newsletter.press.typesetting import Face, Piece, Style, count_lines, height, pour, set_prose

STANDFIRST_SIZE, STANDFIRST_LINE = 17.5, 7.4
SIGNATURE_LINES = 2
TEETH = 6.8
CONTENTS_ROOM = 10
"""Entries that the foot of the cover holds, in two columns."""


def cover_leaf(edition: Edition) -> CoverLeaf:
    headline = set_title(edition.headline, width=74, largest=29.5, smallest=20)
    entries = tuple(section for section in edition.sections if not isinstance(section, Briefs))[:CONTENTS_ROOM]
    return CoverLeaf(
        edition=edition, layout=lay_out(edition.masthead, edition.cover), headline=headline, entries=entries
    )


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
    title = set_title(section.title, largest=67, smallest=54)
    standfirst = 0.0
    if section.standfirst:
        lines = count_lines(section.standfirst, sheet.TEXT, STANDFIRST_SIZE, Face.BOLD)
        standfirst = sheet.on_the_half_grid(lines * STANDFIRST_LINE + 3.3)
    set_items = set_briefs(briefs) if briefs else None
    head = title.height + standfirst
    for option_briefs, option_colophon in ((set_items, colophon), (None, colophon), (set_items, None), (None, None)):
        foot = option_colophon.height if option_colophon else sheet.FLOOR - sheet.HEIGHT
        top = sheet.FLOOR - foot - (option_briefs.height + 6 if option_briefs else 0)
        setting = _largest(section, top - head - 8)
        if setting:
            style, columns = setting
            leaf = EditorialLeaf(
                anchor=section.anchor,
                label=section.label,
                section=section,
                title=title,
                columns=tuple(tuple(column) for column in columns),
                style=style,
                briefs=option_briefs,
                briefs_top=round(top, 2),
                colophon=option_colophon,
            )
            return [leaf], option_briefs is not None, option_colophon is not None
    style = Style()
    pieces = set_prose(section.body, style)
    room = int((sheet.HEIGHT - title.height - standfirst) // sheet.LINE)
    return _long_editorial(section, pieces, room, style, title), False, False


def _largest(section: Editorial, room: float) -> tuple[Style, list[list[Piece]]] | None:
    """The largest of three types in which the words and their signature hold in that height; None when none does."""
    for size, line in ((13.4, 6.6), (12.3, 6.05), (11.2, sheet.LINE)):
        style = Style(size=size, line=line, heading_size=size + 1.2)
        columns = signed_columns(set_prose(section.body, style), style)
        if max(height(columns[0]), height(columns[-1]) + SIGNATURE_LINES) * line <= room:
            return style, columns
    return None


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


def _long_editorial(section: Editorial, pieces: list[Piece], room: int, style: Style, title: SetTitle) -> list[Leaf]:
    """An editorial of more than one page goes on under the running head, and is signed at its very end."""
    leaves: list[Leaf] = []
    rest = pieces
    full = int(sheet.HEIGHT // sheet.LINE)
    while rest:
        space = full if leaves else room
        columns, left = pour(rest, [space, space - SIGNATURE_LINES], style)
        if not left:
            columns = signed_columns(rest, style)
        leaves.append(
            EditorialLeaf(
                anchor="" if leaves else section.anchor,
                label=section.label,
                section=section,
                title=None if leaves else title,
                columns=tuple(tuple(column) for column in columns),
                signed=not left,
            )
        )
        rest = left
    return leaves


def briefs_leaf(briefs: SetBriefs | None, colophon: SetColophon | None, label: str) -> BriefsLeaf:
    return BriefsLeaf(anchor=briefs.anchor if briefs else "", label=label, briefs=briefs, colophon=colophon)
