"""What the printed templates ask of the press: lengths, lines, addresses as they are read on paper."""

from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.dates import MONTHS, day_month, weekday
from newsletter.bulletin.edition import Decision, Feature, Picture, Row, Section, Votes
from newsletter.bulletin.prose import Bullets, Paragraph, Run
from newsletter.bulletin.wording import shortened_address, vote_words, written_address
from newsletter.press import ornaments, sheet
from newsletter.press.features import figure_size as size_of_figure
from newsletter.press.leaves import Foot, OpeningLeaf, PortraitLeaf, SetNews
from newsletter.press.lists import LEGEND, votes_room
from newsletter.press.titles import SpreadTitle, cut_evenly
from newsletter.press.typesetting import Face, Style, count_lines, measure

register = template.Library()

FOCUS = {
    "arbre": 16, "banc": 70, "bourg": 66, "crue": 30, "ecole": 75, "fete": 84, "halle": 62, "navette": 84, "sport": 80,
    "travaux": 78,
}  # fmt: skip
"""Where the drawings that would lose their heads or their feet are cut, in percent of their height."""
ENTRY_ROOM = 42.0
"""Millimetres of an entry on the cover, its page number apart."""

register.filter("weekday", weekday)
register.filter("day_month", day_month)
register.filter("written", written_address)
register.filter("shortened", shortened_address)
register.filter("figure_size", size_of_figure)


@register.filter
def runs(paragraph: Paragraph) -> SafeString:
    """The words of a paragraph; a link is one element, so that it is one annotation in the PDF."""
    return format_html_join("", "{}", ((_run(run),) for run in paragraph.runs))


def _run(run: Run) -> SafeString:
    if run.href:
        return format_html('<a class="to" href="{}">{}</a>', run.href, run.text)
    if run.bold:
        return format_html("<b>{}</b>", run.text)
    if run.italic:
        return format_html("<em>{}</em>", run.text)
    return format_html("{}", run.text)


@register.filter
def leading(text: str, name: str) -> SafeString:
    """A text whose first words, when they are that name, stand in bold."""
    if name and text.startswith(name):
        return format_html("<b>{}</b>{}", name, text.removeprefix(name))
    return format_html("{}", text)


@register.filter
def cover_entry(section: Section) -> str:
    """A line of the cover's contents: the entry, its first words, or the section's short name, whichever fits."""
    entry = section.contents_entry
    first = section.title_lines[:1] if isinstance(section, Feature) else ()
    for text in (entry, *first, *(entry.split(mark)[0].strip() for mark in (":", ",", "(")), section.label):
        if measure(text, 10.6) <= ENTRY_ROOM:
            return text
    return section.label


