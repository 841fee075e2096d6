"""The image shown where a page is shared: its margin, its title, the town's two inks. 1,200 by 630 points, a PNG.

Pure: a value in, bytes out. Drawn with the site's own faces in a tenth to a quarter of a second of processor (the PDF engine and a
render take several times that).
"""

from dataclasses import astuple, dataclass
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from content.theme import Tokens, tokens

WIDTH, HEIGHT = 1200, 630
FONTS = Path(__file__).resolve().parents[1] / "static" / "fonts"
POSTER, TEXT = "affiche.woff2", "texte.woff2"
REGULAR, BOLD = 400, 700
TOOTH, TEETH, FOOT = 52, 36, 548
MARGIN_LEFT, MARGIN_WIDTH, TITLE_LEFT, TITLE_WIDTH, TOP = 60, 232, 332, 808, 80
LARGEST, SMALLEST, STEP, LEADING, ROOM = 160, 60, 2, 0.91, 446
MOST_SIGNED = 5
CLOSE = 20  # what the body may lose for a line that ends where the sense does
DRAWING = 1  # another number when the drawing changes: the addresses change with it


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says. DAY is written on two lines; LEVEL is an alert's, 0 for anything else; two colours of the town."""

    title: str
    day: str
    signatory: str
    coloured: bool
    level: int
    town: str
    host: str
    colours: tuple[str, str]

    @property
    def fingerprint(self) -> str:
        """Twelve characters that change with anything seen on the card: what its lasting address carries."""
        return sha256(repr((DRAWING, *astuple(self))).encode()).hexdigest()[:12]

    @property
    def alternative(self) -> str:
        """The card in words: « Eau coupée mardi. Jeudi 26 novembre, Mairie. »"""
        where = ", ".join(filter(None, [self.day.replace("\n", " "), self.signatory]))
        return (
            ". ".join(
                filter(
                    None, [" ".join(self.title.replace("|", " ").split()).rstrip("."), where[:1].upper() + where[1:]]
                )
            )
            + "."
        )


@lru_cache(maxsize=32)
def png(card: Card) -> bytes:
    """The card as a PNG in a few dozen colours: about 20 Ko."""
    town = tokens(*card.colours)
    ground, ink = paper(card, town)
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    pencil = ImageDraw.Draw(image)
    teeth(pencil, town)
    margin(pencil, card, ink)
    title(pencil, card.title, ink)
    foot(pencil, card, town)
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def paper(card: Card, town: Tokens) -> tuple[str, str]:
    """Ground and ink: an alert's colour, coloured paper for what the town hall did not sign, else white."""
    alert = {
        1: (town.alert_1, town.on_alert_1),
        2: (town.alert_2, town.on_alert_2),
        3: (town.alert_3, town.on_alert_3),
    }
    return alert.get(card.level, (town.paper if card.coloured else "#ffffff", town.ink))


