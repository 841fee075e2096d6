"""The long piece of an issue: a poster opening, columns set by the line, figures and dates in the margin, an interview."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from newsletter.edition import Feature, Figure, Interview, Milestone, Picture
from newsletter.press import sheet
from newsletter.press.leaves import Columns, FeatureLeaf, Leaf, OpeningLeaf, SetInterview
from newsletter.press.lists import foot_of
from newsletter.press.titles import SetTitle, SpreadTitle, cut_evenly, set_title, spread_title
from newsletter.press.typesetting import POINT, Face, Piece, Style, balance, count_lines, fit, height, pour, set_prose
from newsletter.prose import Block, Heading, Paragraph, Run

STYLE = Style()
OPENING_TOP = 127.0
"""Where the words of an opening spread begin, under the panorama."""
PANORAMA = 88.0
PANORAMAS = {"halle"}
"""Engravings drawn across two pages."""
PICTURES = (124.0, 110.0, 98.0, PANORAMA, 74.0, 60.0)
"""Heights tried for the picture of a single opening page: the tallest that costs no page is kept."""
FULL = int(sheet.HEIGHT // sheet.LINE)

Item = TypeVar("Item")


def feature_leaves(section: Feature, first_page: int) -> list[Leaf]:
    """The pages of a long piece whose first page has that number (a spread opens on an even one)."""
    interview = set_interview(section.interview, section.quotation) if section.interview or section.quotation else None
    drafts = [_draft(section, openings, interview) for openings in _openings(section, first_page)]
    fewest = min(len(draft) for draft in drafts)
    best = [draft for draft in drafts if len(draft) == fewest]
    leaves = next((draft for draft in best if len(draft[0].figures) == len(section.figures)), best[0])
    return list(_close(section, leaves))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A page to come: the lines of its columns and how it is made."""

    room: int
    half: str = ""
    opening: bool = False
    title: SetTitle | None = None
    top: float = 0
    picture_height: float = 0
    standfirst: bool = False
    spread: SpreadTitle | None = None

    def leaf(self, section: Feature, columns: Sequence[Sequence[Piece]], anchor: str) -> FeatureLeaf:
        common: dict[str, Any] = {
            "section": section,
            "columns": _frozen(columns),
            "anchor": anchor,
            "label": section.label,
            "title": self.title,
            "top": self.top,
            "standfirst": self.standfirst,
        }
        if not self.opening:
            return FeatureLeaf(**common)
        return OpeningLeaf(**common, half=self.half, spread=self.spread, picture_height=self.picture_height)


_PLAIN = _Shape(FULL)


