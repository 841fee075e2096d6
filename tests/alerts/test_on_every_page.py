"""Whatever the page cache keeps, an alert comes and goes at its minute, and no hour that has passed is promised."""

import datetime as dt
import re
import time
from types import SimpleNamespace
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.wsgi import get_wsgi_application
from time_machine import TimeMachineFixture

from alerts.models import AlertPage
from content import generation
from content.models import Commune
from content.models.commune import OpeningPeriod
from home.founding import Sections
from hub import pagecache
from hub.pagecache import PageCache
from tests.conftest import publish

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)  # 12 h in the town
HOUR = dt.timedelta(hours=1)
SECONDS = dt.timedelta(seconds=10)
MINUTE = dt.timedelta(minutes=1)


class Resident:
    """Reads the town's pages through its real page cache, kept five minutes, and counts what Django had to write."""

    def __init__(self) -> None:
        self.written = 0
        self.django = get_wsgi_application()
        self.cache = PageCache(
            self.ask, generation=generation.current, session_cookie="tambour_session", direct=("/admin/",)
        )

    def ask(self, environ, start_response):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        self.written += 1
        return self.django(environ, start_response)

    def read(self, path: str) -> str:
        environ = {"PATH_INFO": path, "HTTP_HOST": "localhost"}
        setup_testing_defaults(environ)
        body = b"".join(self.cache(environ, lambda status, headers, error=None: bytes)).decode()
        return re.sub(r"[\s\u00a0\u202f]+", " ", re.sub(r"<[^>]+>", " ", body))


@pytest.fixture
def resident(town: Sections, remembering: None, monkeypatch: pytest.MonkeyPatch) -> Resident:
    monkeypatch.setattr(pagecache, "time", SimpleNamespace(time=time.time, monotonic=time.time))  # one clock to move
    return Resident()


def cut(town: Sections, **values: object) -> AlertPage:
    page = AlertPage(title="Eau coupée au Moulin-Neuf", slug="eau", standfirst="Gardez six litres.", starts_at=NOON)
    for name, value in values.items():
        setattr(page, name, value)
    published: AlertPage = publish(town.alerts, page)
    generation.bump()  # what the commit does; a test never commits
    return published


@pytest.mark.parametrize("path", ["/", "/agenda/", "/mentions-legales/"])
def test_an_alert_ends_at_its_minute_on_pages_kept_in_memory(
    resident: Resident, town: Sections, time_machine: TimeMachineFixture, path: str
) -> None:
    time_machine.move_to(NOON, tick=False)
    cut(town, ends_at=NOON + HOUR)
    time_machine.move_to(NOON + HOUR - MINUTE, tick=False)
    assert "Eau coupée" in resident.read(path)
    assert "Eau coupée" in resident.read(path)
    assert resident.written == 1, "the page is kept"
    time_machine.move_to(NOON + HOUR + SECONDS, tick=False)
    assert "Eau coupée" not in resident.read(path)


def test_an_announced_alert_comes_to_every_page_at_its_hour(
    resident: Resident, town: Sections, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    cut(town, shown_from=NOON + HOUR, starts_at=NOON + 2 * HOUR)
    time_machine.move_to(NOON + HOUR - MINUTE, tick=False)
    assert "Eau coupée" not in resident.read("/agenda/")
    assert "Annoncées" in resident.read("/alertes/")
    time_machine.move_to(NOON + HOUR + SECONDS, tick=False)
    assert "Eau coupée" in resident.read("/agenda/")
    assert "Annoncées" not in resident.read("/alertes/")


def test_a_promised_report_whose_hour_has_passed_is_promised_no_more(
    resident: Resident, town: Sections, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    cut(town, next_update_at=NOON + HOUR)
    time_machine.move_to(NOON + HOUR - MINUTE, tick=False)
    assert "Prochain point à 13 h." in resident.read("/")
    time_machine.move_to(NOON + HOUR + SECONDS, tick=False)
    assert "Prochain point" not in resident.read("/")
    assert "Prochain point" not in resident.read("/alertes/eau/")


def test_a_report_promised_for_another_day_says_which(
    resident: Resident, town: Sections, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    cut(town, next_update_at=NOON + 22 * HOUR)
    assert "Prochain point samedi 21 novembre, 10 h." in resident.read("/")


def test_the_town_hall_is_never_said_open_once_it_has_closed(
    resident: Resident, town: Sections, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    commune = Commune.objects.get()
    commune.opening_periods.add(OpeningPeriod(weekday=4, opens=dt.time(9), closes=dt.time(17)))
    commune.save()
    generation.bump()
    time_machine.move_to(NOON + 5 * HOUR - MINUTE, tick=False)
    assert "Ouverte jusqu’à 17 h" in resident.read("/")
    time_machine.move_to(NOON + 5 * HOUR + SECONDS, tick=False)
    assert "Ouverte" not in resident.read("/")


def test_four_alerts_are_three_bands_and_a_link_to_the_rest(
    resident: Resident, town: Sections, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOON, tick=False)
    for number in range(4):
        cut(town, title=f"Rue {number} barrée", slug=f"rue-{number}", level=1 + number % 3)
    page = resident.read("/agenda/")
    assert sum(f"Rue {number} barrée" in page for number in range(4)) == 3
    assert "Toutes les alertes en cours" in page


def test_an_alert_that_would_never_be_shown_is_refused(db: None) -> None:
    page = AlertPage(
        title="Eau", slug="eau", draft_title="Eau", starts_at=NOON, ends_at=NOON + HOUR, shown_from=NOON + 2 * HOUR
    )
    with pytest.raises(Exception, match="ne paraîtrait jamais"):
        page.clean()
