"""Cuts the site's fonts from their published sources: the letters French needs, and nothing else.

    python -m script.fonts            writes them where the site and the bulletin read them
    python -m script.fonts --check    says whether what is there is what the sources give; exit 1 if not

The sources are two npm packages, fetched with `npm pack` and checked by their SHA-256: Bricolage Grotesque (Atelier
Triay) and Radio Canada (CBC/Radio-Canada, Coppers and Brasses), both under the SIL Open Font License 1.1. Neither has the
narrow no-break space that stands before « ; ! ? »: it is made from their space. Needs npm and network, once.
"""

import copy
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from script.npm_sources import fetched

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "site/static/fonts"
PRINT = ROOT / "site/static/fonts/print"
SOURCES = {
    "@fontsource-variable/bricolage-grotesque@5.3.0": "6e99e0d844f7bc152bb3b007f9b1493c53e60cc0744cc681bb744e0b5f14665e",
    "@fontsource-variable/radio-canada@5.3.0": "14035cb5aaa81d1d5c470041cd3ed97c5fbe58a1701191647d5b62c95366e812",
}
POSTER = "bricolage-grotesque-latin{}-standard-normal.woff2"
TEXT = "radio-canada-latin{}-wght-normal.woff2"
ITALIC = "radio-canada-latin{}-wght-italic.woff2"
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0152,U+0153,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2032,U+2033,U+2039,U+203A,"
    "U+20AC,U+2212,U+2191,U+2193,U+202F"
)
NAMES = "U+0178,U+0174-0177,U+0141,U+0142,U+010C,U+010D,U+0160,U+0161,U+017D,U+017E,U+011E,U+011F,U+0130,U+0131,U+015E,U+015F"
ALL_NAMES = "U+0100-017F,U+0218-021B"
"""On paper no other font can help: every letter of Latin Extended-A, so that nobody's name loses a sign."""
HYPHEN, HYPHENS = 0x2D, (0x2010, 0x2011)
NARROW, SPACE, NARROWNESS = 0x202F, 0x20, 0.62
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum", "frac", "liga"]
Axes = dict[str, float | tuple[float, float]]
DISPLAY: Axes = {"opsz": 96, "wdth": 75, "wght": 760}
ON_SCREEN: dict[str, tuple[str, str, str, Axes]] = {
    "affiche.woff2": (POSTER, "", LATIN, DISPLAY),
    "affiche-ext.woff2": (POSTER, "-ext", NAMES, DISPLAY),
    "texte.woff2": (TEXT, "", LATIN, {"wght": (400, 700)}),
    "texte-ext.woff2": (TEXT, "-ext", NAMES, {"wght": (400, 700)}),
    "texte-italique.woff2": (ITALIC, "", LATIN, {"wght": 400}),
}
ON_PAPER: dict[str, tuple[str, Axes]] = {
    "affiche.ttf": (POSTER, DISPLAY),
    "texte-400.ttf": (TEXT, {"wght": 400}),
    "texte-700.ttf": (TEXT, {"wght": 700}),
    "texte-italique.ttf": (ITALIC, {"wght": 400}),
}


def fetch(folder: Path) -> None:
    """Unpacks the font files of the sources into the folder. Raises SystemExit when a package is not the one expected."""
    for _name, packed in fetched(SOURCES, folder):
        for member in packed.getmembers():
            if member.name.startswith("package/files/") and member.isfile():
                (folder / Path(member.name).name).write_bytes(packed.extractfile(member).read())  # type: ignore[union-attr]


def cut(source: Path, letters: str, axes: Axes) -> TTFont:
    """The letters of that source, at that place of its axes (a pair leaves the axis free)."""
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(
        layout_features=FEATURES, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True, hinting=False, recalc_timestamp=False
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(letters))
    cutter.subset(font)
    font.flavor = None
    font = reread(instancer.instantiateVariableFont(reread(font), axes))
    add_narrow_space(font)
    return font


def reread(font: TTFont) -> TTFont:
    """The font as it is once written: its tables, half changed in memory, are read anew."""
    with tempfile.TemporaryFile() as file:
        font.save(file)
        file.seek(0)
        return TTFont(file, recalcTimestamp=False, lazy=False)


def add_narrow_space(font: TTFont) -> None:
    """U+202F, from the space: without it each « ; ! ? » would take its space from another font."""
    known = font.getBestCmap()
    if NARROW in known or SPACE not in known:
        return
    space, narrow = known[SPACE], "nnbsp"
    tables: dict[str, Any] = {tag: font[tag] for tag in ("glyf", "hmtx", "gvar", "HVAR") if tag in font}
    for tag in ("gvar", "HVAR"):
        if tag in tables:
            tables[tag].ensureDecompiled()
    font.setGlyphOrder([*font.getGlyphOrder(), narrow])
    tables["glyf"][narrow] = copy.deepcopy(tables["glyf"][space])
    tables["hmtx"][narrow] = (int(tables["hmtx"][space][0] * NARROWNESS), 0)
    if "gvar" in tables:
        tables["gvar"].variations[narrow] = []
    if "HVAR" in tables:
        widths = tables["HVAR"].table.AdvWidthMap
        if widths:
            widths.mapping[narrow] = widths.mapping[space]
        else:
            del font["HVAR"]  # widths are then read from the outlines
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[NARROW] = narrow


def for_print(sources: Path, name: str, axes: Axes, folder: Path) -> TTFont:
    """One face for the PDF: both sets of letters in one file, nothing variable."""
    parts = []
    for part, letters in (("", LATIN), ("-ext", ALL_NAMES)):
        font = cut(sources / name.format(part), letters, axes)
        for tag in ("STAT", "fvar", "avar", "HVAR", "MVAR", "gvar"):
            if tag in font:
                del font[tag]
        parts.append(folder / f"part{part}.ttf")
        font.save(parts[-1])
    merged = merge.Merger().merge([str(part) for part in parts])
    for table in merged["cmap"].tables:
        if table.isUnicode():
            table.cmap |= dict.fromkeys(HYPHENS, table.cmap[HYPHEN])  # WeasyPrint writes them where a word breaks
    merged["head"].created = merged["head"].modified = TTFont(parts[0])["head"].created  # not the hour of this run
    merged.recalcTimestamp = False
    return merged


def build(sources: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    """Cuts every file into OUT; answers each with the place it is for."""
    for name, (source, part, letters, axes) in ON_SCREEN.items():
        font = cut(sources / source.format(part), letters, axes)
        font.flavor = "woff2"
        font.save(out / name)
        yield out / name, WEB / name
    for name, (source, axes) in ON_PAPER.items():
        for_print(sources, source, axes, out).save(out / name)
        yield out / name, PRINT / name


def main(check: bool) -> int:
    different = []
    with tempfile.TemporaryDirectory() as sources, tempfile.TemporaryDirectory() as out:
        fetch(Path(sources))
        for made, place in build(Path(sources), Path(out)):
            if not place.exists() or made.read_bytes() != place.read_bytes():
                different.append(place)
                if not check:
                    place.write_bytes(made.read_bytes())
    for place in different:
        print(f"{place.relative_to(ROOT)} : {'diffère' if check else 'écrit'}")
    print("Les polices sont celles de leurs sources." if not different else f"{len(different)} fichier(s).")
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
