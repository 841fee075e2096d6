"""What became of single dates of a page: the part of its news that residents must hear of before they put their coat on.

The journal keeps with each line the turns known by then, and says which of them are new. Pure; the clock is an argument.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

Turns = Mapping[str, "Turn"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One date that is not as announced.

    `name` says which, « mardi 8 décembre, 20 h », empty for the whole page; `word` what became of it, « Annulé »; `more` why,
    and what replaces it. `off`: nobody should come. After `last_day` nobody needs to know.
    """

    name: str
    word: str
    more: str = ""
    off: bool = False
    last_day: date = date.max

    @property
    def sentence(self) -> str:
        """« Mardi 8 décembre, 20 h : annulé. La salle est prise. »"""
        said = f"{self.name} : {self.word.lower()}." if self.name else f"{self.word}."
        return " ".join(filter(None, [said[:1].upper() + said[1:], self.more]))


def fresh(before: Turns, present: Turns, today: date) -> list[Turn]:
    """What changed from one state to the next, past dates apart: new turns, then dates that go on as first announced."""
    new = [turn for key, turn in present.items() if before.get(key) != turn]
    words = _("Maintenu"), _("Comme annoncé au départ.")
    back = [Turn(turn.name, *words, last_day=turn.last_day) for key, turn in before.items() if key not in present]
    return [turn for turn in [*new, *back] if turn.last_day >= today]


def to_json(turn: Turn) -> dict[str, Any]:
    """As JSON keeps it."""
    return asdict(turn) | {"last_day": turn.last_day.isoformat()}


def from_json(kept: Mapping[str, Any]) -> Turn:
    return Turn(**{**kept, "last_day": date.fromisoformat(kept["last_day"])})
