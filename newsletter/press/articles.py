"""Pages of running text: news, pictures of the month, an association's page, the groups' space."""

from collections.abc import Iterator
from dataclasses import replace

from newsletter.edition import Gallery, Groups, News, NewsItem, Portrait, Snapshot, Voice
from newsletter.press import sheet
from newsletter.press.leaves import (
    GalleryLeaf,
    GroupsLeaf,
    Leaf,
    NewsLeaf,
    PlacedSnapshot,
    PortraitLeaf,
    SetNews,
    SetVoice,
)
from newsletter.press.titles import SetTitle, cut_evenly, set_title
from newsletter.press.typesetting import POINT, Face, Piece, Style, balance, count_lines, fill, height, set_prose

NEWS = Style(size=10.8, line=5.5)
LINK = 5.5
SHORT = 3
LEAST_PICTURE, LARGEST_PICTURE, SMALL_PICTURE = 62.0, 122.0, 34.0
PICTURE_GAP = 5.5


# ---- news --------------------------------------------------------------------------------------------------------


def news_leaves(section: News) -> list[Leaf]:
    """News one under the other, the first as a poster, on the fewest pages; pictures take the room the words leave."""
    title = set_title(section.title, largest=63)
    entries = [_set_news(item, lead=number == 0) for number, item in enumerate(section.items)]
    pages = min(_layouts(entries, title.height), key=lambda layout: (len(layout), _blank(layout, title.height)))
    return [
        NewsLeaf(
            anchor="" if number else section.anchor,
            label=section.label,
            section=section,
            title=None if number else title,
            items=tuple(page),
        )
        for number, page in enumerate(pages)
    ]


def _layouts(entries: list[SetNews], title_height: float) -> Iterator[list[list[SetNews]]]:
    """Ways to share the entries between pages: a taller or smaller first picture, pages more or less full."""
    for picture in (LEAST_PICTURE, SMALL_PICTURE, 0.0):
        led = _leading(entries, picture)
        for room in (sheet.HEIGHT, *(sheet.HEIGHT - step * sheet.LINE * 3 for step in range(1, 8))):
            pages = _packed(led, title_height, room)
            yield [
                _with_pictures(page, sheet.HEIGHT - (0 if number else title_height))
                for number, page in enumerate(pages)
            ]


def _blank(layout: list[list[SetNews]], title_height: float) -> float:
    """The emptiest page's blank, in millimetres; a first item without its picture is worth a page's third."""
    blanks = [
        sheet.HEIGHT - (0 if number else title_height) - sum(entry.height for entry in page)
        for number, page in enumerate(layout)
    ]
    unshown = bool(layout[0] and layout[0][0].item.picture and not layout[0][0].picture_height)
    return max(blanks) + (sheet.HEIGHT / 3 if unshown else 0)


def _leading(entries: list[SetNews], picture: float) -> list[SetNews]:
    """The entries, the first with a picture of that height when it has one to show."""
    if not entries or not entries[0].item.picture or not picture:
        return entries
    return [_grow(entries[0], picture + PICTURE_GAP), *entries[1:]]


def _packed(entries: list[SetNews], used: float, room: float) -> list[list[SetNews]]:
    pages: list[list[SetNews]] = [[]]
    for entry in entries:
        if pages[-1] and used + entry.height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(entry)
        used += entry.height
    return pages


def _set_news(item: NewsItem, *, lead: bool) -> SetNews:
    if lead:
        title = set_title(item.title, width=sheet.TEXT, largest=36, smallest=28)
        standfirst = count_lines(item.standfirst, sheet.TEXT, 14) * 6.6 + 3 if item.standfirst else 0
    else:
        title = set_title(item.title, width=sheet.TEXT, largest=22, smallest=22)
        standfirst = count_lines(item.standfirst, sheet.TEXT, 11.2) * sheet.LINE if item.standfirst else 0
    if not lead:
        lines = cut_evenly(item.title, count_lines(item.title, sheet.TEXT, 22, Face.POSTER))
        title = SetTitle(lines, 22, 0.98, round(len(lines) * 22 * 0.98 * POINT + 1.6, 2))
    columns = _excerpt(item)
    excerpt = max((height(column) for column in columns), default=0) * sheet.LINE
    total = 3.2 + title.height + standfirst + excerpt + LINK + 4.0
    return SetNews(item, title, tuple(tuple(column) for column in columns), round(max(total, _margin_height(item)), 2))


