"""Pages of rows: council, works, agenda, practical facts."""

from dataclasses import replace
from functools import partial

from newsletter.bulletin.edition import (
    Agenda,
    AgendaDay,
    AgendaLine,
    Briefs,
    Council,
    Decision,
    Picture,
    Practical,
    Table,
    Works,
    WorkSite,
)
from newsletter.press import sheet
from newsletter.press.copyfit import Scale, blank_lines, copyfit, reaches
from newsletter.press.leaves import (
    AgendaLeaf,
    CouncilLeaf,
    Foot,
    Leaf,
    PracticalLeaf,
    SetTable,
    StackedLeaf,
    TableColumns,
    WorksLeaf,
)
from newsletter.press.opening import set_briefs
from newsletter.press.ornaments import votes_height
from newsletter.press.titles import SetTitle, set_title
from newsletter.press.typesetting import Face, Style, count_lines, measure

ROW_LINE, TABLE_HEAD = 4.8, 7.0
"""The line of a table's rows, and the height of its head."""
LEAST_FOOT, LARGEST_FOOT, FILLING_FOOT = 42.0, 96.0, 132.0
"""Heights of a picture at the foot of a page; the last one where pages must be filled."""
CLEAR = 7.0


def foot_of(picture: Picture | None, used: float, asked: int = 0) -> Foot | None:
    """The picture at the foot of a page, as tall as what is left; None when too little is."""
    if picture is None:
        return None
    height = min(FILLING_FOOT if asked else LARGEST_FOOT, sheet.FLOOR - used - CLEAR)
    if height < LEAST_FOOT:
        return None
    return Foot(picture, round(sheet.FLOOR - height, 2), round(height + sheet.BLEED, 2))


# ---- the council -------------------------------------------------------------------------------------------------

LEGEND = "Une dent par siège : pleine pour, vide contre, claire abstention, un trait pour les absents."


COUNCIL = Scale(Style(size=10.8, line=5.1, heading_size=12.4), largest=12.4)


def council_leaves(section: Council) -> list[CouncilLeaf]:
    return copyfit(partial(_council, section), COUNCIL, section.pages, _council_is_full)


def _council(section: Council, style: Style, change: int = 0) -> list[CouncilLeaf]:
    """The decisions one under the other; a change of length is one of the last ones."""
    title = set_title(section.title, largest=63)
    talls = _lengthened([decision_height(decision, style) for decision in section.decisions], change * style.line)
    pages: list[list[Decision]] = [[]]
    used = title.height + _preamble(f"{section.standfirst} {LEGEND}", section.note) + 5.5
    closing = _next_session(section, style)
    for decision, tall in zip(section.decisions, talls, strict=True):
        if pages[-1] and used + tall > sheet.HEIGHT:
            pages.append([])
            used = 0.0
        pages[-1].append(decision)
        used += tall
    if used + closing > sheet.HEIGHT:
        pages.append([])
        used = 0.0
    leaves = [
        CouncilLeaf(
            anchor="" if number else section.anchor,
            label=section.label,
            section=section,
            title=None if number else title,
            decisions=tuple(page),
            style=style,
            last=False,
        )
        for number, page in enumerate(pages)
    ]
    leaves[-1] = replace(leaves[-1], last=True, foot=foot_of(section.picture, used + closing, asked=section.pages))
    return leaves


def _council_is_full(leaf: CouncilLeaf) -> bool:
    return not leaf.last or reaches(_council_foot(leaf), leaf.foot.top if leaf.foot else sheet.HEIGHT)


def _council_foot(leaf: CouncilLeaf) -> float:
    """Where the last decision ends, the next session's date included."""
    section = leaf.section
    head = leaf.title.height + _preamble(f"{section.standfirst} {LEGEND}", section.note) + 5.5 if leaf.title else 0
    decisions = sum(decision_height(decision, leaf.style) for decision in leaf.decisions)
    return head + decisions + (_next_session(section, leaf.style) if leaf.last else 0)


def _lengthened(talls: list[float], by: float) -> list[float]:
    """Heights of rows, the last ones that many millimetres longer in all, or shorter."""
    found: list[float] = []
    for tall in reversed(talls):
        found.append(max(0.0, tall + by))
        by = min(0.0, tall + by)
    return found[::-1]


