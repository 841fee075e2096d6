"""How much room words take on paper, computed from the fonts themselves.

A line breaker good enough to set columns by the line (greedy, French hyphenation, widows and orphans), so that an issue is
laid out, and its overflows named, without rendering anything. Lengths are millimetres, type sizes points.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from unicodedata import category

from fontTools.ttLib import TTFont
from pyphen import Pyphen

from content import kerning, lettering
from newsletter.bulletin.prose import Block, Bullets, Heading, Paragraph, Prose, Quotation, Run, words

FONTS = lettering.FONT.parent / "print"
POINT = 25.4 / 72
"""Millimetres in a point."""
SIGN, JOINERS = 1.3, {"Cf", "Me", "Mn"}

HYPHENATED_WORD, BEFORE, AFTER = 8, 4, 4
"""Same limits as `hyphenate-limit-chars` in the print style sheet."""


class Face(StrEnum):
    """The four faces of the bulletin, by file name."""

    POSTER = "affiche"
    TEXT = "texte-400"
    BOLD = "texte-700"
    ITALIC = "texte-italique"


@dataclass(frozen=True, slots=True)
class Style:
    """Running text: its size, its column, and the line everything falls on."""

    size: float = 11.2
    column: float = 69.5
    line: float = 5.5
    indent: float = 4.0
    bullet: float = 4.5
    heading_size: float = 12.4
    hyphenate: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or a part of one cut at a line's end, with the lines it fills. ``opening`` False means no indent."""

    block: Block
    lines: int
    space: int = 0
    indented: bool = False
    continued: bool = False


@lru_cache(maxsize=8)
def _advances(face: Face) -> dict[int, float]:
    """Advance of every character of a face, in ems."""
    with TTFont(FONTS / f"{face}.ttf", lazy=True) as font:
        unit = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return {code: widths[glyph][0] / unit for code, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=1)
def _kerning() -> dict[tuple[str, str], float]:
    """Pairs of the poster face that stand closer or farther, in ems: at its sizes they count."""
    with TTFont(FONTS / f"{Face.POSTER}.ttf", lazy=True) as font:
        return kerning.pairs(font)


@lru_cache(maxsize=1)
def _held_by_all() -> frozenset[int]:
    return frozenset.intersection(*(frozenset(_advances(face)) for face in Face))


def can_print(character: str) -> bool:
    """Whether every face holds that character."""
    return ord(character) in _held_by_all()


def _advance(advances: dict[int, float], character: str) -> float:
    """The room of a character in ems; a drawn sign has its own (newsletter.press.pictographs), what joins two takes none."""
    known = advances.get(ord(character))
    return known if known is not None else 0.0 if category(character) in JOINERS else SIGN


def measure(text: str, size: float, face: Face = Face.TEXT) -> float:
    """Width in millimetres of a text on one line; kerning counts in the poster face only."""
    advances = _advances(face)
    total = sum(_advance(advances, character) for character in text)
    if face is Face.POSTER:
        pairs = _kerning()
        total += sum(pairs.get(pair, 0.0) for pair in itertools.pairwise(text))
    return total * size * POINT


def fit(text: str, width: float, face: Face = Face.POSTER) -> float:
    """The size in points at which that text fills that width."""
    return width / max(0.001, measure(text, 1, face))


def face_of(run: Run) -> Face:
    return Face.BOLD if run.bold or run.href else Face.ITALIC if run.italic else Face.TEXT


def count_lines(text: str, width: float, size: float, face: Face = Face.TEXT, hyphenate: bool = False) -> int:
    """How many lines a plain text fills in that width; at least one."""
    return max(1, len(_breaks([(text, face)], width, size, 0, hyphenate)))


@lru_cache(maxsize=1)
def _hyphenator() -> Pyphen:
    return Pyphen(lang="fr")


def _breaks(
    spans: Sequence[tuple[str, Face]], width: float, size: float, indent: float, hyphenate: bool
) -> list[tuple[int, bool]]:
    """Where each line ends: offset of the next line's first character, and whether a hyphen was added there."""
    text = "".join(part for part, _face in spans)
    reach = _reach(spans, size)
    ends: list[tuple[int, bool]] = []
    start, room = 0, width - indent
    while start < len(text):
        end, hyphen = _line_end(text, reach, start, room, size if hyphenate else 0)
        ends.append((end, hyphen))
        start, room = end, width
    return ends


