"""Pairs of letters that stand closer or farther than their advances say. Pure: an open font in, ems out."""

from collections.abc import Iterable, Iterator
from typing import Any

from fontTools.ttLib import TTFont


def pairs(font: TTFont) -> dict[tuple[str, str], float]:
    """The kerning of every pair of characters of a font, in ems; pairs that are not moved left out."""
    unit = font["head"].unitsPerEm
    characters: dict[str, list[str]] = {}
    for code, glyph in font.getBestCmap().items():
        characters.setdefault(glyph, []).append(chr(code))
    found: dict[tuple[str, str], float] = {}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, second, value in _pairs(getattr(table, "ExtSubTable", table), characters):
                for one in characters.get(first, ()):
                    for other in characters.get(second, ()):
                        found.setdefault((one, other), value / unit)
    return found


def _pairs(table: Any, glyphs: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """The pairs of one PairPos subtable (OpenType, GPOS lookup type 2, formats 1 and 2)."""
    if getattr(table, "Format", 0) == 1 and hasattr(table, "PairSet"):
        for first, pairs_ in zip(table.Coverage.glyphs, table.PairSet, strict=True):
            for pair in pairs_.PairValueRecord:
                if pair.Value1 is not None:
                    yield first, pair.SecondGlyph, getattr(pair.Value1, "XAdvance", 0)
    elif hasattr(table, "Class1Record"):
        for first in table.Coverage.glyphs:
            record = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
            for second in glyphs:
                value = record[table.ClassDef2.classDefs.get(second, 0)].Value1
                amount = getattr(value, "XAdvance", 0) if value is not None else 0
                if amount:
                    yield first, second, amount
