"""Telephone numbers as the French read them: in pairs, « 04 65 71 00 42 »; short numbers as they are called. Pure."""

import re

NOT_A_NUMBER = re.compile(r"[^\d+]")
ALLOWED = re.compile(r"\+?[\d\s.\-/()\u00a0\u202f]+")
NATIONAL = re.compile(r"0[1-9]\d{8}")
# The two figures of emergencies (15, 17, 18), 112 to 119, 116 xxx, 118 xxx, 10xx and 3xxx (ARCEP's numbering plan).
SHORT = re.compile(r"1[578]|11[2-9]|116\d{3}|118\d{3}|10\d{2}|3\d{3}")
# France and its territories overseas, whose numbers are dialled with a 0 at home.
FRENCH_PREFIXES = ("+33", "+262", "+508", "+590", "+594", "+596")
ABROAD = re.compile(r"\+[1-9]\d{6,14}")


def written(text: str) -> str:
    """The number as the site writes it, pairs parted by ordinary spaces (the typography pass ties them); "" for nothing.

    Raises ValueError, in French, for what is not a telephone number.
    """
    text = text.strip()
    if not text:
        return ""
    digits = NOT_A_NUMBER.sub("", text.replace("(0)", "")) if ALLOWED.fullmatch(text) else ""
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    for prefix in FRENCH_PREFIXES:
        if digits.startswith(prefix) and len(digits) == len(prefix) + 9:
            digits = "0" + digits.removeprefix(prefix)
    if NATIONAL.fullmatch(digits):
        return grouped(digits, 2)
    if SHORT.fullmatch(digits):
        return grouped(digits, 3 if len(digits) == 6 else 2 if len(digits) == 4 else 3)
    if ABROAD.fullmatch(digits):
        return re.sub(r"\s+", " ", text if text.startswith("+") else digits)
    raise ValueError(f"« {text} » n’est pas un numéro de téléphone. Exemples : 04 65 71 00 42, 3939, +41 22 555 01 23.")


def grouped(digits: str, size: int) -> str:
    return " ".join(digits[start : start + size] for start in range(0, len(digits), size))