def _openings(section: Feature, first_page: int) -> list[list[_Shape]]:
    """The ways a piece can open, the best first: a spread, a poster page with a picture more or less tall, a plain page."""
    standfirst = standfirst_height(section.standfirst)
    if not section.poster:
        title = set_title(section.title, largest=63)
        room = int((sheet.HEIGHT - title.height - standfirst) // sheet.LINE)
        return [[_Shape(room, title=title, standfirst=True)]]
    if section.picture and section.picture.engraving in PANORAMAS and first_page % 2 == 0:
        return [_spread(section, standfirst)]
    title = set_title(section.title, largest=96, smallest=70, most_lines=2)
    openings = []
    for picture in PICTURES if section.picture else (0.0,):
        top = round(title.height + 9 + picture + 8, 2)
        room = int((sheet.HEIGHT - top - standfirst) // sheet.LINE)
        if room >= 4:
            openings.append([_Shape(room, "", True, title, top, picture, True)])
    return openings


def _spread(section: Feature, standfirst: float) -> list[_Shape]:
    spread = spread_title(section.title)
    room = int((sheet.HEIGHT - OPENING_TOP) // sheet.LINE)
    beside = int((sheet.HEIGHT - OPENING_TOP - standfirst) // sheet.LINE)
    left = _Shape(beside, "left", True, None, OPENING_TOP, PANORAMA, True, spread)
    return [left, _Shape(room, "right", True, None, OPENING_TOP, PANORAMA, False, spread)]


def _draft(section: Feature, openings: Sequence[_Shape], interview: SetInterview | None) -> list[FeatureLeaf]:
    """All the pages of the piece for one opening: columns, then interview, then what stands in the margins."""
    leaves: list[FeatureLeaf] = []
    rest = set_prose(section.body, STYLE)
    while rest or len(leaves) < len(openings):
        shape = openings[len(leaves)] if len(leaves) < len(openings) else _PLAIN
        columns, rest = pour(rest, [shape.room, shape.room], STYLE) if rest else ([[], []], [])
        if not rest and any(columns):
            columns = balance([piece for column in columns for piece in column], 2, STYLE)
        leaves.append(shape.leaf(section, columns, "" if leaves else section.anchor))
    if interview:
        _place_interview(section, leaves, interview)
    _pour_margins(section, leaves)
    return leaves


def standfirst_height(text: str) -> float:
    return sheet.on_the_half_grid(count_lines(text, sheet.TEXT, 15, Face.BOLD) * 6.6 + 3.3) if text else 0


def text_foot(leaf: FeatureLeaf) -> float:
    """Where the words of a page end, its interview included."""
    lines = max((height(column) for column in leaf.columns), default=0)
    interview = leaf.interview.height if leaf.interview else 0
    return _text_top(leaf) + lines * sheet.LINE + interview


def _text_top(leaf: FeatureLeaf) -> float:
    return _margin_top(leaf) + (standfirst_height(leaf.section.standfirst) if leaf.standfirst else 0)


def _margin_top(leaf: FeatureLeaf) -> float:
    return leaf.top + (leaf.title.height if leaf.title and not isinstance(leaf, OpeningLeaf) else 0)


# ---- what surrounds the columns ----------------------------------------------------------------------------------


def set_interview(interview: Interview | None, quotation: str) -> SetInterview:
    """A quotation in the poster face under the double rule, then questions and answers in two level columns."""
    said = quotation or (interview.title if interview else "")
    set_quotation = _quotation(said) if said else None
    columns = balance(set_prose(_questions(interview), STYLE), 2, STYLE) if interview else []
    lines = max((height(column) for column in columns), default=0)
    if interview:
        lines = max(lines, height(columns[-1]) + count_lines(interview.person, STYLE.column, 10) + 1)
    total = 5 + 4.6 + (set_quotation.height if set_quotation else 0) + lines * sheet.LINE
    return SetInterview(interview or Interview("", ()), _frozen(columns), set_quotation, round(total, 2))


def _quotation(text: str) -> SetTitle:
    lines = cut_evenly(text, count_lines(text, sheet.TEXT, 25, Face.POSTER))
    return SetTitle(lines, 25, 0.98, sheet.on_the_grid(len(lines) * 25 * 0.98 * POINT + 2))


def _questions(interview: Interview) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for question in interview.questions:
        blocks += [Heading(question.question), Paragraph((Run(question.answer),))]
    return tuple(blocks)


def _place_interview(section: Feature, leaves: list[FeatureLeaf], interview: SetInterview) -> None:
    """Under the last words, or on a page of its own."""
    if text_foot(leaves[-1]) + interview.height <= sheet.HEIGHT:
        leaves[-1] = replace(leaves[-1], interview=interview)
    else:
        leaves.append(FeatureLeaf(section=section, columns=((), ()), label=section.label, interview=interview))


def _pour_margins(section: Feature, leaves: list[FeatureLeaf]) -> None:
    """Figures from the first page on, dates from the second; a margin too short sends the rest to the next page."""
    figures, milestones = list(section.figures), list(section.milestones)
    at = 0
    while figures or milestones:
        if at == len(leaves):
            leaves.append(FeatureLeaf(section=section, columns=((), ()), label=section.label))
        room = sheet.HEIGHT - _margin_top(leaves[at])
        shown = _take(figures, room, figure_height)
        room -= sum(figure_height(figure) for figure in shown)
        dates = [] if figures or (at == 0 and len(leaves) > 1) else _take(milestones, room, milestone_height)
        leaves[at] = replace(leaves[at], figures=tuple(shown), milestones=tuple(dates))
        at += 1


def _take(queue: list[Item], room: float, tall: Callable[[Item], float]) -> list[Item]:
    """As many as the room holds, taken off the head of the queue; one at least of what could fit nowhere else."""
    taken: list[Item] = []
    while queue and (tall(queue[0]) <= room or (room == sheet.HEIGHT and not taken)):
        room -= tall(queue[0])
        taken.append(queue.pop(0))
    return taken


def milestone_height(milestone: Milestone) -> float:
    lines = count_lines(milestone.when, sheet.MARGIN, 10, Face.BOLD) + count_lines(milestone.what, sheet.MARGIN, 10)
    return lines * 4.4 + 4.1


def figure_height(figure: Figure) -> float:
    return figure_size(figure) * 0.95 * POINT + 0.6 + count_lines(figure.caption, sheet.MARGIN, 10) * 4.4 + 5.9


def figure_size(figure: Figure) -> float:
    """The size of a key figure: 30 pt, less when it would not fit the margin."""
    return round(min(30.0, fit(figure.value, sheet.MARGIN) * 0.98), 1)


def _close(section: Feature, leaves: Iterable[FeatureLeaf]) -> list[FeatureLeaf]:
    """Gives the room left on the last page to a picture: the piece's own when it has not shown it, else a drawing."""
    closed = list(leaves)
    last = closed[-1]
    if isinstance(last, OpeningLeaf) or not section.picture:
        return closed
    margin = sum(map(figure_height, last.figures)) + sum(map(milestone_height, last.milestones)) + _margin_top(last)
    picture = decoration(section.picture) if section.poster else section.picture
    closed[-1] = replace(last, foot=foot_of(picture, max(text_foot(last), margin)))
    return closed


def decoration(picture: Picture) -> Picture:
    """A drawing to end a piece with, other than the one that opened it; it says nothing, so it has no alternative."""
    if picture.engraving in PANORAMAS:
        return Picture("", "", engraving="market-left")
    return Picture("", "", engraving="bourg" if picture.engraving != "bourg" else "halle")


def _frozen(columns: Sequence[Sequence[Piece]]) -> Columns:
    return tuple(tuple(column) for column in columns)