def _preamble(standfirst: str, note: str) -> float:
    text = count_lines(standfirst, sheet.TEXT, 14) * 6.6 if standfirst else 0
    margin = 4.6 * (2 + count_lines(note, sheet.MARGIN, 10)) if note else 9.2
    return max(text, margin)


def decision_height(decision: Decision, style: Style) -> float:
    title = count_lines(decision.title, sheet.TEXT, style.heading_size, Face.BOLD) * 5.5
    text = count_lines(decision.text, sheet.TEXT, style.size) * style.line if decision.text else 0
    return max(title + text + 5.5, votes_room(decision))


def votes_room(decision: Decision) -> float:
    """The least height of a decision: its votes stand beside its words."""
    words = 1 if decision.votes.unanimous else 2
    return (words * 16 * 0.3528 + 1.4 + votes_height(decision.votes) if decision.votes.in_favour else 0) + 5.5


def _next_session(section: Council, style: Style) -> float:
    if not section.next_session:
        return 0
    words = f"{section.next_session.strong} {section.next_session.weak}"
    return count_lines(words, sheet.TEXT, style.size) * style.line + 5.5


def with_works(council: list[CouncilLeaf], section: Works) -> list[Leaf] | None:
    """The council's page with the works under it, when one page holds both; None when it does not."""
    leaf = council[-1]
    if len(council) > 1 or leaf.section.pages:
        return None
    title = set_title(section.title, largest=40)
    used = _council_foot(leaf) + 11 + title.height + works_height(section)
    if used > sheet.HEIGHT:
        return None
    below = WorksLeaf(
        anchor=section.anchor, label=section.label, section=section, sites=section.sites, title=title, under=True
    )
    upper = replace(leaf, anchor="", foot=None)
    foot = foot_of(section.picture, used)
    spare = 0 if foot else blank_lines(used, leaf.style.line)
    return [StackedLeaf(anchor=leaf.anchor, label=leaf.label, upper=upper, lower=below, foot=foot, spare=spare)]


# ---- works -------------------------------------------------------------------------------------------------------


def works_leaves(section: Works, tips: Briefs | None) -> tuple[list[Leaf], bool]:
    """The pages of works, and whether the briefs that follow found room on the last one."""
    title = set_title(section.title, largest=63)
    first, *others = _works_pages(section, title.height)
    used = (0 if others else title.height + _works_head(section)) + TABLE_HEAD
    used += sum(site_height(site, section.tells_residents) for site in (others or [first])[-1])
    set_tips = set_briefs(tips) if tips else None
    if set_tips and used + 6 + set_tips.height > sheet.HEIGHT:
        set_tips = None
    used += 6 + set_tips.height if set_tips else 0
    foot = foot_of(section.picture, used)
    leaves = [WorksLeaf(anchor=section.anchor, label=section.label, section=section, sites=first, title=title)]
    leaves += [WorksLeaf(label=section.label, section=section, sites=sites, title=None) for sites in others]
    spare = 0 if foot else blank_lines(used, ROW_LINE)
    leaves[-1] = replace(leaves[-1], tips=set_tips, foot=foot, spare=spare)
    return list(leaves), set_tips is not None


def _works_pages(section: Works, title_height: float) -> list[tuple[WorkSite, ...]]:
    pages: list[tuple[WorkSite, ...]] = [()]
    used = title_height + _works_head(section) + TABLE_HEAD
    for site in section.sites:
        tall = site_height(site, section.tells_residents)
        if pages[-1] and used + tall > sheet.HEIGHT:
            pages.append(())
            used = TABLE_HEAD
        pages[-1] += (site,)
        used += tall
    return pages


def works_height(section: Works) -> float:
    """The preamble and the table of works."""
    rows = sum(site_height(site, section.tells_residents) for site in section.sites)
    return _works_head(section) + TABLE_HEAD + rows


def _works_head(section: Works) -> float:
    said = section.standfirst or section.contact
    return _preamble(section.standfirst, section.contact) + 4 if said else 0


