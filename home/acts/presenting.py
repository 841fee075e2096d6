"""An act as its page and the register show it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from content import dates
from home.files import file_of

if TYPE_CHECKING:
    from home.models.acts import ActPage

Fact = dict[str, Any]


def midnight(day: dt.date) -> dt.datetime:
    """The first instant of that day on the town's clock."""
    return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())


def dated(day: dt.date) -> str:
    """« lundi 30 novembre 2026 »: an act is read for years."""
    return f"{dates.long_date(day)} {day.year}"


def columns() -> list[str]:
    """The headers of the register, in the order of its cells."""
    return [_("Numéro"), _("Objet"), _("Signé le"), _("Par"), _("Mis en ligne le"), _("Fichier")]


def row(act: ActPage, site: Site) -> list[Fact]:
    """The cells of one line of the register."""
    file = file_of(act.document) if act.document else None
    return [
        {"text": act.number, "note": act.get_kind_display(), "is_number": True},
        {"text": act.title, "url": act.path_on_site(site), "is_title": True},
        {"text": full(act.signed_on), "label": _("Signé le")},
        {"text": capfirst(act.signatory_quality), "label": _("Par")},
        {"text": full(act.put_online_on), "label": _("Mis en ligne le")},
        {"text": file["details"], "url": file["url"], "about": act.title} if file else {"text": ""},
    ]


def summary(act: ActPage) -> str:
    """« Arrêté n° 2026-117. En vigueur du 1er décembre 2026 au 31 janvier 2027. »"""
    return " ".join(filter(None, [f"{act.get_kind_display()} n° {act.number}.", in_force(act)]))


def in_force(act: ActPage) -> str:
    if act.applies_from and act.applies_until:
        spans = {"from": full(act.applies_from), "until": full(act.applies_until)}
        return _("En vigueur du %(from)s au %(until)s.") % spans
    if act.applies_from:
        return _("En vigueur depuis le %(from)s.") % {"from": full(act.applies_from)}
    return _("En vigueur jusqu’au %(until)s.") % {"until": full(act.applies_until)} if act.applies_until else ""


def full(day: dt.date) -> str:
    """« 1er décembre 2026 »."""
    return f"{dates.day_month(day)} {day.year}"


def margin(act: ActPage) -> list[Fact]:
    """Who signed, and the dates that count; only what is known."""
    facts: list[Fact] = [
        {"label": _("Signé par"), "value": ", ".join(filter(None, [act.signatory_name, act.signatory_quality]))},
        fact(_("Signé le"), act.signed_on),
        fact(_("Transmis au contrôle de légalité"), act.transmitted_on),
        online(act),
        {"label": _("Affiché en mairie"), "value": posted(act)},
        {"label": _("Vote"), "value": votes(act)},
    ]
    return [each for each in facts if each["value"]]


def fact(label: str, day: dt.date | None) -> Fact:
    return {"label": label, "value": dated(day) if day else "", "datetime": f"{day}" if day else ""}


def online(act: ActPage) -> Fact:
    """The day and the hour it was put online: a draft in preview has none yet."""
    if act.first_published_at is None:
        return {"label": _("Mis en ligne le"), "value": _("pas encore publié"), "strong": True}
    at = timezone.localtime(act.first_published_at)
    value = f"{dated(at.date())}, {dates.hour(at.time())}"
    return {"label": _("Mis en ligne le"), "value": value, "datetime": at.isoformat(timespec="minutes"), "strong": True}


def posted(act: ActPage) -> str:
    if act.posted_from and act.posted_until:
        return dates.period(act.posted_from, act.posted_until)
    return _("depuis le %(day)s") % {"day": full(act.posted_from)} if act.posted_from else ""


def votes(act: ActPage) -> str:
    """« 13 pour, 4 contre, 2 abstentions »; empty for what was not voted."""
    if act.votes_for is None:
        return ""
    away = act.abstentions or 0
    words = ngettext("%(away)s abstention", "%(away)s abstentions", away) % {"away": away}
    return _("%(yes)s pour, %(no)s contre, %(away)s") % {
        "yes": act.votes_for,
        "no": act.votes_against or 0,
        "away": words,
    }


def in_fours(digest: str) -> str:
    """The fingerprint in groups of four, for whoever compares it by eye."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