def _excerpt(item: NewsItem) -> list[list[Piece]]:
    """Two columns, or one when the text is too short to be cut."""
    if not item.excerpt:
        return []
    whole = replace(NEWS, column=sheet.TEXT)
    pieces = set_prose(item.excerpt, whole)
    return [pieces] if height(pieces) <= SHORT else balance(set_prose(item.excerpt, NEWS), 2, NEWS)


def _margin_height(item: NewsItem) -> float:
    return 3.2 + 4.6 * (2 + count_lines(item.signatory, sheet.MARGIN, 10)) + 4


def _with_pictures(page: list[SetNews], room: float) -> list[SetNews]:
    """Gives the room left on a page to its pictures: the first grows, then the next ones appear."""
    spare = room - sum(entry.height for entry in page)
    entries = list(page)
    if entries and entries[0].picture_height:
        growth = max(0.0, min(spare, LARGEST_PICTURE - entries[0].picture_height))
        entries[0] = _grow(entries[0], growth)
        spare -= growth
    for number, entry in enumerate(entries):
        wanted = LEAST_PICTURE + PICTURE_GAP
        if entry.item.picture and not entry.picture_height and spare >= wanted:
            given = min(spare, 82.0)
            entries[number] = _grow(entry, given)
            spare -= given
    return entries


def _grow(entry: SetNews, by: float) -> SetNews:
    return replace(entry, height=round(entry.height + by, 2), picture_height=round(entry.picture_height + by, 2))


# ---- the month in pictures ---------------------------------------------------------------------------------------

_GAP = 3.0
_LEFT, _RIGHT = 37.0, 199.0


def gallery_leaves(section: Gallery) -> list[Leaf]:
    """Up to five pictures a page, bleeding to the right; the day and the caption stand in the margin."""
    title = set_title(section.title, largest=64)
    leaves: list[Leaf] = []
    rest = section.snapshots
    while rest:
        first = not leaves
        some, rest = _page_of(rest)
        top = title.height + 3 if first else 0.0
        leaves.append(
            GalleryLeaf(
                anchor=section.anchor if first else "",
                label=section.label,
                section=section,
                title=title if first else None,
                places=_places(some, top),
            )
        )
    return leaves


def _page_of(snapshots: tuple[Snapshot, ...]) -> tuple[tuple[Snapshot, ...], tuple[Snapshot, ...]]:
    """Five at most, and never a single picture left for the next page."""
    size = 5 if len(snapshots) != 6 else 3
    return snapshots[:size], snapshots[size:]


_ROWS = {1: (1,), 2: (1, 1), 3: (1, 2), 4: (1, 2, 1), 5: (2, 1, 2)}
_SHARES = {1: (1.0,), 2: (0.58, 0.42), 3: (0.62, 0.38), 4: (0.44, 0.245, 0.315), 5: (0.27, 0.44, 0.29)}


def _places(snapshots: tuple[Snapshot, ...], top: float) -> tuple[PlacedSnapshot, ...]:
    rows = _ROWS[len(snapshots)]
    room = sheet.FLOOR + sheet.BLEED - top - _GAP * (len(rows) - 1)
    places: list[PlacedSnapshot] = []
    remaining = list(snapshots)
    for row, share in zip(rows, _SHARES[len(snapshots)], strict=True):
        tall = room * share
        width = (_RIGHT - _LEFT - _GAP * (row - 1)) / row
        for column in range(row):
            snapshot = remaining.pop(0)
            left = _LEFT + column * (width + _GAP)
            legend = top + column * tall * 0.56
            places.append(
                PlacedSnapshot(
                    snapshot, round(top, 2), round(left, 2), round(width, 2), round(tall, 2), round(legend, 2)
                )
            )
        top += tall + _GAP
    return tuple(places)


