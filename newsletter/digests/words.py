"""What subjects and first sentences say: the fact first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from content.typography import NBSP
from newsletter.bulletin.wording import counted
from newsletter.digests.values import Card
from newsletter.subscribers.choices import Choice, Rhythm, Stream

SUBJECT = 150
"""Characters of a subject; mailboxes show about sixty."""
HEADINGS = {
    Rhythm.IMMEDIATE: gettext_lazy("Du nouveau"),
    Rhythm.DAILY: gettext_lazy("Les nouvelles du jour"),
    Rhythm.WEEKLY: gettext_lazy("Les nouvelles de la semaine"),
}
LEVELS = {1: gettext_lazy("Avis"), 2: gettext_lazy("Alerte orange"), 3: gettext_lazy("Alerte rouge")}


def subject(town: str, cards: Sequence[Card], number: int, rhythm: Rhythm) -> str:
    """« Annulé : Loto de l’école, samedi 5 décembre », « Valombreuse : 4 nouvelles cette semaine ».

    `number` counts the items of the mail, cards or not; a lone change is said first.
    """
    changes = [card for card in cards if card.changed]
    if number == 1:
        return short(of_card(cards[0]))
    if len(changes) == 1:
        others = ngettext("et une autre nouvelle", "et %(number)s autres nouvelles", number - 1)
        return short(f"{of_card(changes[0])}, {others % {'number': number - 1}}")
    return short(f"{town}{NBSP}: {news(number, rhythm)}")


def news(number: int, rhythm: Rhythm) -> str:
    if rhythm is Rhythm.WEEKLY:
        return _("%(number)s nouvelles cette semaine") % {"number": number}
    if rhythm is Rhythm.DAILY:
        return _("%(number)s nouvelles aujourd’hui") % {"number": number}
    return _("%(number)s nouvelles") % {"number": number}


def of_card(card: Card) -> str:
    """News by their title, what has a date with its day."""
    return f"{card.said}, {card.day}" if card.day else card.said


def lead(cards: Sequence[Card]) -> str:
    """« Deux actualités, un rendez-vous, une annulation. »"""
    off = sum(card.off for card in cards)
    changes = sum(card.changed and not card.off for card in cards)
    events = sum(bool(card.day) and not card.changed for card in cards)
    news = len(cards) - off - changes - events
    parts = [
        (news, True, ngettext("actualité", "actualités", news)),
        (events, False, ngettext("rendez-vous", "rendez-vous", events)),
        (off, True, ngettext("annulation", "annulations", off)),
        (changes, False, ngettext("changement", "changements", changes)),
    ]
    sentence = ", ".join(f"{counted(number, feminine=she)} {noun}" for number, she, noun in parts if number)
    return f"{capfirst(sentence)}."


def choices(chosen: Iterable[Choice], topics: Mapping[str, str]) -> tuple[str, ...]:
    """The boxes as the form names them: « Agenda, le vendredi », « Eau et déchets, aussitôt »."""
    return tuple(
        f"{topics.get(choice.topic, choice.topic) if choice.stream is Stream.TOPIC else choice.stream.label}, "
        f"{choice.rhythm.label}"
        for choice in chosen
    )


def alert(title: str, level: int) -> str:
    """« Alerte rouge : rupture d’une conduite »; a title that already says its colour is not told twice."""
    name = str(LEVELS[level])
    colour = name.rpartition(" ")[2]
    if level > 1 and colour in title.casefold():
        name = _("Alerte")
    return short(f"{name}{NBSP}: {title}")


def report(title: str, hour: str, found: str) -> str:
    """« Crue de la Lise, point de 18 h : le quai rouvre »."""
    return short(
        _("%(alert)s, point de %(hour)s\u00a0: %(found)s")
        % {"alert": title, "hour": hour, "found": decapitalised(found)}
    )


def end(title: str) -> str:
    return short(_("Fin de l’alerte\u00a0: %(alert)s") % {"alert": title})


def decapitalised(text: str) -> str:
    """What follows a colon: without its capital, unless the word has others (« SNCF »)."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def short(text: str) -> str:
    return Truncator(text).chars(SUBJECT)
