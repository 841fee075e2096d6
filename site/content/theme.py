"""Two colours chosen by the town become every colour of its pages, each safe to read.

Pure: no Django, no database, hexadecimal in and out. Whatever pair the town picks, the floors below hold
(contrasts as WCAG 2.2 measures them); the property tests try thousands of pairs.

| token           | mock-ups    | what it is for                                    | floor                          |
|-----------------|-------------|---------------------------------------------------|--------------------------------|
| `ink`           | encre       | text                                              | 12 on white and veil, 11 paper |
| `paper`         | papier      | coloured paper: what the town hall did not sign   |                                |
| `veil`          | voile       | very pale ground of tools                         |                                |
| `link`          | c1-texte    | links, coloured text                              | 7 on white, 5.5 paper and veil |
| `accent`        | c2-texte    | small coloured marks, figures                     | 4.5 on white, paper and veil   |
| `muted`         | gris        | secondary text                                    | 4.5 on white, paper and veil   |
| `outline`       | filet       | border of a field, of a tool (1.4.11)             | 3 on white, paper and veil     |
| `line`          | trait       | decorative line between two rows                  |                                |
| `ground`        | fond        | dark flat ground: foot, bands; white text         | 7.5 under white                |
| `ground_accent` | clair       | accent text on `ground`                           | 6 on ground                    |
| `flat`          | aplat, c2   | large flats, thick strokes, engravings            | 3 on ground                    |
| `on_flat`       | sur-c2      | text on `flat`                                    | 4.5 on flat                    |
| `tooth_dark`    | dent-a      | the drum's teeth                                  | 3 between the two              |
| `tooth_light`   | dent-b      |                                                   |                                |
| `alert_1` to 3  | avis-1 to 3 | vigilance, the same in every town                 |                                |
| `on_alert_1`…   |             | text of an alert                                  | 7 on its alert                 |

In a stylesheet `ground_accent` is `var(--ground-accent)`.
"""

from dataclasses import dataclass, fields
from functools import lru_cache
from hashlib import sha256

from content.colour import BLACK, WHITE, contrast, darken, from_oklch, hue_distance, lighten, parse, to_oklch

_SAME_LIGHTNESS = 0.08
_VIVID = 0.12
_NEAR_VIGILANCE = 40
_STATE_BLUE, _STATE_RED, _NEAR_STATE = "#000091", "#e1000f", 25
_YELLOW, _ORANGE, _RED = "#ffe08a", "#ffb14a", "#a80f1c"
_VIGILANCE = {"de l’orange": _ORANGE, "du rouge": _RED}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of a town's pages, `#rrggbb`. See the table at the head of the module."""

    ink: str
    paper: str
    veil: str
    link: str
    accent: str
    muted: str
    outline: str
    line: str
    ground: str
    ground_accent: str
    flat: str
    on_flat: str
    tooth_dark: str
    tooth_light: str
    alert_1: str = _YELLOW
    alert_2: str = _ORANGE
    alert_3: str = _RED
    on_alert_1: str = BLACK
    on_alert_2: str = BLACK
    on_alert_3: str = WHITE


@lru_cache(maxsize=64)
def tokens(colour_1: str, colour_2: str) -> Tokens:
    """The tokens of a town. The darker of its two colours carries the ink, in whatever order they were typed.

    Raises ValueError, in French, if one of them is not a colour.
    """
    dark, light = _by_lightness(parse(colour_1), parse(colour_2))
    _, dark_chroma, dark_hue = to_oklch(dark)
    light_lightness, light_chroma, light_hue = to_oklch(light)
    ink = from_oklch(0.19, min(dark_chroma, 0.025), dark_hue)
    paper = _paper(light_chroma, light_hue)
    veil = from_oklch(0.968, min(dark_chroma, 0.006), dark_hue)
    ground = darken(dark, against=WHITE, until=7.5)
    flat = lighten(light, against=ground, until=3)
    pale = from_oklch(max(light_lightness, 0.86), min(light_chroma, 0.09), light_hue)
    return Tokens(
        ink=ink,
        paper=paper,
        veil=veil,
        link=_readable(dark, {WHITE: 7, paper: 5.5, veil: 5.5}),
        accent=_readable(light, {WHITE: 4.5, paper: 4.5, veil: 4.5}),
        muted=_readable(from_oklch(0.48, min(dark_chroma, 0.02), dark_hue), {paper: 4.6, veil: 4.6}),
        outline=_readable(from_oklch(0.66, min(dark_chroma, 0.02), dark_hue), {paper: 3.05, veil: 3.05}),
        line=from_oklch(0.87, min(dark_chroma, 0.012), dark_hue),
        ground=ground,
        ground_accent=lighten(pale, against=ground, until=6),
        flat=flat,
        on_flat=_text_on(flat, ink),
        tooth_dark=ground,
        tooth_light=flat,
    )


