"""The linocuts of the town: cut once in two inks, printed in each town's own colours.

The blocks are in `engravings_data/`, in three separations (black, red, paper) that no town ever sees.
Pure: text in, text out, so that a page, a mail and the printed bulletin use the same drawings.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.colour import WHITE
from content.theme import Tokens

_BLOCKS = Path(__file__).parent / "engravings_data"
_SEPARATION = re.compile(r'(?<=")#(000|f00|fff)(?=")')


@dataclass(frozen=True, slots=True)
class Engraving:
    """A block: its name in addresses, its label for editors (none: not theirs to choose), what it shows, its size."""

    name: str
    label: str
    alternative: str
    width: int
    height: int


ENGRAVINGS = (
    Engraving("bourg", "le bourg", "le bourg au bord de la rivière, son clocher et le pont", 1600, 900),
    Engraving("halle", "la halle", "un jour de marché sous la halle, les habitants font la queue", 1200, 900),
    Engraving("ecole", "l’école", "la sortie de l’école, des enfants jouent dans la cour", 1200, 800),
    Engraving("crue", "la crue", "la rivière en crue sous le pont, devant l’échelle qui mesure sa hauteur", 1200, 800),
    Engraving(
        "arbre", "l’arbre", "un arbre chargé de fruits devant un grand soleil, ses racines sous la terre", 900, 1100
    ),
    Engraving("tambour", "le tambour", "le tambour de l’appariteur et ses deux baguettes", 400, 340),
    Engraving("couverture", "", "le bourg au loin, entre la colline et la rivière", 1200, 520),
)
BY_NAME = {engraving.name: engraving for engraving in ENGRAVINGS}
NAMES = tuple(BY_NAME)


def choices() -> list[tuple[str, str]]:
    """What editors choose from. A function, so that a new block needs no migration."""
    return [(engraving.name, engraving.label) for engraving in ENGRAVINGS if engraving.label]


def svg(name: str, town: Tokens) -> str:
    """The engraving in the town's two inks, as an SVG document. Raises KeyError for a name nobody cut."""
    return inked(name, dark=town.ground, light=town.flat)


def inked(name: str, *, dark: str, light: str, paper: str = WHITE) -> str:
    """The engraving in any two inks, for a bulletin that spares them for instance. Raises KeyError likewise."""
    inks = {"000": dark, "f00": light, "fff": paper}
    return _SEPARATION.sub(lambda match: inks[match[1]], _block(BY_NAME[name].name))


def fingerprint(town: Tokens) -> str:
    """Twelve characters that change whenever one engraving of the town would look different: its colours, the blocks."""
    proof = hashlib.sha256(f"{town.ground} {town.flat}".encode())
    for name in NAMES:
        proof.update(_block(name).encode())
    return proof.hexdigest()[:12]


@cache
def _block(name: str) -> str:
    return (_BLOCKS / f"{name}.svg").read_text(encoding="utf-8")
