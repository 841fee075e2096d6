"""The engravings the bulletin is printed with, inked in the town's two colours."""

from pathlib import Path

from content import engravings
from content.theme import Tokens
from newsletter.bulletin.edition import Edition, Picture, pictures_in
from newsletter.press.covers import CoverLayout
from newsletter.press.features import PANORAMAS
from newsletter.press.variety import DECORATIONS

FOLDER = Path(__file__).parent.parent / "static" / "newsletter" / "engravings"

CUT_DARK, CUT_LIGHT, CUT_INK = "#0e4a3a", "#f3a49b", "#071712"
"""The inks the blocks were cut for."""


def ink(svg: str, theme: Tokens) -> str:
    """An engraving in a town's colours."""
    return svg.replace(CUT_DARK, theme.ground).replace(CUT_LIGHT, theme.flat).replace(CUT_INK, theme.ink)


def read(name: str) -> str:
    """The SVG of an engraving cut for the bulletin; raises FileNotFoundError for a name that was never cut."""
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def needed(edition: Edition, layout: CoverLayout) -> set[str]:
    """Names of the files an issue is printed with, the covers' and panoramas' own ones included."""
    names = {picture.engraving for picture in pictures_in(edition.sections) if picture.engraving}
    cover: Picture = edition.cover.picture
    if cover.engraving:
        names.add(f"cover-{cover.engraving}" if layout.whole_sheet else cover.engraving)
    if names & PANORAMAS:
        names |= {"market-left", "market-right"}
    return names | set(DECORATIONS)


def file_of(name: str, theme: Tokens) -> bytes:
    """The bytes of an engraving of that name, inked. The panorama is cut in two where the paper folds, each half with its own
    strokes: what the other one shows would cost as much to draw as what is seen.
    """
    if name in engravings.NAMES:
        return engravings.svg(name, theme).encode()
    return ink(read(name), theme).encode()
