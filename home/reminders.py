"""What the town hall should look at again, worked out for one day. Sentences in French, each with what to open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Site

from content import dates
from content.models import Commune, commune_of
from content.models.commune import WEEKDAYS
from content.public_holidays import public_holidays
from home.models import LASTING, AccessibilityAudit, LastingPage

SOON = dt.timedelta(days=30)
AUDIT_SOON = dt.timedelta(days=120)
"""An audit is ordered, done and written in three or four months."""
MOST_PAGES = 20
REQUIRED = {
    "director": "qui répond de la publication",
    "host_name": "qui héberge le site",
    "dpo_name": "qui veille sur les données personnelles",
    "address": "l’adresse de la mairie",
    "phone": "le téléphone de la mairie",
}


@dataclass(frozen=True)
class Reminder:
    """A sentence and where to act."""

    text: str
    url: str
    link: str


@dataclass(frozen=True)
class PageToCheck:
    """A page whose day has come, or comes soon."""

    page: LastingPage
    due_on: dt.date
    today: dt.date

    @property
    def is_late(self) -> bool:
        return self.due_on < self.today

    @property
    def due(self) -> str:
        """« à vérifier depuis le mardi 3 novembre », « à vérifier avant le mardi 15 décembre »."""
        return f"à vérifier {'depuis' if self.is_late else 'avant'} le {dates.long_date(self.due_on, self.today)}"


def pages_to_check(site: Site, day: dt.date) -> list[PageToCheck]:
    """The most pressing first."""
    due = [
        PageToCheck(page, page.check_again_on, day)
        for kind in LASTING
        for page in kind.objects.on_site(site)
        .live()
        .to_check(day + SOON)
        .select_related("latest_revision")[:MOST_PAGES]
        if page.check_again_on
    ]
    return sorted(due, key=lambda each: (each.due_on, each.page.path))[:MOST_PAGES]


def reminders(site: Site, day: dt.date) -> list[Reminder]:
    """Settings the law asks for, the audit, and the public holidays nobody has said a word about."""
    commune = commune_of(site)
    return [*missing_settings(commune), *audit_reminders(site, day), *silent_holidays(commune, day)]


def settings_url(commune: Commune, tab: str) -> str:
    return reverse("wagtailsettings:edit", args=["content", "commune", commune.site_id]) + f"#tab-{tab}"


def missing_settings(commune: Commune) -> Iterator[Reminder]:
    for name, what in REQUIRED.items():
        if not getattr(commune, name).strip():
            tab = "mairie" if name in {"address", "phone"} else "responsables"
            yield Reminder(f"Le site ne dit pas {what} ; la loi le demande.", settings_url(commune, tab), "Le remplir")
    if not commune.opening_periods.all():
        yield Reminder("Le site ne dit pas quand la mairie reçoit.", settings_url(commune, "horaires"), "Les donner")


def audit_reminders(site: Site, day: dt.date) -> Iterator[Reminder]:
    audit = AccessibilityAudit.objects.latest_of(site)
    listing = reverse("wagtailsnippets_home_accessibilityaudit:list")
    if audit is None:
        yield Reminder("Aucun audit d’accessibilité : le site se déclare « non conforme ».", listing, "En ajouter un")
    elif not audit.is_valid(day):
        yield Reminder(
            f"L’audit d’accessibilité ne vaut plus rien depuis le {written(audit.expires_on)} : "
            "le site se déclare « non conforme ».",
            listing,
            "Ajouter le nouveau",
        )
    elif audit.expires_on - day <= AUDIT_SOON:
        text = f"L’audit d’accessibilité ne vaut que jusqu’au {written(audit.expires_on)}."
        yield Reminder(f"{text} Commandez le suivant.", listing, "Voir l’audit")


def written(day: dt.date) -> str:
    """« vendredi 2 mars 2029 »: a day years away is said with its year."""
    return f"{dates.long_date(day)} {day.year}"


def silent_holidays(commune: Commune, day: dt.date) -> Iterator[Reminder]:
    """Public holidays of the coming weeks that fall on a day of opening, with no exceptional hours given."""
    open_weekdays = {period.weekday for period in commune.opening_periods.all()}
    known = {closure.day for closure in commune.closures.all()}
    for number in range(SOON.days + 1):
        coming = day + dt.timedelta(days=number)
        is_holiday = coming in public_holidays(commune.insee_code, coming.year)
        if is_holiday and coming.weekday() in open_weekdays and coming not in known:
            text = f"Le {WEEKDAYS[coming.weekday()]} {dates.day_month(coming)} est férié et le site annonce la mairie ouverte."
            yield Reminder(text, settings_url(commune, "horaires"), "Dire si elle ferme")