def teeth(pencil: ImageDraw.ImageDraw, town: Tokens) -> None:
    pencil.rectangle((0, 0, WIDTH, TEETH), fill=town.tooth_dark)
    for left in range(-TOOTH // 2, WIDTH + TOOTH, TOOTH):
        pencil.polygon([(left, TEETH), (left + TOOTH / 2, 10), (left + TOOTH, TEETH)], fill=town.tooth_light)


def margin(pencil: ImageDraw.ImageDraw, card: Card, ink: str) -> None:
    pencil.rectangle((MARGIN_LEFT, TOP, MARGIN_LEFT + MARGIN_WIDTH, TOP + 6), fill=ink)
    y = TOP + 43
    bold, regular = face(TEXT, 32, BOLD), face(TEXT, 32, REGULAR)
    day = [line for part in card.day.split("\n") if part for line in wrapped(part, bold, MARGIN_WIDTH)]
    signed = wrapped(card.signatory, regular, MARGIN_WIDTH)
    if len(signed) > MOST_SIGNED:
        signed = [*signed[: MOST_SIGNED - 1], f"{signed[MOST_SIGNED - 1]}…"]
    for line, font in [*((line, bold) for line in day), *((line, regular) for line in signed)]:
        pencil.text((MARGIN_LEFT, y), line, font=font, fill=ink, anchor="lm")
        y += 40
    for stroke in range(card.level):
        left = MARGIN_LEFT + stroke * 23
        pencil.polygon([(left, y + 54), (left + 20, y - 2), (left + 35, y - 2), (left + 15, y + 54)], fill=ink)


def title(pencil: ImageDraw.ImageDraw, text: str, ink: str) -> None:
    size, lines = composed(text)
    font = face(POSTER, size)
    for row, line in enumerate(lines):
        pencil.text((TITLE_LEFT, TOP + 108 * size / 152 + row * size * LEADING), line, font=font, fill=ink, anchor="ls")


def foot(pencil: ImageDraw.ImageDraw, card: Card, town: Tokens) -> None:
    pencil.rectangle((0, FOOT, WIDTH, HEIGHT), fill=town.ground)
    host = face(TEXT, 28, REGULAR)
    room = WIDTH - 64 * 3 - host.getlength(card.host)
    size = next((size for size in range(44, 20, -2) if face(POSTER, size).getlength(card.town) <= room), 20)
    pencil.text((64, 602), card.town, font=face(POSTER, size), fill="#ffffff", anchor="ls")
    pencil.text((WIDTH - 64, 597), card.host, font=host, fill="#ffffff", anchor="rs")


def composed(text: str) -> tuple[int, list[str]]:
    """The largest body that holds the title, and its lines.

    A bar is where the editors want a line to break; a colon ends a line when that costs little. A title too long even
    for the smallest body is cut at a word, with an ellipsis.
    """
    words = " ".join(text.replace("Ÿ", "Y").split(" "))
    plain = fitted(words.replace("|", "\n"))
    broken = fitted(words.replace("\u00a0: ", "\u00a0:\n", 1)) if "|" not in words else None
    if broken and (plain is None or broken[0] >= plain[0] - CLOSE):
        return broken
    return plain or cut_short(words.replace("|", " "))


def fitted(text: str) -> tuple[int, list[str]] | None:
    """The largest body that holds those lines, each broken again where it is too wide; None when none does."""
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        font = face(POSTER, size)
        lines = [line for part in text.splitlines() for line in balanced(part.strip(), font)]
        if len(lines) * size * LEADING <= ROOM and all(font.getlength(line) <= TITLE_WIDTH for line in lines):
            return size, lines
    return None


def cut_short(text: str) -> tuple[int, list[str]]:
    font = face(POSTER, SMALLEST)
    most = int(ROOM / (SMALLEST * LEADING))
    lines = wrapped(" ".join(text.split()), font, TITLE_WIDTH)[:most]
    return SMALLEST, [
        line if font.getlength(line) <= TITLE_WIDTH and line != lines[-1] else shortened(line, font) for line in lines
    ]


def shortened(line: str, font: FreeTypeFont) -> str:
    while line and font.getlength(line + "…") > TITLE_WIDTH:
        line = line[:-1]
    return line.rstrip(" ,;:") + "…"


def balanced(text: str, font: FreeTypeFont) -> list[str]:
    """The lines of a text, as few as the width allows and as even as the words allow."""
    lines = wrapped(text, font, TITLE_WIDTH)
    for width in range(TITLE_WIDTH - 20, 200, -20):
        closer = wrapped(text, font, width)
        if len(closer) > len(lines) or any(font.getlength(line) > width for line in closer):
            return lines
        lines = closer
    return lines


def wrapped(text: str, font: FreeTypeFont, width: float) -> list[str]:
    """The words of a text in lines of that width; a word wider than that stands alone. Fine spaces do not break."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        elif word:
            lines.append(word)
    return lines


@cache
def face(file: str, size: int, weight: int = 0) -> FreeTypeFont:
    font = ImageFont.truetype(str(FONTS / file), size)
    if weight:
        font.set_variation_by_axes([weight])
    return font
