"""The poster of an event: its title from margin to margin, a picture it takes root in, and what one must know to come. Pure.

A sheet of 210 by 297 mm. On coloured paper for an association, white for the town hall: the engraving changes inks accordingly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from content import engravings
from content.theme import Tokens
from events.posters import drawings
from events.posters.faces import Face, advance, files, lines, printable
from events.posters.titles import SetTitle, set_title

BASE = "https://affiche.invalid/"
MARGIN, WIDTH = 12.0, 186.0
TITLE_TOP, FOOT_TOP = 28.5, 246.0
FOOT_WIDTH = 146.0
BAND_WIDTH = 150.0
BODIES, LEADING, FOOT_ROOM = (4.6, 4.2, 3.8, 3.5), 1.3, 22.5
PHOTO = "photo.jpg"
SKY = {"arbre": 39.0, "bourg": 22.0, "crue": 14.0, "dechets": 12.0, "ecole": 2.0, "halle": 2.0, "lavoir": 16.0,
       "navette": 18.0, "sport": 26.0, "travaux": 16.0, "velo": 4.0}  # fmt: skip
"""Millimetres of sky, in a drawing printed at the sheet's width, where the title may stand."""
APART = 6.0
"""What separates the title from a drawing without a sky."""
GROUND = {"arbre": 0.666}
"""Where the ground stands in a drawing higher than the room it has: what is below goes under the foot."""
TALLEST = {"arbre": 104.0, "tambour": 110.0}
"""Millimetres of title above the drawings that are not as wide as the sheet, or not shown whole."""
MEDIUM = 104.0
HIDDEN = 3.0
"""What the foot may cover of a drawing."""
DRUM = 112.0


@dataclass(frozen=True, slots=True)
class EventPoster:
    """What the poster of one event says. `address` is where its page is; `photo` replaces the engraving."""

    title: str
    date: str
    hours: str
    where: str
    lines: tuple[str, ...]
    address: str
    imprint: str
    author: str
    theme: Tokens
    engraving: str = "bourg"
    photo: bytes = b""
    photo_alternative: str = ""
    coloured: bool = False
    is_off: bool = False
    status: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """The picture on the sheet: its box, and whether it is cut to fill it."""

    address: str
    alternative: str
    left: float
    top: float
    width: float
    height: float


def html(poster: EventPoster) -> str:
    """The poster as the one HTML document that is printed."""
    title = set_title(poster.title, WIDTH, tallest(poster))
    context = {
        "poster": poster,
        "theme": poster.theme,
        "ground": poster.theme.flat if poster.coloured else "#ffffff",
        "title": title,
        "title_top": TITLE_TOP,
        "picture": place(poster, title),
        "head_size": fitted(f"{poster.date}  {poster.hours}", 8.2, WIDTH - 6),
        "lines": said(poster),
        "text_size": text_size(said(poster)),
        "where_size": fitted(poster.where, 11.5, FOOT_WIDTH),
        "band_size": fitted(poster.status, 60, BAND_WIDTH),
        "shown_address": poster.address.partition("://")[2].rstrip("/"),
    }
    return printable(render_to_string("events/posters/event.html", context))


def assets(poster: EventPoster) -> dict[str, bytes]:
    """The drawings and the photo of the document, by their address in it."""
    theme = poster.theme
    used = files() | {
        "qr.svg": drawings.qr(poster.address, theme.ink).encode(),
        "teeth.svg": drawings.teeth_down(theme.ground).encode(),
    }
    if poster.photo:
        return used | {PHOTO: poster.photo}
    return used | {f"{poster.engraving}.svg": inked(poster).encode()}


def inked(poster: EventPoster) -> str:
    """The engraving whose sky is the paper: on white paper the two light inks change places."""
    theme = poster.theme
    if poster.coloured:
        return engravings.svg(poster.engraving, theme)
    return engravings.inked(poster.engraving, dark=theme.ground, light="#ffffff", paper=theme.flat)


def tallest(poster: EventPoster) -> float:
    """The height of a title that hides nothing of what the picture shows."""
    if poster.photo:
        return MEDIUM
    drawing = engravings.BY_NAME[poster.engraving]
    whole = 210 * drawing.height / drawing.width
    return TALLEST.get(drawing.name, FOOT_TOP + HIDDEN - whole + SKY.get(drawing.name, -APART) - TITLE_TOP)


def place(poster: EventPoster, title: SetTitle) -> Placed:
    """Where the picture goes between the title and the foot."""
    below = TITLE_TOP + title.height
    if poster.photo:
        top = below + 7
        return Placed(PHOTO, poster.photo_alternative, 0, top, 210, FOOT_TOP - top + 1)
    drawing = engravings.BY_NAME[poster.engraving]
    file = f"{drawing.name}.svg"
    if drawing.name == "tambour":
        height = DRUM * drawing.height / drawing.width
        return Placed(file, drawing.alternative, (210 - DRUM) / 2, FOOT_TOP - height - 6, DRUM, height)
    height = 210 * drawing.height / drawing.width
    room = FOOT_TOP + HIDDEN - below + SKY.get(drawing.name, -APART)
    if drawing.name in GROUND:
        top = max(FOOT_TOP - height * GROUND[drawing.name], below - SKY[drawing.name])
        return Placed(file, drawing.alternative, 0, top, 210, height)
    scale = min(1.18, max(1.0, room / height))
    return Placed(
        file, drawing.alternative, 105 - 105 * scale, FOOT_TOP + HIDDEN - height * scale, 210 * scale, height * scale
    )


def said(poster: EventPoster) -> tuple[str, ...]:
    """What stands under the place: why it is off, when it is."""
    return (poster.reason,) if poster.reason else poster.lines


def text_size(texts: Sequence[str]) -> float:
    """The largest body at which the lines hold under the place; the smallest, whatever it cuts."""
    for body in BODIES:
        count = sum(lines(text, FOOT_WIDTH / body * 0.97) for text in texts)
        if count * body * LEADING + len(texts) * 1.4 <= FOOT_ROOM:
            return body
    return BODIES[-1]


def fitted(text: str, largest: float, width: float) -> float:
    """The body, in millimetres, at which a line of the poster face holds in a width."""
    wide = advance(text, Face.POSTER)
    return round(min(largest, width / wide), 2) if wide else largest
