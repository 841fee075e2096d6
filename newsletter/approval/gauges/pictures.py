"""Pictures: said to whoever does not see them, readable where words stand on colour, and how many show the mayor."""

from __future__ import annotations

from collections.abc import Iterator

from content.colour import WHITE
from content.colour import contrast as ratio
from content.theme import Tokens
from newsletter.approval.gauges.values import Facts, Gauge, Level
from newsletter.approval.gauges.walking import by_section, counted_links
from newsletter.bulletin.edition import Edition, Ground, Picture, pictures_in
from newsletter.press.covers import CoverLayout, lay_out

READABLE = 4.5
"""WCAG 2.2, 1.4.3, for text of ordinary size."""
MANY = 3
"""A number with that many more photos of the mayor than usual is worth a look."""


def alternatives(edition: Edition) -> Gauge:
    bare = [section for section, picture in by_section(Picture, edition) if picture.asset and not picture.alternative]
    bare_cover = bool(edition.cover.picture.asset and not edition.cover.picture.alternative)
    if bare or bare_cover:
        where = " et ".join([*(["couverture"] if bare_cover else []), *dict.fromkeys(s.label for s in bare)])
        advice = (
            f"{where} : qui ne voit pas l’image n’en saura rien. Ouvrez-la dans la bibliothèque d’images et dites en "
            "une phrase ce qu’elle montre."
        )
        anchor = bare[0].anchor if bare else ""
        return Gauge("Images sans description", str(len(bare) + bare_cover), Level.BLOCKING, advice, anchor)
    return Gauge("Images", "toutes décrites" if any(pictures_in(edition)) else "aucune")


def contrast(edition: Edition) -> Gauge:
    """The weakest pair of inks of the issue. The theme keeps its floors; a cover could put words on a photo."""
    layout = lay_out(edition.masthead, edition.cover)
    if words_on_photo(layout, edition.cover.picture):
        advice = (
            "Le titre est posé sur la photo de couverture : il se lira mal. Choisissez une autre photo, ou une gravure."
        )
        return Gauge("Contraste", "titre sur photo", Level.BLOCKING, advice)
    value, what = min((ratio(text, ground), name) for name, text, ground in inks(edition.theme, edition.cover.ground))
    said = f"{value:.1f}".replace(".", ",") + " au moins"
    if value < READABLE:
        advice = f"{what} : il faut {READABLE:.1f}.".replace(".5.", ",5.")
        return Gauge(
            "Contraste", said, Level.BLOCKING, f"{advice} Changez les couleurs dans les réglages de la commune."
        )
    return Gauge("Contraste", said)


def words_on_photo(layout: CoverLayout, picture: Picture) -> bool:
    """Whether a word of the masthead goes down over a photo; an engraving is printed in the town's own inks."""
    lowest = max((word.baseline for word in layout.words), default=0.0)
    return bool(picture.asset) and (layout.whole_sheet or lowest > layout.picture_top)


def inks(theme: Tokens, cover: Ground) -> Iterator[tuple[str, str, str]]:
    """Text and ground of each pair that the bulletin prints or shows."""
    yield "Texte courant", theme.ink, WHITE
    yield "Texte sur papier coloré", theme.ink, theme.paper
    yield "Liens", theme.link, WHITE
    yield "Liens sur papier coloré", theme.link, theme.paper
    yield "Petits textes", theme.muted, WHITE
    yield "Texte sur aplat", theme.on_flat, theme.flat
    yield "Bandes et pied", WHITE, theme.ground
    if cover is Ground.WHITE:
        yield "Titre de couverture", theme.ground, WHITE


def mayor(facts: Facts) -> Iterator[Gauge]:
    """Told only where the desk knows who the mayor is."""
    if not facts.mayors:
        return
    value = counted_links(facts.mayor_photos, "photo", "photos") if facts.mayor_photos else "aucune photo"
    usual = facts.usual_mayor_photos
    name = " et ".join(facts.mayors)
    if usual is not None and facts.mayor_photos >= usual + MANY:
        said = f"{usual:.1f}".replace(".", ",").removesuffix(",0")
        advice = f"Les derniers numéros en comptaient {said} en moyenne. Gardez celles qui informent."
        yield Gauge(f"Photos où l’on voit {name}", value, Level.WARNING, advice)
    else:
        advice = (
            "Comptées d’après la description, la légende, les mots-clés, ou la case « on y voit le maire » de l’image."
        )
        yield Gauge(f"Photos où l’on voit {name}", value, Level.GOOD, advice)