def _reach(spans: Sequence[tuple[str, Face]], size: float) -> list[float]:
    """Distance from the beginning of the text to each character's left edge."""
    total, reach = 0.0, [0.0]
    for part, face in spans:
        advances = _advances(face)
        for character in part:
            total += _advance(advances, character) * size * POINT
            reach.append(total)
    return reach


def _line_end(text: str, reach: list[float], start: int, room: float, hyphen_size: float) -> tuple[int, bool]:
    best = start
    for position in range(start + 1, len(text) + 1):
        at_end = position == len(text)
        if not at_end and not _may_break(text, position):
            continue
        visible = position - 1 if text[position - 1] == " " else position
        if reach[visible] - reach[start] > room:
            cut = _hyphen_cut(text, reach, start, best, position, room, hyphen_size)
            if cut:
                return cut, True
            return (best if best > start else _anywhere(reach, start, room)), False
        best = position
    return len(text), False


def _anywhere(reach: list[float], start: int, room: float) -> int:
    """Where a word wider than the whole line is cut, one letter at least on the line."""
    position = start + 1
    while position + 1 < len(reach) and reach[position + 1] - reach[start] <= room:
        position += 1
    return position


def _may_break(text: str, position: int) -> bool:
    before = text[position - 1]
    if before == " ":
        return text[position] != " "
    return before in "-–—/" and text[position].isalpha() and position > 1 and text[position - 2].isalpha()


def _hyphen_cut(
    text: str, reach: list[float], start: int, word_start: int, word_end: int, room: float, size: float
) -> int:
    """The last place where the word that does not fit may be cut and still fit with its hyphen; 0 when there is none."""
    word = text[word_start:word_end].rstrip(" ")
    letters = word.strip("«»().,;:!?…’“”\u202f\u00a0")
    if not size or len(letters) < HYPHENATED_WORD or not letters.isalpha():
        return 0
    first = word.index(letters)
    available = room - measure("-", size)
    for position in sorted(_hyphenator().positions(letters), reverse=True):
        cut = word_start + first + position
        if BEFORE <= position <= len(letters) - AFTER and reach[cut] - reach[start] <= available:
            return cut
    return 0


# ---- blocks set in a column -------------------------------------------------------------------------------------


def set_prose(prose: Prose, style: Style = Style()) -> list[Piece]:
    """The blocks of a text as pieces of a column, each with its lines and the blank lines above it."""
    pieces: list[Piece] = []
    for block in prose:
        after_paragraph = bool(pieces) and isinstance(pieces[-1].block, Paragraph)
        indented = isinstance(block, Paragraph) and after_paragraph
        space = 0
        if pieces and (isinstance(block, Heading | Quotation) or isinstance(pieces[-1].block, Quotation)):
            space = 1
        pieces.append(Piece(block, _block_lines(block, style, indented), space, indented))
    return pieces


def _block_lines(block: Block, style: Style, indented: bool) -> int:
    if isinstance(block, Paragraph):
        return len(paragraph_breaks(block, style, indented))
    if isinstance(block, Heading):
        return count_lines(block.text, style.column, style.heading_size, Face.BOLD)
    if isinstance(block, Bullets):
        narrow = replace(style, column=style.column - style.bullet)
        return sum(max(1, len(paragraph_breaks(item, narrow, False))) for item in block.items)
    return quotation_lines(block, style)


