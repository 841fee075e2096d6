"""« Vouliez-vous dire … ? » : the nearest word that the town itself has written."""

from collections.abc import Iterable

from content.words import fold

SHORTEST = 4
Spelling = tuple[str, int]
"""A word of the town, and how many pages write it."""


def nearest(typed: str, known: Iterable[Spelling]) -> str | None:
    """The known word fewest slips away from the typed one, the commonest of equals; None when none is near enough."""
    wanted = fold(typed)
    if len(wanted) < SHORTEST or wanted.isdigit():
        return None
    most = 1 if len(wanted) < 7 else 2
    found = []
    for word, pages in known:
        folded = fold(word)
        if abs(len(folded) - len(wanted)) <= most:
            slips = distance(wanted, folded, most)
            if 0 < slips <= most:
                found.append((slips, -pages, word))
    return min(found)[2] if found else None


def distance(one: str, other: str, most: int) -> int:
    """Slips between two words: a letter too many, missing, wrong, or two exchanged; `most` + 1 when there are more.

    The « optimal string alignment » distance, row by row.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        after = [i]
        for j, target in enumerate(other, 1):
            slips = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                slips = min(slips, before[j - 2] + 1)
            after.append(slips)
        if min(after) > most:
            return most + 1
        before, row = row, after
    return min(row[-1], most + 1)