# ---- an association's page ---------------------------------------------------------------------------------------

_PORTRAIT = Style(size=10.8, line=5.1)


def portrait_leaves(section: Portrait) -> list[Leaf]:
    """One page on coloured paper: the picture keeps the room the words leave it."""
    title = set_title(section.title, largest=57, smallest=44)
    standfirst = (
        sheet.on_the_half_grid(count_lines(section.standfirst, sheet.TEXT, 14, Face.BOLD) * 6.6 + 3.3)
        if section.standfirst
        else 0
    )
    columns = balance(set_prose(section.body, _PORTRAIT), 2, _PORTRAIT)
    text = max(height(column) for column in columns) * _PORTRAIT.line
    margin = sum(
        4.6 * (count_lines(f.strong, sheet.MARGIN, 10, Face.BOLD) + count_lines(f.weak, sheet.MARGIN, 10)) + 3
        for f in section.facts
    )
    needed = title.height + max(standfirst + text, margin) + 14
    picture = min(128.0, sheet.HEIGHT - needed) if section.picture else 0.0
    picture = round(picture, 2) if picture >= 40 else 0.0
    return [
        PortraitLeaf(
            anchor=section.anchor,
            label=section.label,
            section=section,
            title=title,
            columns=tuple(tuple(column) for column in columns),
            picture_height=picture,
            text_top=round(picture + (4 if picture else 0), 2),
        )
    ]


SIGNED, NAMED = 14.5, 12.0
"""Room of a signature that may take two lines, and of a group's standing under its name."""

# ---- the groups' space -------------------------------------------------------------------------------------------


MOST_ACROSS = 4


def groups_leaves(section: Groups) -> list[Leaf]:
    """Equal columns in one type, four groups across at most; texts that do not hold go on in the same columns."""
    leaves: list[Leaf] = []
    across = min(max(1, len(section.voices)), MOST_ACROSS)
    for start in range(0, max(1, len(section.voices)), MOST_ACROSS):
        leaves += _groups_side_by_side(section, section.voices[start : start + MOST_ACROSS], across, first=not start)
    leaves[-1] = replace(leaves[-1], last=True)  # type: ignore[call-arg]  # always a GroupsLeaf
    return leaves


def _groups_side_by_side(section: Groups, voices: tuple[Voice, ...], across: int, *, first: bool) -> list[Leaf]:
    title = set_title(section.title, largest=63)
    width = round((sheet.WIDTH - (across - 1) * sheet.GUTTER) / across - 0.2, 2)
    names = max((len(cut_evenly_in(voice.name, width, 25)) for voice in voices), default=1)
    name_height = round(names * 25 * 0.95 * POINT + 1.2, 2)
    head = (title.height + _preamble_height(section) if first else 0) + 5.2 + name_height + NAMED
    foot = SIGNED + _closing_height(section)
    style = Style(size=11, column=width, line=sheet.LINE, indent=4)
    texts = [set_prose(voice.body, style) for voice in voices]
    leaves: list[Leaf] = []
    while not leaves or any(texts):
        taken, texts = _slice(texts, int((sheet.HEIGHT - foot - (2 if leaves else head)) // sheet.LINE), style)
        leaves.append(
            GroupsLeaf(
                anchor=section.anchor if first and not leaves else "",
                label=section.label,
                section=section,
                title=title if first and not leaves else None,
                voices=tuple(SetVoice(voice, tuple(column)) for voice, column in zip(voices, taken, strict=True)),
                width=width,
                name_height=name_height,
                named=not leaves,
                signed=not any(texts),
                last=False,
            )
        )
    return leaves


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


def cut_evenly_in(text: str, width: float, size: float) -> tuple[str, ...]:
    """A name of the poster face cut in as many lines as that width asks."""
    return cut_evenly(text, count_lines(text, width, size, Face.POSTER))