def stylesheet(town: Tokens) -> str:
    """The tokens as CSS: `@layer tokens { :root { --ink: #071712; … } }`."""
    lines = "".join(f"    --{field.name.replace('_', '-')}: {getattr(town, field.name)};\n" for field in fields(town))
    return f"@layer tokens {{\n  :root {{\n{lines}  }}\n}}\n"


def warnings(colour_1: str, colour_2: str) -> list[str]:
    """What the town should know about its choice, in French, for the desk; nothing here forbids it.

    Raises ValueError, in French, if one of them is not a colour.
    """
    dark, light = _by_lightness(parse(colour_1), parse(colour_2))
    found = []
    if _looks_like_the_state(dark, light):
        found.append(
            "Ce bleu et ce rouge rappellent la marque de l’État : un habitant pourrait prendre le site "
            "de la commune pour celui de la préfecture. Changez l’une des deux teintes."
        )
    for colour in (dark, light):
        near = [name for name, vigilance in _VIGILANCE.items() if _is_near(colour, vigilance, _NEAR_VIGILANCE)]
        if near:
            found.append(
                f"La teinte {colour} est proche {' et '.join(near)} de vigilance : "
                "un jour d’alerte, le bandeau se verra moins."
            )
    if tokens(dark, light).flat != light:
        found.append(
            f"Les deux teintes sont trop proches l’une de l’autre : {light} sera éclaircie sur les pages "
            "pour que le texte et les dessins restent lisibles."
        )
    return found


def _by_lightness(one: str, other: str) -> tuple[str, str]:
    if to_oklch(one).lightness > to_oklch(other).lightness + _SAME_LIGHTNESS:
        return other, one
    return one, other


def _paper(chroma: float, hue: float) -> str:
    """Coloured paper. A yellow turns beige when it pales: it stays lighter and more vivid than the others."""
    if 70 < hue < 125:
        return from_oklch(0.965, min(chroma, 0.085), hue)
    return from_oklch(0.935, min(chroma, 0.045), hue)


def _readable(colour: str, floors: dict[str, float]) -> str:
    for background, floor in floors.items():
        colour = darken(colour, against=background, until=floor)
    return colour


def _text_on(background: str, ink: str) -> str:
    """White or ink, whichever reads better; pure black where a tinted ink falls short.

    Of white and black one always reaches 4.58, the square root of 21; of white and ink, not always.
    """
    best = max((WHITE, ink), key=lambda text: contrast(text, background))
    return best if contrast(best, background) >= 4.5 else BLACK


def _is_near(colour: str, reference: str, degrees: float) -> bool:
    """Whether a vivid colour has nearly the hue of another. A pale tint of the same hue is not mistaken for it."""
    mine, theirs = to_oklch(colour), to_oklch(reference)
    return mine.chroma >= _VIVID and hue_distance(mine.hue, theirs.hue) <= degrees


def _looks_like_the_state(one: str, other: str) -> bool:
    return any(
        _is_near(blue, _STATE_BLUE, _NEAR_STATE) and _is_near(red, _STATE_RED, _NEAR_STATE)
        for blue, red in ((one, other), (other, one))
    )


@lru_cache(maxsize=64)
def fingerprint(tokens: Tokens) -> str:
    """Twelve hexadecimal digits that change with any of the colours: what an address kept for ever must carry."""
    return sha256(stylesheet(tokens).encode()).hexdigest()[:12]
