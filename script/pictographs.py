"""Gathers the signs that our faces do not have, each with its French name and its drawing: what the press prints of an emoji.

    python -m script.pictographs            writes newsletter/press/pictographs.tsv.gz
    python -m script.pictographs --check    says whether what is there is what the sources give; exit 1 if not

Names come from Unicode's CLDR (Unicode License v3), drawings from Noto Emoji, one ink, then Noto Sans Symbols 2 and Noto
Sans Math (Google, SIL Open Font License 1.1). All are npm packages, fetched with `npm pack` and checked by their SHA-256.
A tone of skin changes neither name nor drawing here: in one ink it could not be seen. Needs npm and network, once.

One line a sign: its code points in hexadecimal, its name, the width of its drawing and its outline (SVG path data, both in
thousandths of an em, y downwards from the baseline; empty where nobody drew it).
"""

import gzip
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from script.npm_sources import fetched

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "newsletter/press/pictographs.tsv.gz"
SOURCES = {
    "@fontsource/noto-emoji@5.3.2": "1fe49bb2cf7c2d78f93c0a69b6a431dcfd0d585b7831eba87fae6888ccf8d373",
    "@fontsource/noto-sans-symbols-2@5.3.0": "dd714f47e1ba768274c25d14ac95610ca32e416d70c5455cd11d8995042a4552",
    "@fontsource/noto-sans-math@5.3.0": "8f6894fffd5863699e279c669d6eae9d3a1218cc9e20aed84efb64a98aee03d8",
    "cldr-annotations-full@48.2.0": "28576e51225deb51e3ddd734b0f824a0079682cb5d8c27faa9f68149317a14d1",
    "cldr-annotations-derived-full@48.2.0": "4be946ff5815f806ec78b50363d577a769f2fbfb90c6380a44e161a92436996e",
}
NAMES = {
    "annotations/fr/annotations.json": "annotations",
    "annotationsDerived/fr/annotations.json": "annotationsDerived",
}
DRAWINGS = (
    "noto-emoji-*-400-normal.woff2",
    "noto-sans-symbols-2-*-400-normal.woff2",
    "noto-sans-math-*-400-normal.woff2",
)
SELECTOR = "\ufe0f"
TONES = set("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
UNNAMED = {
    "✓": "coche", "✗": "croix", "✘": "croix", "☐": "case vide", "★": "étoile", "☆": "étoile vide", "●": "rond", "○": "rond vide",
    "■": "carré", "□": "carré vide", "▪": "petit carré", "◆": "losange", "◇": "losange vide", "►": "pointe vers la droite",
    "▲": "pointe vers le haut", "▼": "pointe vers le bas", "❖": "quatre losanges", "➔": "flèche vers la droite",
    "➜": "flèche vers la droite", "➤": "flèche vers la droite", "✆": "téléphone", "❝": "guillemet", "❞": "guillemet",
}  # fmt: skip
"""What people type and CLDR does not name."""


@dataclass(frozen=True)
class Source:
    """A font, its characters and the sequences it draws as one."""

    font: TTFont
    characters: dict[int, str]
    sequences: dict[tuple[str, ...], str]

    @classmethod
    def read(cls, file: Path) -> "Source":
        font = TTFont(file)
        return cls(font, font.getBestCmap(), dict(sequences_of(font)))

    def glyph(self, sign: str) -> str:
        """The name of what draws that sign; empty when nothing does."""
        names = tuple(self.characters.get(ord(character), "") for character in sign)
        if not all(names):
            return ""
        return names[0] if len(names) == 1 else self.sequences.get(names, "")

    def outline(self, glyph: str) -> tuple[int, str]:
        """Its width and its outline, in thousandths of an em."""
        scale = 1000 / self.font["head"].unitsPerEm
        glyphs = self.font.getGlyphSet()
        pen = SVGPathPen(glyphs, ntos=lambda number: str(round(number)))
        whole = DecomposingRecordingPen(glyphs)
        glyphs[glyph].draw(whole)
        whole.replay(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
        return round(self.font["hmtx"][glyph][0] * scale), pen.getCommands()


def sequences_of(font: TTFont) -> Iterator[tuple[tuple[str, ...], str]]:
    """Ligatures: OpenType GSUB, lookup type 4."""
    if "GSUB" not in font:
        return
    tables: list[Any] = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    for table in tables:
        plain = getattr(table, "ExtSubTable", table)
        for first, ligatures in getattr(plain, "ligatures", {}).items():
            for ligature in ligatures:
                yield (first, *ligature.Component), ligature.LigGlyph


def fetch(folder: Path) -> None:
    """Unpacks the sources into the folder. Raises SystemExit when a package is not the one expected."""
    for name, packed in fetched(SOURCES, folder):
        packed.extractall(folder / name, filter="data")


def names_in(folder: Path) -> dict[str, str]:
    """The French name of every sign CLDR names, without selectors nor tones of skin; ours for a few it does not."""
    found = dict(UNNAMED)
    for path, key in NAMES.items():
        (file,) = folder.glob(f"*/package/{path}")
        for sign, said in json.loads(file.read_text())[key]["annotations"].items():
            if "tts" in said and not TONES & set(sign):
                found[sign.replace(SELECTOR, "")] = said["tts"][0].replace("’", "'").replace("'", "’")
    return found


def table(folder: Path) -> bytes:
    """All the signs, in the order of their code points."""
    fonts = [Source.read(file) for pattern in DRAWINGS for file in sorted(folder.glob(f"*/package/files/{pattern}"))]
    lines = []
    for sign, name in sorted(names_in(folder).items()):
        drawn = next(((font, glyph) for font in fonts if (glyph := font.glyph(sign))), None)
        width, outline = drawn[0].outline(drawn[1]) if drawn else (0, "")
        lines.append("\t".join((" ".join(f"{ord(character):x}" for character in sign), name, str(width), outline)))
    return gzip.compress("\n".join(lines).encode(), mtime=0)


def main(check: bool) -> int:
    with tempfile.TemporaryDirectory() as sources:
        fetch(Path(sources))
        made = table(Path(sources))
    if PLACE.exists() and PLACE.read_bytes() == made:
        print("Les signes sont ceux de leurs sources.")
        return 0
    if not check:
        PLACE.write_bytes(made)
    print(f"{PLACE.relative_to(ROOT)} : {'diffère' if check else 'écrit'}")
    return 1 if check else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
