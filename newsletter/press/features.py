"""The long piece of an issue: a poster opening, columns set by the line, figures and dates in the margin, an interview."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from newsletter.bulletin.edition import Feature, Figure, Interview, Milestone, Picture
from newsletter.bulletin.prose import Block, Heading, Paragraph, Run
from newsletter.press import sheet
from newsletter.press.copyfit import Scale, changed, copyfit, reaches
from newsletter.press.leaves import FeatureLeaf, OpeningLeaf, SetInterview, frozen
from newsletter.press.lists import foot_of
from newsletter.press.titles import SetTitle, SpreadTitle, cut_evenly, set_title, spread_title
from newsletter.press.typesetting import POINT, Face, Piece, Style, balance, count_lines, fit, height, pour, set_prose

SCALE = Scale(Style())
OPENING_TOP = 127.0
"""Where the words of an opening spread begin, under the panorama."""
PANORAMA = 88.0
PANORAMAS = {"halle"}
"""Engravings drawn across two pages."""
PICTURES = (124.0, 110.0, 98.0, PANORAMA, 74.0, 60.0)
"""Heights tried for the picture of a single opening page: the tallest that costs no page is kept."""

Item = TypeVar("Item")


def feature_leaves(section: Feature, first_page: int) -> list[FeatureLeaf]:
    """The pages of a long piece whose first page has that number (a spread opens on an even one)."""
    return copyfit(partial(_best_draft, section, first_page), SCALE, section.pages, _is_full)


def _best_draft(section: Feature, first_page: int, style: Style, change: int = 0) -> list[FeatureLeaf]:
    """The fewest pages in that style: of the openings that make them, the best one that leaves its margin to the figures."""
    interview = set_interview(section, style) if section.interview or section.quotation else None
    pieces = changed(set_prose(section.body, style), change, style)
    drafts = [_draft(section, openings, pieces, interview, style) for openings in _openings(section, first_page)]
    fewest = min(len(draft) for draft in drafts)
    best = [draft for draft in drafts if len(draft) == fewest]
    leaves = next((draft for draft in best if len(draft[0].figures) == len(section.figures)), best[0])
    return _close(section, leaves)


def _is_full(leaf: FeatureLeaf) -> bool:
    return reaches(text_foot(leaf), leaf.foot.top if leaf.foot else sheet.HEIGHT)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A page to come: how it is made, and where the words begin on it, millimetres from its first line."""

    text_top: float = 0
    half: str = ""
    opening: bool = False
    title: SetTitle | None = None
    top: float = 0
    picture_height: float = 0
    standfirst: bool = False
    spread: SpreadTitle | None = None

    def room(self, line: float) -> int:
        """Lines of a column."""
        return int((sheet.HEIGHT - self.text_top) // line)

    def leaf(self, section: Feature, columns: Sequence[Sequence[Piece]], style: Style, anchor: str) -> FeatureLeaf:
        common: dict[str, Any] = {
            "section": section,
            "columns": frozen(columns),
            "style": style,
            "anchor": anchor,
            "label": section.label,
            "title": self.title,
            "top": self.top,
            "standfirst": self.standfirst,
        }
        if not self.opening:
            return FeatureLeaf(**common)
        return OpeningLeaf(**common, half=self.half, spread=self.spread, picture_height=self.picture_height)


_PLAIN = _Shape()


def _openings(section: Feature, first_page: int) -> list[list[_Shape]]:
    """The ways a piece can open, the best first: a spread, a poster page with a picture more or less tall, a plain page."""
    standfirst = standfirst_height(section.standfirst)
    if not section.poster:
        title = set_title(section.title, largest=63)
        return [[_Shape(title.height + standfirst, title=title, standfirst=True)]]
    if section.picture and section.picture.engraving in PANORAMAS and first_page % 2 == 0:
        return [_spread(section, standfirst)]
    title = set_title(section.title, largest=96, smallest=70, most_lines=2)
    openings = []
    for picture in PICTURES if section.picture else (0.0,):
        top = round(title.height + 9 + picture + 8, 2)
        shape = _Shape(top + standfirst, "", True, title, top, picture, True)
        if shape.room(sheet.LINE) >= 4:
            openings.append([shape])
    return openings


def _spread(section: Feature, standfirst: float) -> list[_Shape]:
    spread = spread_title(section.title)
    left = _Shape(OPENING_TOP + standfirst, "left", True, None, OPENING_TOP, PANORAMA, True, spread)
    return [left, _Shape(OPENING_TOP, "right", True, None, OPENING_TOP, PANORAMA, False, spread)]


def _draft(
    section: Feature, openings: Sequence[_Shape], pieces: list[Piece], interview: SetInterview | None, style: Style
) -> list[FeatureLeaf]:
    """All the pages of the piece for one opening: columns, then interview, then what stands in the margins."""
    leaves: list[FeatureLeaf] = []
    rest = pieces
    while rest or len(leaves) < len(openings):
        shape = openings[len(leaves)] if len(leaves) < len(openings) else _PLAIN
        columns, left = pour(rest, [shape.room(style.line)] * 2, style) if rest else ([[], []], [])
        if rest and not left:
            columns = balance(rest, 2, style)
        rest = left
        leaves.append(shape.leaf(section, columns, style, "" if leaves else section.anchor))
    if interview:
        _place_interview(leaves, interview)
    _pour_margins(section, leaves)
    return leaves


def standfirst_height(text: str) -> float:
    return sheet.on_the_half_grid(count_lines(text, sheet.TEXT, 15, Face.BOLD) * 6.6 + 3.3) if text else 0


def text_foot(leaf: FeatureLeaf) -> float:
    """Where the words of a page end, its interview included."""
    lines = max((height(column) for column in leaf.columns), default=0)
    interview = leaf.interview.height if leaf.interview else 0
    return _text_top(leaf) + lines * leaf.style.line + interview


def _text_top(leaf: FeatureLeaf) -> float:
    return _margin_top(leaf) + (standfirst_height(leaf.section.standfirst) if leaf.standfirst else 0)


def _margin_top(leaf: FeatureLeaf) -> float:
    return leaf.top + (leaf.title.height if leaf.title and not isinstance(leaf, OpeningLeaf) else 0)


# ---- what surrounds the columns ----------------------------------------------------------------------------------


def set_interview(section: Feature, style: Style) -> SetInterview:
    """A quotation in the poster face under the double rule, then questions and answers in two level columns."""
    interview = section.interview
    said = section.quotation or (interview.title if interview else "")
    set_quotation = _quotation(said) if said else None
    columns = balance(set_prose(_questions(interview), style), 2, style) if interview else []
    lines = max((height(column) for column in columns), default=0)
    if interview:
        lines = max(lines, height(columns[-1]) + count_lines(interview.person, style.column, 10) + 1)
    total = 5 + 4.6 + (set_quotation.height if set_quotation else 0) + lines * style.line
    return SetInterview(interview or Interview("", ()), frozen(columns), set_quotation, round(total, 2))


def _quotation(text: str) -> SetTitle:
    lines = cut_evenly(text, count_lines(text, sheet.TEXT, 25, Face.POSTER))
    return SetTitle(lines, 25, 0.98, sheet.on_the_grid(len(lines) * 25 * 0.98 * POINT + 2))


def _questions(interview: Interview) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for question in interview.questions:
        blocks += [Heading(question.question), Paragraph((Run(question.answer),))]
    return tuple(blocks)


def _place_interview(leaves: list[FeatureLeaf], interview: SetInterview) -> None:
    """Under the last words, or on a page of its own."""
    if text_foot(leaves[-1]) + interview.height <= sheet.HEIGHT:
        leaves[-1] = replace(leaves[-1], interview=interview)
    else:
        leaves.append(replace(_bare(leaves[-1]), interview=interview))


def _bare(before: FeatureLeaf) -> FeatureLeaf:
    """A page without columns, after that one."""
    return FeatureLeaf(section=before.section, columns=((), ()), style=before.style, label=before.label)


def _pour_margins(section: Feature, leaves: list[FeatureLeaf]) -> None:
    """Figures from the first page on, dates from the second; a margin too short sends the rest to the next page."""
    figures, milestones = list(section.figures), list(section.milestones)
    at = 0
    while figures or milestones:
        if at == len(leaves):
            leaves.append(_bare(leaves[-1]))
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
    picture = decoration(section.picture) if section.poster else section.picture
    closed[-1] = replace(last, foot=foot_of(picture, max(text_foot(last), _margin_foot(last)), asked=section.pages))
    return closed


def _margin_foot(leaf: FeatureLeaf) -> float:
    return _margin_top(leaf) + sum(map(figure_height, leaf.figures)) + sum(map(milestone_height, leaf.milestones))


def decoration(picture: Picture) -> Picture:
    """A drawing to end a piece with, other than the one that opened it; it says nothing, so it has no alternative."""
    if picture.engraving in PANORAMAS:
        return Picture("", "", engraving="market-left")
    return Picture("", "", engraving="bourg" if picture.engraving != "bourg" else "halle")
