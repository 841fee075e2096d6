"""The poster of an event, drawn."""

import io
from dataclasses import replace

import pypdfium2
import pytest
import segno

from content import engravings, pdf
from content.theme import tokens
from events.posters import event
from events.posters.event import EventPoster

FAIR = EventPoster(
    title="La foire aux arbres",
    date="Dimanche 29\xa0novembre",
    hours="9\xa0h\xa0– 17\xa0h",
    where="Place du Foirail, entrée libre",
    lines=("Fruitiers de pays, haies, greffons.", "Le Verger partagé, avec la mairie\xa0: 04 65 71 00 57"),
    address="https://ville.example/agenda/la-foire-aux-arbres/",
    imprint="Imprimé en mairie.",
    author="Mairie",
    theme=tokens("#0e4a3a", "#f3a49b"),
    engraving="arbre",
    coloured=True,
)
DRAWN = pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())


def drawn(poster: EventPoster) -> pdf.Produced:
    return pdf.produce(event.html(poster), base=event.BASE, assets=event.assets(poster))


@DRAWN
def test_a_telephone_reads_the_address_from_the_wall() -> None:
    """Every module of the code printed is that of the code of the address."""
    image = pypdfium2.PdfDocument(drawn(FAIR).pdf)[0].render(scale=6).to_pil().convert("L")
    matrix = [list(row) for row in segno.make(FAIR.address, error="m", micro=False).matrix]
    modules = len(matrix) + 8
    dot = 6 * 72 / 25.4
    left, top, step = (210 - 10 - 35) * dot, (246 + 9) * dot, 35 * dot / modules
    read = [
        [image.getpixel((int(left + (x + 4.5) * step), int(top + (y + 4.5) * step))) < 128 for x in range(len(matrix))]
        for y in range(len(matrix))
    ]
    assert read == [[bool(module) for module in row] for row in matrix]


@DRAWN
def test_the_same_poster_is_the_same_bytes_in_our_fonts_only() -> None:
    first = drawn(FAIR)
    assert first.notes == () and drawn(FAIR).pdf == first.pdf
    fonts = pypdfium2.PdfDocument(io.BytesIO(first.pdf))
    assert fonts[0].get_size() == pytest.approx((595.3, 841.9), abs=0.2)
    for foreign in (b"DejaVu", b"Liberation", b"Verdana"):
        assert foreign not in first.pdf


@DRAWN
@pytest.mark.parametrize("engraving", [name for name in engravings.NAMES if name != "couverture"])
def test_every_engraving_makes_a_poster_on_both_papers(engraving: str) -> None:
    for coloured in (True, False):
        produced = drawn(replace(FAIR, engraving=engraving, coloured=coloured))
        assert (produced.pages, produced.notes) == (1, ())


def test_on_white_paper_the_light_inks_change_places() -> None:
    white, coloured = (event.inked(replace(FAIR, coloured=choice)) for choice in (False, True))
    assert white.count("#ffffff") == coloured.count("#f3a49b") > 0


def test_the_tree_stands_below_the_title_and_on_the_foot() -> None:
    title = event.set_title(FAIR.title, event.WIDTH, event.TALLEST["arbre"])
    placed = event.place(FAIR, title)
    assert placed.top < event.TITLE_TOP + title.height < placed.top + placed.height * 0.25
    assert placed.top + placed.height * event.GROUND["arbre"] >= event.FOOT_TOP - 0.1


@pytest.mark.parametrize("engraving", [name for name in engravings.NAMES if name not in event.SKY])
def test_a_title_never_stands_on_a_drawing_that_has_no_sky(engraving: str) -> None:
    for words in ("L’heure du conte", "Bal", "Répétition des Voix du Lavoir"):
        poster = replace(FAIR, engraving=engraving, title=words)
        title = event.set_title(words, event.WIDTH, event.tallest(poster))
        assert event.TITLE_TOP + title.height < event.place(poster, title).top


def test_much_to_say_is_said_smaller() -> None:
    assert event.text_size(("court",)) > event.text_size(("Une phrase assez longue pour remplir la ligne. " * 6,))


def test_markup_in_a_title_stays_text_and_an_emoji_goes() -> None:
    html = event.html(replace(FAIR, title="<script>alert(1)</script> 🥁"))
    assert "<script" not in html and "🥁" not in html