def quotation_lines(block: Quotation, style: Style) -> int:
    """A quotation is set in the poster face, 18 on 8.25 mm: three lines of text for two of its own."""
    poster = count_lines(block.text, style.column, 18, Face.POSTER)
    author = count_lines(block.author, style.column, 10) if block.author else 0
    return -(-(poster * 3) // 2) + author


def paragraph_breaks(paragraph: Paragraph, style: Style, indented: bool) -> list[tuple[int, bool]]:
    spans = [(run.text, face_of(run)) for run in paragraph.runs]
    return _breaks(spans, style.column, style.size, style.indent if indented else 0, style.hyphenate)


def height(pieces: Iterable[Piece]) -> int:
    """Lines filled by pieces set one under the other (no blank line at the top)."""
    total = 0
    for number, piece in enumerate(pieces):
        total += piece.lines + (piece.space if number else 0)
    return total


def fill(pieces: Sequence[Piece], room: int, style: Style = Style()) -> tuple[list[Piece], list[Piece]]:
    """Sets pieces in a column of ``room`` lines: what it holds, and what is left for the next one."""
    taken: list[Piece] = []
    rest = list(pieces)
    while rest:
        piece = rest[0]
        free = room - height(taken) - (piece.space if taken else 0)
        if piece.lines <= free and not _left_alone(piece, rest, free):
            taken.append(rest.pop(0))
            continue
        head, tail = _cut(piece, free, style)
        if head:
            taken.append(head)
            rest[0] = tail
        break
    while rest and len(taken) > 1 and isinstance(taken[-1].block, Heading):
        rest.insert(0, taken.pop())
    if not taken and rest:
        taken.append(rest.pop(0))
    return taken, rest


def _left_alone(piece: Piece, rest: Sequence[Piece], free: int) -> bool:
    """Whether a heading would stand at the foot of a column without two lines of what it announces."""
    if not isinstance(piece.block, Heading) or len(rest) < 2:
        return False
    following = rest[1]
    return free - piece.lines - following.space < min(2, following.lines)


def _cut(piece: Piece, free: int, style: Style) -> tuple[Piece | None, Piece]:
    """A paragraph cut after ``free`` lines at most, leaving two lines at least on both sides, never at a hyphen."""
    block = piece.block
    if isinstance(block, Bullets):
        return _cut_bullets(piece, block, free, style)
    if not isinstance(block, Paragraph) or piece.lines < 4:
        return None, piece
    breaks = paragraph_breaks(block, style, piece.indented)
    for lines in range(min(free, piece.lines - 2), 1, -1):
        offset, hyphen = breaks[lines - 1]
        if not hyphen:
            first, second = _split_runs(block.runs, offset)
            head = replace(piece, block=Paragraph(first), lines=lines)
            tail = Piece(Paragraph(second), piece.lines - lines, 0, False, True)
            return head, tail
    return None, piece


def _cut_bullets(piece: Piece, block: Bullets, free: int, style: Style) -> tuple[Piece | None, Piece]:
    narrow = replace(style, column=style.column - style.bullet)
    lengths = [max(1, len(paragraph_breaks(item, narrow, False))) for item in block.items]
    kept, used = 0, 0
    while kept < len(lengths) and used + lengths[kept] <= free:
        used += lengths[kept]
        kept += 1
    if not 0 < kept < len(lengths) or block.ordered:
        return None, piece
    return (
        replace(piece, block=Bullets(block.items[:kept], block.ordered), lines=used),
        Piece(Bullets(block.items[kept:], block.ordered), piece.lines - used, 0),
    )


def _split_runs(runs: tuple[Run, ...], offset: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    first: list[Run] = []
    second: list[Run] = []
    for run in runs:
        here = max(0, min(len(run.text), offset))
        if run.text[:here]:
            first.append(replace(run, text=run.text[:here]))
        if run.text[here:]:
            second.append(replace(run, text=run.text[here:]))
        offset -= len(run.text)
    if first:
        first[-1] = replace(first[-1], text=first[-1].text.rstrip(" "))
    return tuple(first), tuple(second)


def balance(pieces: Sequence[Piece], columns: int = 2, style: Style = Style()) -> list[list[Piece]]:
    """Sets everything in that many columns, as level as the blocks allow."""
    room = max(1, -(-height(pieces) // columns))
    while True:
        filled = _columns(pieces, [room] * columns, style)
        if not filled[1]:
            return filled[0]
        room += 1


def _columns(pieces: Sequence[Piece], rooms: Sequence[int], style: Style) -> tuple[list[list[Piece]], list[Piece]]:
    columns: list[list[Piece]] = []
    rest = list(pieces)
    for room in rooms:
        taken, rest = fill(rest, room, style) if rest else ([], [])
        columns.append([_top(taken[0]), *taken[1:]] if taken else [])
    return columns, rest


def _top(piece: Piece) -> Piece:
    return replace(piece, space=0)


def pour(
    pieces: Sequence[Piece], rooms: Sequence[int], style: Style = Style()
) -> tuple[list[list[Piece]], list[Piece]]:
    """Fills columns one after the other, each with its own number of lines; and what is left."""
    return _columns(pieces, rooms, style)


def signs(prose: Prose) -> int:
    """Characters of a text, spaces included, as the rule of equal space counts them."""
    return len(words(prose).replace("\n", ""))