def site_height(site: WorkSite, tells_residents: bool) -> float:
    """A row of the table: the state stands under its teeth when residents are told something, beside them otherwise."""
    if tells_residents:
        lines = max(2, count_lines(site.name, 35, 10.8, Face.BOLD), count_lines(site.for_you, 68, 10.8))
    else:
        lines = max(count_lines(site.name, 76, 10.8, Face.BOLD), count_lines(site.state, 36, 10.8))
    return max(lines, count_lines(site.ends, 36, 10.8)) * ROW_LINE + 3.9


# ---- the agenda --------------------------------------------------------------------------------------------------

DAY_PADDING = 4.45
LINE_HEIGHT = 5.3


def agenda_leaves(section: Agenda) -> list[Leaf]:
    """Day by day; a long month is set closer, then goes on to the next page."""
    title = set_title(section.title, largest=65, smallest=48)
    legend = 14.0
    regular = regular_height(section.regular)
    room = sheet.HEIGHT - title.height - legend
    pages, compact = _agenda_pages(section.days, room, False), False
    if len(tighter := _agenda_pages(section.days, room, True)) < len(pages):
        pages, compact = tighter, True
    used = sum(day_height(day, compact) for day in pages[-1])
    if used + regular > (room if len(pages) == 1 else sheet.HEIGHT - legend):
        pages.append([])
        used = 0.0
    used += regular
    used += legend + (0 if len(pages) > 1 else title.height)
    foot = foot_of(_MONTH, used)
    spare = 0 if foot else blank_lines(used, LINE_HEIGHT)
    return [
        AgendaLeaf(
            anchor="" if number else section.anchor,
            label=section.label,
            section=section,
            title=None if number else title,
            days=tuple(page),
            compact=compact,
            last=number == len(pages) - 1,
            foot=foot if number == len(pages) - 1 else None,
            spare=spare if number == len(pages) - 1 else 0,
        )
        for number, page in enumerate(pages)
    ]


def regular_height(lines: tuple[AgendaLine, ...]) -> float:
    """The block of what comes back every week."""
    if not lines:
        return 0
    return 7.4 + sum(count_lines(line_text(line), sheet.TEXT, 10.4) * 5.0 + 1.2 for line in lines)


def _agenda_pages(days: tuple[AgendaDay, ...], room: float, compact: bool) -> list[list[AgendaDay]]:
    pages: list[list[AgendaDay]] = [[]]
    used = 0.0
    for day in days:
        tall = day_height(day, compact)
        if pages[-1] and used + tall > room:
            pages.append([])
            used, room = 0.0, sheet.HEIGHT - 14.0
        pages[-1].append(day)
        used += tall
    return pages


_MONTH = Picture("", "", engraving="bourg")
"""A short month leaves its foot to the town."""


def day_height(day: AgendaDay, compact: bool = False) -> float:
    size, line = (10.2, 4.8) if compact else (11.2, LINE_HEIGHT)
    lines = sum(count_lines(line_text(entry), 128, size) for entry in day.lines)
    return lines * line + (len(day.lines) - 1) * 0.6 + (3.0 if compact else DAY_PADDING)


def line_text(line: AgendaLine) -> str:
    """The words of an event on one line of the printed agenda."""
    parts = [line.title, line.place, line.details, line.organizer, line.note]
    return ", ".join(part for part in parts if part)


# ---- practical facts ---------------------------------------------------------------------------------------------

CAPTION, TABLE_GAP, EMERGENCIES = 17.0, 6.0, 46.0
_ROW_PADDING = {False: 3.35, True: 2.45}
TABLE_WIDTH, CELL_PADDING = 85.0, 2.0
ENOUGH_TABLES = 5
_WIDE = 34
"""A value longer than this is a sentence: it is set on the left, in light type."""


