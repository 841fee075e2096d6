"""The linocuts of the town: cut once in two inks, printed in each town's own colours.

The blocks are in `engravings_data/`, in three separations (black, red, paper) that no town ever sees.
Pure: text in, text out, so that a page, a mail and the printed bulletin use the same drawings.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
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
    Engraving(
        "mairie",
        "la mairie",
        "la façade de la mairie, son horloge et son drapeau, des habitants sur le parvis",
        1200,
        800,
    ),
    Engraving(
        "travaux",
        "les travaux",
        "une barrière de chantier, une pelle plantée dans la terre, une pelleteuse dans la rue",
        1200,
        800,
    ),
    Engraving(
        "dechets", "les bacs", "trois bacs à roulettes sortis dans la rue, un chat assis sur celui du milieu", 1200, 800
    ),
    Engraving(
        "eau", "le robinet", "un robinet coule dans un seau ; au fond, le château d’eau sur sa colline", 1200, 800
    ),
    Engraving(
        "urne", "l’urne", "une main glisse une enveloppe dans l’urne, devant les rideaux de l’isoloir", 1200, 800
    ),
    Engraving(
        "bibliotheque",
        "la bibliothèque",
        "des rayons de livres, une échelle, un enfant montre un livre ouvert",
        1200,
        800,
    ),
    Engraving(
        "musique", "le kiosque à musique", "l’harmonie joue sous le kiosque, les auditeurs sont assis de dos", 1200, 800
    ),
    Engraving("fete", "la fête", "des couples sous les lampions, un soir de feu d’artifice", 1200, 800),
    Engraving("sport", "le stade", "un ballon au premier plan, des enfants courent vers le but", 1200, 800),
    Engraving("cantine", "la cantine", "une assiette de poisson et de petits pois sur une nappe à carreaux", 1200, 800),
    Engraving(
        "banc",
        "le banc",
        "deux personnes âgées assises de dos sur un banc, sous un arbre, devant la rivière",
        1200,
        800,
    ),
    Engraving(
        "panier",
        "le panier",
        "une voisine apporte un panier de fruits à un homme âgé, sur le pas de sa porte",
        1200,
        800,
    ),
    Engraving("sante", "la santé", "la sacoche du médecin, un stéthoscope et un flacon sur une table", 1200, 800),
    Engraving(
        "navette", "la navette", "un petit autocar sur la route des hameaux, deux personnes à l’arrêt", 1200, 800
    ),
    Engraving("velo", "le vélo", "un vélo contre un mur, du pain et des poireaux dans le panier", 1200, 800),
    Engraving(
        "neige", "la neige", "une déneigeuse passe devant les maisons aux toits blancs, avant le jour", 1200, 800
    ),
    Engraving(
        "lavoir", "le lavoir", "le vieux lavoir, son toit de tuiles sur ses piliers, et l’eau du bassin", 1200, 800
    ),
    Engraving(
        "cimetiere",
        "le cimetière",
        "l’allée du cimetière entre les cyprès, des chrysanthèmes devant les tombes",
        1200,
        800,
    ),
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


@lru_cache(maxsize=64)
def fingerprint(town: Tokens) -> str:
    """Twelve characters that change whenever one engraving of the town would look different: its colours, the blocks."""
    proof = hashlib.sha256(f"{town.ground} {town.flat}".encode())
    for name in NAMES:
        proof.update(_block(name).encode())
    return proof.hexdigest()[:12]


@cache
def _block(name: str) -> str:
    return (_BLOCKS / f"{name}.svg").read_text(encoding="utf-8")
