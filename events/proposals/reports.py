"""What the reading of a calendar gave, said to whoever follows it: taken, left aside, gone."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MOST = 50


@dataclass(slots=True)
class Tally:
    """How many entries were new, changed, the same, or broken, and the titles of these last."""

    numbers: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def count(self, outcome: str, title: str) -> None:
        self.numbers[outcome] += 1
        if outcome == "broken":
            self.broken.append(title)


def report_of(tally: Tally, answer: dict[str, Any], missing: list[str]) -> dict[str, Any]:
    """As JSON: `sentence`, `skipped` (title, reason), `missing` (titles)."""
    skipped = [*answer["skipped"], *({"title": title, "reason": "il n’a pas pu être pris"} for title in tally.broken)]
    return {
        "sentence": sentence(tally, len(skipped), answer["past"]),
        "skipped": skipped[:MOST],
        "missing": missing[:MOST],
    }


def sentence(tally: Tally, skipped: int, past: int) -> str:
    """« 3 nouveaux, 1 changé, 8 inchangés ; 2 laissés de côté ; 40 passés. »"""
    words = {"new": "nouveau", "changed": "changé", "same": "inchangé", "off": "annulé"}
    taken = [several(tally.numbers[name], word) for name, word in words.items() if tally.numbers[name]]
    parts = [
        ", ".join(taken) or "Rien à prendre",
        several(skipped, "laissé") + " de côté" if skipped else "",
        several(past, "passé") if past else "",
    ]
    return " ; ".join(filter(None, parts)) + "."


def several(number: int, word: str) -> str:
    plural = "x" if word.endswith("eau") else "s"
    return f"{number} {word}{plural if number > 1 else ''}"
