"""What the town hall should look at again is said before a resident finds out."""

import datetime as dt

import pytest
from wagtail.models import Site

from content.models import Commune
from content.models.commune import Closure, OpeningPeriod
from home.founding import Sections
from home.models import AccessibilityAudit, EditorialPage
from home.reminders import pages_to_check, reminders

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 12, 1)


def texts(site: Site, day: dt.date = TODAY) -> str:
    return " ".join(reminder.text for reminder in reminders(site, day)).replace("\u00a0", " ")


def complete(site: Site) -> Commune:
    """A town that has said everything."""
    commune = Commune.for_site(site)
    commune.director, commune.host_name, commune.dpo_name = "Hélène Courtade, maire", "Nuée locale", "Iris Vasseur"
    commune.address, commune.phone = "3, place de la Halle", "04 65 71 00 42"
    commune.opening_periods = [OpeningPeriod(weekday=4, opens=dt.time(9), closes=dt.time(12))]
    commune.closures = [
        Closure(day=dt.date(2026, 12, 25), reason="Noël"),
        Closure(day=dt.date(2027, 1, 1), reason="An"),
    ]
    commune.save()
    return commune


def audited(site: Site, on: dt.date) -> None:
    AccessibilityAudit.objects.create(
        site=site, audited_on=on, auditor="Access 42", conforming=60, non_conforming=0, not_applicable=46
    )


def test_a_new_town_is_told_what_the_law_asks_for(town: Sections, site: Site) -> None:
    said = texts(site)
    for what in ("qui répond de la publication", "qui héberge", "données personnelles", "quand la mairie reçoit"):
        assert what in said
    assert "Aucun audit d’accessibilité" in said


def test_a_town_that_has_said_everything_is_left_alone(town: Sections, site: Site) -> None:
    complete(site)
    audited(site, dt.date(2026, 3, 2))
    assert reminders(site, TODAY) == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2028, 11, 1), ""),
        (dt.date(2028, 11, 2), "ne vaut que jusqu’au vendredi 2 mars 2029. Commandez le suivant"),
        (dt.date(2029, 3, 2), "ne vaut plus rien depuis le vendredi 2 mars"),
    ],
)
def test_the_end_of_an_audit_is_announced_four_months_ahead(
    town: Sections, site: Site, day: dt.date, words: str
) -> None:
    commune = complete(site)
    commune.opening_periods = []
    audited(site, dt.date(2026, 3, 2))
    said = texts(site, day)
    assert words in said
    assert words or "audit" not in said


def test_a_public_holiday_nobody_spoke_of_is_noticed(town: Sections, site: Site) -> None:
    commune = complete(site)
    commune.closures = []
    commune.save()
    assert "Le vendredi 25 décembre est férié et le site annonce la mairie ouverte" in texts(site)
    assert "1er novembre" not in texts(site, dt.date(2026, 10, 20)), "All Saints' is a Sunday, when nobody comes"


def test_pages_whose_day_has_come_or_comes_soon(town: Sections, site: Site, neighbour: Sections) -> None:
    def page(parent: Sections, slug: str, days: int | None) -> None:
        again = None if days is None else TODAY + dt.timedelta(days=days)
        parent.home.add_child(instance=EditorialPage(title=slug, slug=slug, check_again_on=again))

    for slug, days in (("tard", 31), ("bientot", 30), ("retard", -1), ("ce-jour", 0), ("jamais", None)):
        page(town, slug, days)
    page(neighbour, "chez-eux", -5)
    assert [(due.page.slug, due.is_late) for due in pages_to_check(site, TODAY)] == [
        ("retard", True),
        ("ce-jour", False),
        ("bientot", False),
    ]
