"""What dates cost: five hundred rules over two years, ours and recurring-ical-events; a month, a day, the next twenty of 30,000.

Both engines expand the same calendar in the same run, in turn, and must give the same starts.
"""

import statistics
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from datetime import time as hour
from zoneinfo import ZoneInfo

import hub.wsgi  # noqa: F401  loads the apps

import icalendar  # isort: skip -- once the apps are loaded
import recurring_ical_events
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from content import generation
from events.entries import Entry
from events.ical import CalendarHead, write_calendar, write_fragment
from events.materialising import materialise
from events.models import AgendaPage, EventPage, Occurrence
from events.recurrence import parse
from events.schedule import Schedule
from events.values import Timing

RULES = 500
FIRST, LAST = date(2026, 12, 1), date(2028, 11, 30)  # 24 months, four changes of the clock
PARIS = ZoneInfo("Europe/Paris")
ROUNDS = 3
READS = 5
TABLE = 30_000
TEXTS = (
    "FREQ=WEEKLY;BYDAY={day}",
    "FREQ=WEEKLY;BYDAY={day},{other}",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY={day}",
    "FREQ=MONTHLY;BYDAY=2{day}",
    "FREQ=MONTHLY;BYMONTHDAY={number}",
    "FREQ=YEARLY;BYMONTH=6;BYDAY=-1{day}",
)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def words(count: int) -> dict[str, object]:
    return {"day": DAYS[count % 7], "other": DAYS[(count + 2) % 7], "number": 1 + count % 28}


def schedules() -> list[Schedule]:
    """Five hundred rules of the grammar, mostly weekly as in a town, each beginning on its own first day."""
    found = []
    for count in range(RULES):
        rule = parse(TEXTS[count % len(TEXTS)].format(**words(count)))
        first = rule.first_from(FIRST + timedelta(days=count % 25))
        if first is None:
            raise RuntimeError("a rule without a day")
        found.append(Schedule(Timing(first, hour(8 + count % 12, 30), end=hour(9 + count % 12, 45)), rule))
    return found


def as_calendar(rules: Iterable[Schedule]) -> icalendar.Calendar:
    stamp = datetime(2026, 11, 20, tzinfo=ZoneInfo("UTC"))
    entries = [
        Entry(f"mesure-{number}", each.first, "Cours", "", "https://ville.example/", rule=each.rule)
        for number, each in enumerate(rules)
    ]
    head = CalendarHead("Mesure", "Mesure", "https://ville.example/", "https://ville.example/agenda.ics", PARIS)
    return icalendar.Calendar.from_ical(
        write_calendar(head, [write_fragment(entries, zone=PARIS, stamp=stamp, sequence=0)])
    )


def ours(rules: Iterable[Schedule]) -> list[datetime]:
    """The instants of every start: what a row of the table needs."""
    return [each.timing.starts_at(PARIS) for rule in rules for each in rule.expand(FIRST, LAST)]


def theirs(calendar: icalendar.Calendar) -> list[datetime]:
    found = recurring_ical_events.of(calendar).between(FIRST, LAST + timedelta(days=1))
    return [event["DTSTART"].dt for event in found]


def seconds(*acts: Callable[[], object], rounds: int) -> list[float]:
    """Median processor time of each, measured in turn."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for act, found in zip(acts, times, strict=True):
            began = time.process_time()
            act()
            found.append(time.process_time() - began)
    return [statistics.median(found) for found in times]


def expansion() -> str:
    rules = schedules()
    calendar = as_calendar(rules)
    if sorted(ours(rules)) != sorted(theirs(calendar)):
        raise RuntimeError("the two engines do not agree")
    mine, other = seconds(lambda: ours(rules), lambda: theirs(calendar), rounds=ROUNDS)
    return f"| {RULES} | {len(ours(rules))} | {other:.2f} s | {mine:.3f} s | {other / mine:.0f} fois plus vite |"


def fill(site: Site, number: int) -> int:
    """Weekly series until the table holds that many dates; answers how many it holds."""
    agenda, now = AgendaPage.objects.on_site(site).get(), timezone.now()
    with transaction.atomic():
        for count in range(number):
            if Occurrence.objects.count() >= number:
                break
            rule = parse(f"FREQ=WEEKLY;BYDAY={DAYS[count % 7]}")
            event = EventPage(
                title=f"Cours {count}",
                slug=f"cours-{count}",
                start_day=rule.first_from(now.date()) or now.date(),
                start_time=hour(8 + count % 12, 30),
                end_time=hour(9 + count % 12, 45),
                rule=f"FREQ=WEEKLY;BYDAY={DAYS[count % 7]}",
            )
            event.first_published_at = event.last_published_at = now
            agenda.add_child(instance=event)
            materialise(event, now)
    generation.bump_on_commit()
    return Occurrence.objects.count()


def read(name: str, rows: Callable[[], list[Occurrence]], path: str) -> str:
    """The question asked of the table, then the page that asks it."""
    client = Client(headers={"host": "127.0.0.1:8000"})
    asked, page = seconds(rows, lambda: client.get(path), rounds=READS)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return f"| {name} | {len(rows())} | {asked * 1000:.1f} ms | {page * 1000:.0f} ms | {len(queries)} |"


def reads(site: Site) -> Iterable[str]:
    month = timezone.localdate().replace(day=1) + timedelta(days=62)
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    dates = Occurrence.objects.for_site(site)
    yield read("un mois", lambda: list(dates.on_days(first, last)), f"/agenda/{first:%Y/%m}/")
    yield read("un jour", lambda: list(dates.on_days(last, last)), f"/agenda/{last:%Y/%m/%d}/")
    yield read("les 20 prochaines", lambda: list(dates.upcoming(timezone.now())[:20]), "/agenda/")


if __name__ == "__main__":
    print("| règles | dates sur 24 mois | recurring-ical-events | Tambour | rapport |")
    print("|---|---|---|---|---|")
    print(expansion())
    town = Site.objects.select_related("root_page").get(is_default_site=True)
    held = fill(town, TABLE)
    print()
    print(f"| lecture parmi {held} dates | lignes | en base | la page, rendue | requêtes |")
    print("|---|---|---|---|---|")
    for row in reads(town):
        print(row)
