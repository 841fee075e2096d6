"""French typography, set by the machine so that nobody has to set it by hand.

`fr` works on plain text, `fr_html` on the text of an HTML fragment. They only touch spaces, apostrophes, quotation
marks, dashes, dots and the ending of ordinals, and a second pass changes nothing. Addresses, file names, dates and
times for machines (`2026-12-05`, `09:00`) stay as they are.

Usage followed: *Lexique des règles typographiques en usage à l’Imprimerie nationale*, and Unicode CLDR for French:
narrow no-break space (U+202F) before ; ! ? % and between thousands, no-break space (U+00A0) before : € and inside « ».
"""

import html
import re
from collections.abc import Callable

from content.dates import MONTHS

NARROW = "\u202f"
NBSP = "\u00a0"

_H = "[ \\t\u00a0\u2009\u202f]"
_KEPT = "\ue000"
_ADDRESS_TAIL = r"""[^\s<>«»]*[^\s<>«».,;:!?)\]'"’…]"""
_PROTECTED = re.compile(
    rf"""
      {_KEPT}
    | &(?:\#\d+|\#x[\da-f]+|[a-z]\w*);                               # a character reference
    | (?:https?|webcals?|ftps?|mailto|tel):{_ADDRESS_TAIL}           # an address with its scheme
    | (?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+                       # an e-mail address
    | (?<![\w-])(?<!\w\.)(?:\w[\w-]*\.)+[a-z]{{2,}}(?:/{_ADDRESS_TAIL})?(?!\w)  # mairie.example/agenda, plan.pdf
    | (?<!\d)\d{{4}}-\d\d-\d\d(?:[\w:-]*\w)?                         # a date for machines
    | (?<!\d)\d\d?:\d\d(?::\d\d)?(?!\d)                              # a time for machines
    """,
    re.VERBOSE | re.IGNORECASE,
)

_MONTH = "|".join(MONTHS)
_UNIT = (
    "€|h|min|km|m|cm|mm|km²|m²|m³|ha|kg|g|t|l|L|cl|°C|kWh|MWh|kW|Go|Mo|Ko|dB|"
    "ans?|mois|jours?|semaines?|heures?|minutes?|euros?|habitants?|places?|personnes?"
)
_YEAR = r"(?:1[89]|2[01])\d\d"
_HOUR = rf"\d\d?{_H}*[hH](?:{_H}*[0-5]\d)?"
_ALONE = r"(?<![\w:./-])"
_END = rf'(?=$|[\s)\]»”"’…{_KEPT}])'


def _joined(separator: str) -> Callable[[re.Match[str]], str]:
    return lambda match: re.sub(f"{_H}+", separator, match[0])


def _hour(match: re.Match[str]) -> str:
    hours, minutes = re.split("h", re.sub(f"{_H}+", "", match[0]), maxsplit=1, flags=re.IGNORECASE)
    return f"{hours}{NBSP}h" + (f"{NBSP}{minutes}" if minutes else "")


def _hours(match: re.Match[str]) -> str:
    return re.sub(_HOUR, _hour, f"{match[1]}{NBSP}– {match[2]}")


