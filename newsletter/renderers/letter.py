"""What digests and alerts share on the way out: the frame in MJML, the head and the foot of the text, a few sentences."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.dates import long_date
from content.theme import Tokens
from newsletter.bulletin.edition import CHOICES, LEAVE
from newsletter.bulletin.identity import Paper
from newsletter.bulletin.wording import QUIET_PROMISE
from newsletter.digests.values import AlertLetter, Digest
from newsletter.renderers.email import LIMIT, TEETH, EmailError, styles, to_html, weight
from newsletter.renderers.text import WIDTH, wrapped

WHY = gettext_lazy("Pourquoi est-ce que je reçois ceci ?")
WHAT_TO_DO = gettext_lazy("Ce qu’il faut faire")
POINTS = gettext_lazy("Point après point")
FOLLOW = gettext_lazy("La suite, à jour :")
IN_DANGER = gettext_lazy("En danger, appelez le 112. Sourd ou malentendant : le 114, par message.")

Letter = Digest | AlertLetter


def html(template: str, letter: Letter) -> str:
    """The HTML of that letter. Raises EmailError when it cannot be made, or weighs more than LIMIT."""
    theme = letter.theme
    context = {
        "letter": letter,
        "theme": theme,
        "style": styles(theme) | own_styles(theme),
        "teeth": [theme.tooth_light, theme.tooth_dark] * (TEETH // 2),
        "quiet_promise": QUIET_PROMISE,
        "leave": LEAVE,
        "choices": CHOICES,
    }
    made = to_html(render_to_string(template, context))
    if weight(made) > LIMIT:
        raise EmailError(f"Le courriel pèse {weight(made) // 1000} Ko : il arriverait coupé.")
    return made


def own_styles(theme: Tokens) -> dict[str, str]:
    """A heading that is a sentence is smaller than a masthead."""
    poster = "font-family:Arial Narrow,Helvetica Neue Condensed,Arial,sans-serif;font-weight:bold"
    return {
        "h1": f"margin:6px 0 0;{poster};font-size:38px;line-height:40px;letter-spacing:-.5px;color:{theme.link}",
        "date": "padding:0 8px 0 0;font-size:16px;line-height:20px",
        "alert": "margin:0;padding:18px 24px 20px",
        "alert_h1": f"margin:4px 0 0;{poster};font-size:34px;line-height:37px;letter-spacing:-.5px",
        "alert_words": "margin:0;font-weight:bold;font-size:17px;line-height:24px",
    }


def signed(signatory: str, paper: Paper) -> str:
    """Who speaks: an association says so."""
    return _("Association, %(name)s") % {"name": signatory} if paper is Paper.COLOURED else signatory


def others(number: int) -> str:
    one, many = "Et une autre nouvelle, à lire sur le site :", "Et %(number)s autres nouvelles, à lire sur le site :"
    return ngettext(one, many, number) % {"number": number}


def head(letter: Letter) -> list[str]:
    """The first line of the text: which town, which day."""
    return wrapped(f"{letter.town.name}, {long_date(letter.day)} {letter.day.year}")


def closed(lines: Iterable[str], letter: Letter) -> str:
    """The text with its foot: why one receives it, who sends it, how to change or leave."""
    town, foot = letter.town, letter.foot
    tail = ["", "", "-" * WIDTH, "", *wrapped(str(WHY)), *wrapped(foot.sentence)]
    for choice in foot.choices:
        tail += wrapped(choice, indent="  ", first="- ")
    tail += ["", *wrapped(", ".join([f"Mairie {town.of_name}", *town.address]) + ".")]
    tail += wrapped(f"Téléphone : {town.phone}.") if town.phone else []
    tail += [*wrapped(QUIET_PROMISE), "", "Changer mes choix :", CHOICES, "Ne plus rien recevoir :", LEAVE]
    return "\n".join([*lines, *tail]) + "\n"
