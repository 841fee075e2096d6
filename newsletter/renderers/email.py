"""An Edition as an e-mail: MJML written by Django's templates, then HTML by mjml-python.

No image, no font, no address of a third party; light and dark; readable from 320 to 600 px. The two personal links are
the placeholders of `edition.PLACEHOLDERS`, replaced for each person when the message leaves.
"""

import re

from django.template.loader import render_to_string
from mjml import mjml2html

from content.theme import Tokens
from newsletter.bulletin.edition import CHOICES, LEAVE, Edition
from newsletter.bulletin.wording import QUIET_PROMISE

WARN, LIMIT = 80_000, 100_000
"""Bytes of HTML from which an editor is warned, then refused: beyond about 102 kB some mail services cut a message."""
TEETH = 24
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 §2.2 has no room for."""


class EmailError(Exception):
    """The e-mail could not be made; the message says in French what stands in the way."""


def render(edition: Edition) -> str:
    """The HTML of the e-mail.

    Raises EmailError when it weighs more than LIMIT or when its source cannot be turned into HTML.
    """
    html = unchecked(edition)
    if weight(html) > LIMIT:
        raise EmailError(
            f"Le courriel pèse {weight(html) // 1000} Ko ; au-delà de {LIMIT // 1000} Ko, il arriverait coupé."
        )
    return html


def unchecked(edition: Edition) -> str:
    """The same HTML whatever it weighs: for measuring. Raises EmailError when it cannot be made at all."""
    return to_html(source(edition))


def to_html(mjml: str) -> str:
    """MJML turned into HTML; characters that XML forbids (a pasted control character) are dropped. Raises EmailError."""
    try:
        html: str = mjml2html(FORBIDDEN.sub("", mjml))
    except ValueError as error:
        raise EmailError(f"Le courriel n’a pas pu être composé : {error}") from error
    return html


def source(edition: Edition) -> str:
    """The MJML of an issue, every word escaped."""
    theme = edition.theme
    context = {
        "edition": edition,
        "theme": theme,
        "style": styles(theme),
        "teeth": [theme.tooth_light, theme.tooth_dark] * (TEETH // 2),
        "quiet_promise": QUIET_PROMISE,
        "leave": LEAVE,
        "choices": CHOICES,
    }
    return render_to_string("newsletter/email/bulletin.mjml", context)


def weight(html: str) -> int:
    """Bytes of the HTML, as mail services count them before they cut."""
    return len(html.encode())


def styles(theme: Tokens) -> dict[str, str]:
    """Styles written on the elements themselves: many mail programs read no other."""
    poster = "font-family:Arial Narrow,Helvetica Neue Condensed,Arial,sans-serif;font-weight:bold"
    return {
        "h1": f"margin:6px 0 0;{poster};font-size:52px;line-height:50px;letter-spacing:-1.5px;color:{theme.link}",
        "h2": f"margin:0 0 10px;{poster};font-size:30px;line-height:32px;letter-spacing:-.5px;color:{theme.ink}",
        "h3": "margin:0 0 6px;font-size:20px;line-height:26px;font-weight:bold",
        "lead": "margin:10px 0 12px;font-size:19px;line-height:28px",
        "p": "margin:0 0 12px",
        "a": f"color:{theme.link}",
        "title": f"color:{theme.ink};text-decoration:underline",
        "small": f"margin:0 0 4px;font-size:16px;line-height:22px;color:{theme.muted}",
        "section": f"padding:14px 24px 8px;border-top:6px solid {theme.ink}",
        "end": f"padding:14px 24px 0;border-top:1px solid {theme.ink}",
        "foot": "margin:0 0 10px",
        "list": "margin:0 0 12px;padding:0 0 0 20px",
        "item": f"margin:0 -24px;padding:16px 24px 4px;border-top:1px solid {theme.line}",
        "figure": f"margin:0;padding:10px 0;border-top:1px solid {theme.line}",
        "number": f"{poster};font-size:30px;line-height:32px;color:{theme.link};display:block",
        "quotation": f"margin:16px 0;{poster};font-size:26px;line-height:29px;color:{theme.link}",
        "vote": f"margin:0 0 4px;font-weight:bold;color:{theme.link}",
        "day": f"padding:12px 8px 12px 0;border-top:1px solid {theme.line};font-size:16px;line-height:20px",
        "figureday": f"{poster};font-size:36px;line-height:38px",
        "events": f"padding:10px 0;border-top:1px solid {theme.line};font-size:17px;line-height:25px",
        "event": "margin:0;padding:2px 8px",
        "head": f"padding:0 8px 6px 0;font-size:16px;line-height:22px;font-weight:400;color:{theme.muted}",
        "cell": f"padding:8px 8px 8px 0;border-top:1px solid {theme.line};font-size:17px;line-height:24px;vertical-align:top",
    }