_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # ... -> … ; "mot" -> « mot » ; «mot» -> « mot » ; l'eau -> l’eau
        (r"(?<!\.)\.{3}(?!\.)", "…"),
        (r'(?<![\w"])"(?=[^\s"])([^"\n]*[^\s"])"(?![\w"])', f"«{NBSP}\\1{NBSP}»"),
        (rf"«{_H}*(?!\s)", f"«{NBSP}"),
        (rf"(?<!\s){_H}*»", f"{NBSP}»"),
        (rf"(?<=[^\W\d_])'(?=[\w«“(…{_KEPT}])", "’"),
        # 9h-12h30 -> 9 h – 12 h 30 ; 18h30 -> 18 h 30 ; 35h -> 35 h
        (rf"{_ALONE}({_HOUR}){_H}*[-–—]{_H}*({_HOUR})(?![\w-])", _hours),
        (rf"{_ALONE}(?:[01]?\d|2[0-4]){_H}*[hH]{_H}*[0-5]\d(?![\w-])", _hour),
        (rf"{_ALONE}\d+{_H}*h(?![\w-])", _hour),
        # 1ère -> 1re ; 2ème -> 2e ; n°47 -> n° 47
        (r"(?<![\w/-])1[eè]re(s?)\b", r"1re\1"),
        (r"(?<![\w/-])(\d+|[IVXLC]+)i?[eè]me(s?)\b", r"\1e\2"),
        (rf"\b([nN]°){_H}*(?=\d)", f"\\1{NBSP}"),
        # 612 000 ; 04 65 71 00 42 ; 12€ ; 50 % ; 26 novembre ; XIXe siècle ; Mme Perrin ; p. 12
        (rf"(?<![\d,.])(?<!\d{_H})\d{{1,3}}(?:{_H}\d{{3}})+(?!\d)(?!{_H}\d)", _joined(NARROW)),
        (rf"(?<!\d)(?:0|\+33{_H}?)[1-9](?:{_H}\d\d){{4}}(?!\d)", _joined(NBSP)),
        (rf"(?<=\d){_H}*€", f"{NBSP}€"),
        (rf"(?<=\d){_H}*%(?!\w)", f"{NARROW}%"),
        (rf"(?<=\d){_H}+(?=(?:{_UNIT})(?![\w'’]))", NBSP),
        (rf"(?<!\w)(\d\d?|1er){_H}+(?=(?:{_MONTH})\b)", f"\\1{NBSP}"),
        (rf"\b([IVXLC]+e){_H}+(?=siècles?\b)", f"\\1{NBSP}"),
        (rf"\b(MM?\.|Mmes?|Mlles?|Drs?|Mgr){_H}+(?=[A-ZÀ-Ý])", f"\\1{NBSP}"),
        (rf"\b((?:art|chap|p|vol)\.){_H}+(?=\d)", f"\\1{NBSP}"),
        # 2024-2026 -> 2024–2026 ; 6-10 ans -> 6–10 ans ; 10 - 12 -> 10 – 12 ; mot - mot -> mot – mot
        (rf"(?<![\w/.-])({_YEAR})-(?={_YEAR}(?![\w/-]))", r"\1–"),
        (rf"{_ALONE}(\d{{1,3}})-(?=\d{{1,3}}{_H}+(?:{_UNIT})(?!\w))", r"\1–"),
        (rf"(?<=[\dh€%]){_H}+[-–—]{_H}+(?=\d)", f"{NBSP}– "),
        (rf"(?<=[^\s«–—-]){_H}+-{_H}+(?=[^\s»;:!?–—-])", " – "),
        # Vite ! Quoi? ; Horaires :
        (rf"(?<![\n(\[«“])(?<!{_H}){_H}+([;!?]+){_END}", f"{NARROW}\\1"),
        (rf"(?<=[\w)\]»”’…%€°.{_KEPT}])([;!?]+){_END}", f"{NARROW}\\1"),
        (rf"(?<!\n)(?<!{_H}){_H}+:(?=\s|$)", f"{NBSP}:"),
        (rf"(?<=[\w)\]»”’…%€°{_KEPT}]):(?=\s|$)", f"{NBSP}:"),
    )
)


def fr(text: str) -> str:
    """The same plain text with French typography. `fr(fr(text)) == fr(text)`."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return _KEPT

    text = _PROTECTED.sub(keep, text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    pieces = iter(kept)
    return re.sub(_KEPT, lambda _: next(pieces), text)


_TOKEN = re.compile(r"""<!--.*?(?:-->|\Z)|<[a-z/!?](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE | re.DOTALL)
_START = re.compile(r"<([a-z][^\s/>]*)", re.IGNORECASE)
_FOREIGN = re.compile(r"""\slang\s*=\s*["']?(?!fr\b|["'\s>])""", re.IGNORECASE)
_VERBATIM = frozenset(("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "var"))
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


def fr_html(fragment: str) -> str:
    """The same HTML with French typography in its text; every tag, attribute and comment is kept to the byte.

    Left alone: code, kbd, math, pre, samp, script, style, svg, textarea, var, and passages in another language
    (`lang`). Text that is not well formed (a lone `<`) is left alone too. Safe in, safe out: text stays escaped.
    """
    pieces, position, verbatim = [], 0, _Verbatim()
    for token in _TOKEN.finditer(fragment):
        text = fragment[position : token.start()]
        pieces += [text if verbatim else _fr_escaped(text), token[0]]
        position = token.end()
        verbatim.meet(token[0])
    text = fragment[position:]
    pieces.append(text if verbatim else _fr_escaped(text))
    return "".join(pieces)


class _Verbatim:
    """Whether the reader is inside an element whose text is not French prose."""

    def __init__(self) -> None:
        self._element = ""
        self._depth = 0

    def __bool__(self) -> bool:
        return bool(self._element)

    def meet(self, tag: str) -> None:
        if self._element:
            self._inside(tag)
        elif (start := _START.match(tag)) and not tag.endswith("/>"):
            name = start[1].lower()
            if name in _VERBATIM or (name not in _VOID and _FOREIGN.search(tag)):
                self._element, self._depth = name, 1

    def _inside(self, tag: str) -> None:
        if re.match(rf"</{re.escape(self._element)}[\s>]", tag, re.IGNORECASE):
            self._depth -= 1
        elif (start := _START.match(tag)) and start[1].lower() == self._element and not tag.endswith("/>"):
            self._depth += 1
        if not self._depth:
            self._element = ""


def _fr_escaped(text: str) -> str:
    if "<" in text:
        return text
    plain = html.unescape(text)
    set_in_french = fr(plain)
    return text if set_in_french == plain else html.escape(set_in_french, quote=False)
