"""The bytes of a CSV file as a table: encodings, separators and quotes as French spreadsheets write them. Pure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 100_000
WIDEST = 50  # columns
LONGEST_CELL = 1_000
SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre"}
ALONE = "\x1f"  # a sign no file holds
SAMPLE = 40  # lines looked at to find the separator
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls


Row = tuple[int, list[str]]


class Unreadable(ValueError):
    """Carries the French sentence that says what to do with the file."""


@dataclass(frozen=True)
class Table:
    """Every line that holds something, with its number in the file, and how it was read."""

    rows: list[Row]
    encoding: str
    separator: str


def read(raw: bytes) -> Table:
    """The table those bytes hold. Raises Unreadable."""
    if len(raw) > LARGEST:
        raise Unreadable("Ce fichier pèse plus de 5 Mo : coupez-le en plusieurs.")
    if raw.startswith(WORKBOOKS):
        raise Unreadable("C’est un classeur. Dans le tableur, choisissez « Enregistrer sous », puis « CSV ».")
    text, encoding = decode(raw)
    if "\x00" in text:
        raise Unreadable("Ce fichier n’est pas un tableau. Enregistrez la liste en CSV depuis le tableur.")
    separator = separator_of(text)
    rows = list(lines(text, separator))
    if not rows:
        raise Unreadable("Ce fichier est vide.")
    return Table(rows, encoding, SEPARATORS.get(separator, "aucun"))


def decode(raw: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: the mark if there is one, UTF-8, else what Windows writes in France."""
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(codec, "replace"), codec.upper().removesuffix("-SIG")
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), "Windows-1252"


def separator_of(text: str) -> str:
    """The separator that cuts most of the first lines into the same number of cells, or ALONE: one column, whatever is in it."""
    sample = "\n".join(text.splitlines()[:SAMPLE])
    written = sum(1 for line in sample.splitlines() if line.strip())

    def agreement(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(
                len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row
            )
        except csv.Error:
            return (0, 0)
        widths.pop(1, None)
        return max(((number, width) for width, number in widths.items()), default=(0, 0))

    best = max(SEPARATORS, key=agreement)
    return best if agreement(best)[0] * 2 >= max(2, written) else ALONE


def lines(text: str, separator: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[Row] = []
    try:
        for cells in reader:
            trimmed = [cell.strip()[:LONGEST_CELL] for cell in cells[:WIDEST]]
            if any(trimmed):
                rows.append((reader.line_num, trimmed))
            if len(rows) > MOST_ROWS:
                raise Unreadable("Plus de 100 000 lignes : coupez le fichier en plusieurs.")
    except csv.Error as error:
        raise Unreadable(f"La ligne {reader.line_num} ne se lit pas : un guillemet est resté ouvert ?") from error
    return rows
