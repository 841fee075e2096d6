"""The direct answers of the town hall itself: is it open, and at what number. Facts of the town's settings, no query."""

import datetime as dt

from django.utils.translation import gettext as _

from content.answering import Answer, Asked, answer
from content.dates import hour, long_date
from content.models.commune import DayHours
from home.almanac import next_closure, reception

TOWN_HALL = "mairie hôtel ville accueil commune secrétariat"
HOURS = "horaire heure ouverture ouvert ouvre fermeture fermé ferme quand aujourd’hui demain"
NUMBER = "téléphone numéro tel appeler joindre contact contacter standard téléphoner"
URGENT = "urgence urgent astreinte nuit"


@answer
def opening_hours(asked: Asked) -> Answer | None:
    """« horaires », « mairie ouverte », « horaires mairie »: never the hours of the waste depot."""
    if not (asked.names(HOURS) and asked.only(f"{TOWN_HALL} {HOURS}") and asked.commune.week()):
        return None
    return Answer(_("La mairie : %(now)s") % {"now": lowered(reception(asked.commune, asked.at))}, week(asked))


@answer
def urgent_number(asked: Asked) -> Answer | None:
    number = asked.commune.emergency_phone
    if not (number and asked.names(URGENT) and asked.only(f"{TOWN_HALL} {NUMBER} {URGENT} technique eau")):
        return None
    text = _("Jour et nuit, pour ce qui ne peut pas attendre : fuite, voirie, bâtiment. Danger immédiat : le 112.")
    return Answer(_("Urgence technique"), text, number)


@answer
def town_hall_number(asked: Asked) -> Answer | None:
    number = asked.commune.phone
    if not (number and asked.names(NUMBER) and asked.only(f"{TOWN_HALL} {NUMBER}")):
        return None
    return Answer(_("Appeler la mairie"), reception(asked.commune, asked.at) + ".", number)


def week(asked: Asked) -> str:
    """The ordinary week in one sentence, then the next day closed."""
    days = " ; ".join(f"{name} {periods(hours)}" for name, hours in asked.commune.week())
    closed = next_closure(asked.commune, asked.at.date())
    if closed is None:
        return _("Elle reçoit %(days)s.") % {"days": days}
    day = long_date(closed, asked.at.date())
    return _("Elle reçoit %(days)s. Fermeture exceptionnelle %(day)s.") % {"days": days, "day": day}


def periods(day: DayHours) -> str:
    return " et ".join(_("de %(opens)s à %(closes)s") % span(opens, closes) for opens, closes in day.periods)


def span(opens: dt.time, closes: dt.time) -> dict[str, str]:
    return {"opens": hour(opens), "closes": hour(closes)}


def lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
