"""A town's name after « de » and « à »: « du Mesnil », « d’Aubrelle », « à La Grange ». Pure."""

from dataclasses import dataclass

VOWELS = frozenset("aeiouyàâäæéèêëîïôöœùûüÿ")
# Before these, « y » opens a consonant in French names: de Yerville, but d’Yvetot.
HARD_Y = ("ya", "ye", "yo", "yu")
APOSTROPHES = ("'", "’")


@dataclass(frozen=True)
class Forms:
    """`of`: after « la commune » (« de Valombreuse »); `at`: after « habiter » (« à Valombreuse »)."""

    of: str
    at: str


def forms(name: str, *, aspirated_h: bool = False) -> Forms:
    """What French says before that name.

    « Le » and « Les » contract (du Mesnil, aux Andelys), « La » and « L’ » stand (de La Baule, à L’Isle); a vowel or a
    silent h elides (d’Aubrelle, d’Hyères), an aspirated one does not (de Hautot): only somebody of the town knows which.
    """
    name = name.strip()
    word, _space, rest = name.partition(" ")
    if word == "Le" and rest:
        return Forms(f"du {rest}", f"au {rest}")
    if word == "Les" and rest:
        return Forms(f"des {rest}", f"aux {rest}")
    if name.startswith(tuple(f"L{apostrophe}" for apostrophe in APOSTROPHES)):
        return Forms(f"de {name}", f"à {name}")
    return Forms(f"d’{name}" if elides(name, aspirated_h) else f"de {name}", f"à {name}")


def elides(name: str, aspirated_h: bool) -> bool:
    start = name[:2].lower()
    if start.startswith("h"):
        return not aspirated_h
    return start[:1] in VOWELS and start not in HARD_Y
