"""Pages of the site's news and of the month in pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from newsletter.bulletin.edition import Gallery, News, NewsItem, Snapshot
from newsletter.press import sheet
from newsletter.press.copyfit import Scale, copyfit, reaches
from newsletter.press.leaves import (
    GalleryLeaf,
    Leaf,
    NewsLeaf,
    PlacedSnapshot,
    SetNews,
    frozen,
)
from newsletter.press.titles import SetTitle, cut_evenly, set_title
from newsletter.press.typesetting import POINT, Face, Piece, Style, balance, count_lines, height, set_prose

NEWS = Scale(Style(size=10.8, line=5.5), largest=12.4)
LINK = 5.5
SHORT = 3
LEAST_PICTURE, LARGEST_PICTURE, SMALL_PICTURE = 62.0, 122.0, 34.0
PICTURE_GAP = 5.5


# ---- news --------------------------------------------------------------------------------------------------------


def news_leaves(section: News) -> list[NewsLeaf]:
    """News one under the other, the first as a poster, on the fewest pages; pictures take the room the words leave."""
    return copyfit(partial(_news, section), NEWS, section.pages, _are_full)


def _news(section: News, style: Style, change: int = 0) -> list[NewsLeaf]:
    title = set_title(section.title, largest=63)
    entries = [_set_news(item, style, lead=number == 0) for number, item in enumerate(section.items)]
    entries = _lengthened(entries, change * style.line / 2)
    pages = min(
        _layouts(entries, title.height),
        key=lambda layout: (abs(len(layout) - section.pages), len(layout), _blank(layout, title.height)),
    )
    if change and _foot(pages[-1], 0 if len(pages) > 1 else title.height) > sheet.HEIGHT:
        pages.append([])
    return [
        NewsLeaf(
            anchor="" if number else section.anchor,
            label=section.label,
            section=section,
            title=None if number else title,
            items=tuple(page),
            style=style,
        )
        for number, page in enumerate(pages)
    ]


def _are_full(leaf: NewsLeaf) -> bool:
    return reaches(_foot(leaf.items, leaf.title.height if leaf.title else 0))


def _foot(entries: Sequence[SetNews], head: float) -> float:
    return head + sum(entry.height for entry in entries)


def _lengthened(entries: list[SetNews], by: float) -> list[SetNews]:
    """The entries, that many millimetres longer at their end, or shorter."""
    found: list[SetNews] = []
    for entry in reversed(entries):
        height = max(0.0, entry.height + by)
        found.append(replace(entry, height=round(height, 2)))
        by = min(0.0, entry.height + by)
    return found[::-1]


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


def _set_news(item: NewsItem, style: Style, *, lead: bool) -> SetNews:
    if lead:
        title = set_title(item.title, width=sheet.TEXT, largest=36, smallest=28)
        standfirst = count_lines(item.standfirst, sheet.TEXT, 14) * 6.6 + 3 if item.standfirst else 0
    else:
        title = set_title(item.title, width=sheet.TEXT, largest=22, smallest=22)
        standfirst = count_lines(item.standfirst, sheet.TEXT, 11.2) * sheet.LINE if item.standfirst else 0
    if not lead:
        lines = cut_evenly(item.title, count_lines(item.title, sheet.TEXT, 22, Face.POSTER))
        title = SetTitle(lines, 22, 0.98, round(len(lines) * 22 * 0.98 * POINT + 1.6, 2))
    columns = _excerpt(item, style)
    excerpt = max((height(column) for column in columns), default=0) * style.line
    total = 3.2 + title.height + standfirst + excerpt + LINK + 4.0
    return SetNews(item, title, frozen(columns), round(max(total, _margin_height(item)), 2))


def _excerpt(item: NewsItem, style: Style) -> list[list[Piece]]:
    """Two columns, or one when the text is too short to be cut."""
    if not item.excerpt:
        return []
    whole = replace(style, column=sheet.TEXT)
    pieces = set_prose(item.excerpt, whole)
    return [pieces] if height(pieces) <= SHORT else balance(set_prose(item.excerpt, style), 2, style)


def _margin_height(item: NewsItem) -> float:
    return 3.2 + 4.6 * (2 + count_lines(item.signature, sheet.MARGIN, 10)) + 4


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
_AIR = 3.0
"""Between two captions, one under the other."""
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
    legend_foot = 0.0
    for row, share in zip(rows, _SHARES[len(snapshots)], strict=True):
        tall = room * share
        width = (_RIGHT - _LEFT - _GAP * (row - 1)) / row
        for column in range(row):
            snapshot = remaining.pop(0)
            left = _LEFT + column * (width + _GAP)
            legend = max(top + column * tall * 0.56, legend_foot)
            legend_foot = legend + caption_height(snapshot) + _AIR
            places.append(
                PlacedSnapshot(
                    snapshot, round(top, 2), round(left, 2), round(width, 2), round(tall, 2), round(legend, 2)
                )
            )
        top += tall + _GAP
    return tuple(places)


def caption_height(snapshot: Snapshot) -> float:
    """The day in poster figures, over the caption and whoever made the picture."""
    credit = f" {snapshot.picture.credit}." if snapshot.picture.credit else ""
    return 44 * 0.8 * POINT + 0.8 + count_lines(f"{snapshot.caption}{credit}", sheet.MARGIN, 10) * 4.6