def practical_leaves(section: Practical) -> list[PracticalLeaf]:
    """On one page, set closer when that is what it takes; else what is left goes on to the next, with the records."""
    title = set_title(section.title, largest=63)
    used = title.height + (EMERGENCIES if section.emergencies else 0)
    records = records_height(section)
    tables = tuple(set_table(table) for table in section.tables)
    for compact in (False, True):
        columns = _two_columns(tables, compact)
        filled = used + columns_height(columns, compact) + records
        if filled <= sheet.HEIGHT:
            spare = blank_lines(filled, ROW_LINE)
            return [replace(_practical(section, title, columns, compact, last=True), spare=spare)]
    first, left = _first_page(tables, sheet.HEIGHT - used)
    rest = _two_columns(left, False)
    filled = columns_height(rest, False) + records + 6
    foot = foot_of(_FAMILY_TREE, filled)
    spare = 0 if foot else blank_lines(filled, ROW_LINE)
    second = replace(_practical(section, None, rest, False, last=True), foot=foot, spare=spare)
    return [_practical(section, title, first, False, last=False), second]


_FAMILY_TREE = Picture("", "", engraving="arbre")
"""A page of births and deaths that has room left."""


def _practical(
    section: Practical, title: SetTitle | None, columns: TableColumns, compact: bool, *, last: bool
) -> PracticalLeaf:
    return PracticalLeaf(
        anchor=section.anchor if title else "",
        label=section.label,
        section=section,
        title=title,
        columns=columns,
        compact=compact,
        last=last,
    )


def set_table(table: Table) -> SetTable:
    """The width of its labels that costs the fewest lines, values whole where they can be; narrow when values are sentences."""
    wide = any(len(row.value) > _WIDE for row in table.rows)
    value = max((measure(row.value, 10.6, Face.BOLD) for row in table.rows), default=0)
    beside = min(TABLE_WIDTH - 28, max(26.0, TABLE_WIDTH - value - 1.5))
    widths = (27.0,) if wide else (beside, 36.0, 44.0, 52.0)
    return min((_with_labels(table, width, wide) for width in widths), key=lambda setting: sum(setting.lines))


def _with_labels(table: Table, label: float, wide: bool) -> SetTable:
    face = Face.TEXT if wide else Face.BOLD
    lines = tuple(
        max(
            count_lines(row.label, label - CELL_PADDING - 0.2, 10.6),
            count_lines(row.value, TABLE_WIDTH - label - 0.2, 10.6, face),
        )
        for row in table.rows
    )
    return SetTable(table, round(label - CELL_PADDING, 2), wide, lines)


def table_height(table: SetTable, compact: bool = False) -> float:
    return CAPTION + sum(lines * 4.8 + _ROW_PADDING[compact] for lines in table.lines) + TABLE_GAP


def columns_height(columns: TableColumns, compact: bool) -> float:
    return max((sum(table_height(table, compact) for table in column) for column in columns), default=0)


def records_height(section: Practical) -> float:
    """The civil records and the notes at the foot of the page."""
    notes = sum(count_lines(note, sheet.TEXT, 10) * 4.6 for note in section.notes)
    if not section.records:
        return notes + (4 if notes else 0)
    lines = [
        sum(count_lines(line, sheet.THIRD, 10.6) for line in names) * 5.0 for _head, names in section.records.groups
    ]
    note = count_lines(section.records.note, sheet.TEXT, 10) * 4.6 if section.records.note else 0
    return 4.4 + 5.5 + max(lines, default=0) + 2.75 + note + notes + 2


def _two_columns(tables: tuple[SetTable, ...], compact: bool) -> TableColumns:
    """The cut, in reading order, that leaves the two columns most level."""
    if not tables:
        return ()
    heights = [table_height(table, compact) for table in tables]
    cut = min(range(1, len(tables) + 1), key=lambda at: abs(sum(heights[:at]) - sum(heights[at:])))
    return tables[:cut], tables[cut:]


def _first_page(tables: tuple[SetTable, ...], room: float) -> tuple[TableColumns, tuple[SetTable, ...]]:
    """As many tables as the first page holds; two are kept for the next when there are many, so that it is not bare."""
    fitting = [
        count
        for count in range(1, len(tables) + 1)
        if columns_height(_two_columns(tables[:count], False), False) <= room
    ]
    best = max(fitting, default=min(1, len(tables)))
    if best == len(tables) >= ENOUGH_TABLES:
        best -= 2
    return _two_columns(tables[:best], False), tables[best:]
