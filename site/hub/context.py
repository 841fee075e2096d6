"""What every public page shows around its own words: the town, its menu, its alerts, its hours. No query once remembered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from alerts.band import Band, bands
from alerts.models import AlertPage
from content.freshness import good_until
from content.generation import per_generation
from content.models import Commune, commune_of
from content.models.commune import DayHours
from content.theme import fingerprint
from home.models import AccessibilityAudit, EditorialPage
from home.notices.audit import state

MENU_LENGTH = 6


@dataclass(frozen=True)
class MenuItem:
    title: str
    url: str

    def is_current(self, path: str) -> bool:
        return path == self.url or (self.url != "/" and path.startswith(self.url))


@dataclass(frozen=True)
class Notice:
    """A page the law asks for."""

    title: str
    url: str
    declares_state: bool

    def link(self, declared: str) -> MenuItem:
        return MenuItem(
            _("Accessibilité : %(state)s") % {"state": declared} if self.declares_state else self.title, self.url
        )


@dataclass(frozen=True)
class Town:
    """The facts of one town, as of one moment, for the templates."""

    site: Site
    commune: Commune
    menu: list[MenuItem]
    notices: list[Notice]
    now: dt.datetime
    path: str
    known_alerts: list[AlertPage]
    audit: AccessibilityAudit | None

    @cached_property
    def alerts(self) -> list[Band]:
        """Those of this very moment, whatever was remembered."""
        return bands(self.known_alerts, self.now)

    @property
    def good_until(self) -> dt.datetime:
        """When something on every page turns: midnight, the town hall's hours, what the alerts say."""
        midnight = dt.datetime.combine(self.today + dt.timedelta(days=1), dt.time(), timezone.get_current_timezone())
        hours = [
            dt.datetime.combine(self.today, hour, timezone.get_current_timezone())
            for period in self.hours_today.periods
            for hour in period
        ]
        turns = [*hours, *(moment for alert in self.known_alerts for moment in alert.turns())]
        return min([midnight, *(moment for moment in turns if moment > self.now)])

    @property
    def legal_links(self) -> list[MenuItem]:
        """The pages the law asks for; the declared state stands in the link itself (décret 2019-768, article 5)."""
        return [notice.link(state(self.audit, self.today)) for notice in self.notices]

    @property
    def today(self) -> dt.date:
        return timezone.localtime(self.now).date()

    @cached_property
    def hours_today(self) -> DayHours:
        return self.commune.hours_on(self.today)

    @cached_property
    def open_until(self) -> dt.time | None:
        return self.hours_today.open_until(timezone.localtime(self.now).time())

    @cached_property
    def opens_at(self) -> dt.time | None:
        return self.hours_today.next_opening(timezone.localtime(self.now).time())

    @cached_property
    def next_closure(self) -> Any:
        """The next exceptional day of the coming week, or None."""
        limit = self.today + dt.timedelta(days=7)
        return next((closure for closure in self.commune.closures.all() if self.today < closure.day <= limit), None)

    @property
    def theme_url(self) -> str:
        return reverse("theme", args=[fingerprint(self.commune.theme)])

    @property
    def current_menu(self) -> list[tuple[MenuItem, bool]]:
        return [(item, item.is_current(self.path)) for item in self.menu]


def town(request: HttpRequest) -> dict[str, Any]:
    """The context processor: {"town": Town} on the town's pages, nothing in the desk, where nobody needs it."""
    if request.path.startswith("/admin/"):
        return {}
    site = Site.find_for_request(request)
    if site is None:
        return {}
    commune, menu, notices, alerts, audit = remembered(site.pk)
    town = Town(site, commune, menu, notices, timezone.now(), request.path, alerts, audit)
    good_until(request.META, town.good_until)
    return {"town": town}


@per_generation
def remembered(
    site_id: int,
) -> tuple[Commune, list[MenuItem], list[Notice], list[AlertPage], AccessibilityAudit | None]:
    """The town's settings, menu, legal pages, alerts and latest audit, until an editor changes something."""
    site = Site.objects.select_related("root_page").get(pk=site_id)
    alerts = AlertPage.objects.on_site(site).current(timezone.now()).select_related("signatory").defer("body")
    audit = AccessibilityAudit.objects.latest_of(site)
    return commune_of(site), menu_of(site), notices_of(site), list(alerts), audit


def menu_of(site: Site) -> list[MenuItem]:
    """The sections an editor ticked « dans les menus », in the order of the tree."""
    pages = (
        Page.objects.child_of(site.root_page)
        .live()
        .in_menu()
        .order_by("path")
        .only("title", "url_path", "path", "depth")
    )
    return [MenuItem(page.title, below(site, page)) for page in pages[:MENU_LENGTH]]


def notices_of(site: Site) -> list[Notice]:
    pages = (
        EditorialPage.objects.on_site(site)
        .live()
        .exclude(notice="")
        .order_by("path")
        .only("title", "url_path", "notice")
    )
    accessibility = EditorialPage.Notice.ACCESSIBILITY
    return [Notice(page.title, below(site, page), page.notice == accessibility) for page in pages]


def below(site: Site, page: Page) -> str:
    return "/" + page.url_path[len(site.root_page.url_path) :]
