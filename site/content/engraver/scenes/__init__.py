"""The scenes, each a function that answers a block; `SCENES` names them as `content.engravings` does."""

from collections.abc import Callable

from content.engraver.block import Block
from content.engraver.scenes import care, civic, culture, leisure, streets, water

SCENES: dict[str, Callable[[], Block]] = {
    "travaux": streets.works,
    "dechets": streets.bins,
    "navette": streets.shuttle,
    "velo": streets.bicycle,
    "eau": water.tap,
    "lavoir": water.wash_house,
    "neige": water.snow_plough,
    "mairie": civic.town_hall,
    "urne": civic.ballot_box,
    "cimetiere": civic.graveyard,
    "bibliotheque": culture.library,
    "musique": culture.bandstand,
    "fete": culture.feast,
    "sport": leisure.pitch,
    "cantine": leisure.canteen,
    "banc": care.bench,
    "panier": care.basket,
    "sante": care.doctors_bag,
}