@register.simple_tag
def contents_box(number: int, entries: int) -> SafeString:
    """Where an entry of the cover's contents stands: two level columns, a stronger rule over each."""
    column, row = divmod(number, -(-entries // 2))
    place = format_html("left:{}mm;top:{}mm", column * 55.5, round(row * 6.7, 1))
    return place if row else format_html("{};border-top:.5mm solid var(--ink)", place)


@register.filter
def setting(style: Style) -> str:
    """The size of a text and its line, which everything under it falls on."""
    return f"font-size:{style.size}pt;--leading:{style.line}mm"


@register.filter
def list_tag(block: Bullets) -> str:
    return "ol" if block.ordered else "ul"


@register.filter
def asset(picture: Picture) -> str:
    return engraving_asset(picture.engraving) if picture.engraving else picture.asset


def engraving_asset(name: str) -> str:
    return f"engravings/{name}.svg"


@register.filter
def focus(picture: Picture) -> int:
    """What to keep at the middle of a picture cut for a wide place, in percent of its height."""
    return FOCUS.get(picture.engraving, 50)


@register.filter
def qr_asset(url: str) -> str:
    return f"qr/{url.split('//', 1)[-1].strip('/').replace('/', '-')}.svg"


@register.filter
def day_in_margin(day: date) -> str:
    return f"{weekday(day)} {day_month(day)}"


@register.filter
def month_name(day: date) -> str:
    return MONTHS[day.month - 1]


@register.simple_tag
def standfirst_gap(text: str, size: float, line: float) -> float:
    """What brings the text under a standfirst back on the grid, with 3 mm of air at least."""
    face = Face.BOLD if size > 13 else Face.TEXT
    tall = count_lines(text, sheet.TEXT, size, face) * line
    return round(sheet.on_the_half_grid(tall + 3.3) - tall, 2)


@register.filter
def from_floor(height: float) -> float:
    return round(sheet.FLOOR - height, 2)


@register.filter
def bled(height: float) -> float:
    return round(height + sheet.BLEED, 2)


@register.filter
def inside_rule(height: float) -> float:
    """The height of a row, its padding and its rule taken off."""
    return round(height - 3.25, 2)


@register.filter
def place(foot: Foot) -> str:
    return f"top:{foot.top}mm;height:{foot.height}mm"


@register.filter
def picture_box(entry: SetNews) -> str:
    return f"height:{entry.picture_height - 5.5:.2f}mm"


@register.filter
def portrait_box(leaf: PortraitLeaf) -> str:
    return f"height:{leaf.picture_height:.2f}mm"


@register.filter
def roof(title_height: float) -> float:
    return round(title_height + 9 + 30, 2)


@register.filter
def panorama(leaf: OpeningLeaf) -> str:
    top = (leaf.title.height if leaf.title else 0) + 9
    return f"top:{top:.2f}mm;height:{leaf.picture_height}mm"


@register.filter
def spread_top(title: SpreadTitle) -> float:
    """One line stands in the middle of the roof; two share it."""
    count = max(len(title.left), len(title.right))
    return round(-27 + (57 - count * title.size * 0.86) / 2, 2)


@register.simple_tag
def drawn_line(title: SpreadTitle, number: int) -> SafeString:
    """A line of the right half, drawn: its box follows the outlines of `ornaments.word`."""
    text = title.right[number]
    width = measure(text, title.size * 72 / 25.4, Face.POSTER)
    tall = title.size * 1.06
    top = spread_top(title) + number * title.size * 0.86 - 0.06 * title.size
    return format_html(
        "top:{}mm;width:{}mm;height:{}mm;background:url(ornaments/title-{}.svg) 0 0 / {}mm {}mm no-repeat",
        *(f"{top:.2f}", f"{width:.2f}", f"{tall:.2f}", number, f"{width:.2f}", f"{tall:.2f}"),
    )


@register.simple_tag
def teeth_legend() -> str:
    """What the teeth of a vote mean, said once."""
    return LEGEND


@register.filter
def decision_box(decision: Decision) -> float:
    return round(votes_room(decision), 2)


@register.filter
def vote_lines(votes: Votes) -> str:
    """ "13 pour,\n2 abstentions"."""
    return vote_words(votes).replace(", ", ",\n")


@register.simple_tag
def seats_box(votes: Votes) -> SafeString:
    height = ornaments.votes_height(votes)
    return format_html(
        "height:{}mm;background-image:url({});background-size:31mm {}mm",
        f"{height:.2f}",
        vote_asset(votes),
        f"{height:.2f}",
    )


def vote_asset(votes: Votes) -> str:
    return f"ornaments/vote-{votes.in_favour}-{votes.against}-{votes.abstentions}-{votes.absent}.svg"


@register.simple_tag
def emergency_width(rows: tuple[Row, ...], number: int) -> float:
    """Each number has the room of its own figures or words, and the whole fills the width."""
    needs = [_emergency_need(row) for row in rows]
    spare = max(0.0, sheet.WIDTH - 0.5 - sum(needs)) / len(needs)
    return round(needs[number] + spare, 2)


def _emergency_need(row: Row) -> float:
    """A label takes two lines rather than its neighbour's room."""
    label = max(measure(line, 10) for line in cut_evenly(row.value, 2, Face.TEXT))
    return max(measure(row.label, 58, Face.POSTER), label) + 5
