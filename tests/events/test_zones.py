from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from icalendar import Calendar, Timezone

from events.zones import CHANGING, STEADY, vtimezone, zone_of

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//FR\r\n"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("", "Europe/Paris"),
        ("48001", "Europe/Paris"),
        ("2A004", "Europe/Paris"),
        ("97105", "America/Guadeloupe"),
        ("97411", "Indian/Reunion"),
        ("97502", "America/Miquelon"),
        ("98735", "Pacific/Tahiti"),
        ("98731", "Pacific/Marquesas"),
        ("98719", "Pacific/Gambier"),
        ("98818", "Pacific/Noumea"),
    ],
)
def test_each_commune_lives_by_its_own_clock(code: str, name: str) -> None:
    assert zone_of(code) == ZoneInfo(name)


@pytest.mark.parametrize("name", [*STEADY, *CHANGING])
def test_a_calendar_that_knows_only_our_text_reads_the_right_hour(name: str) -> None:
    text = HEAD + vtimezone(ZoneInfo(name)).decode() + "END:VCALENDAR\r\n"
    ours = tz.tzical(StringIO(text)).get(name)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment < datetime(2040, 1, 1, tzinfo=UTC):
        local = moment.astimezone(ZoneInfo(name)).replace(tzinfo=None, fold=0)
        for step in range(-3, 4):  # the half-hours around are where a wrong onset would show
            wall = local + timedelta(minutes=30 * step)
            there = wall.replace(tzinfo=ZoneInfo(name))
            if there.astimezone(UTC).astimezone(ZoneInfo(name)).replace(tzinfo=None) == wall:
                assert wall.replace(tzinfo=ours).utcoffset() == there.utcoffset(), wall
        moment += timedelta(hours=25)


@pytest.mark.parametrize("name", [*STEADY, *CHANGING])
def test_a_time_zone_has_the_form_outlook_understands(name: str) -> None:
    calendar = Calendar.from_ical(HEAD.encode() + vtimezone(ZoneInfo(name)) + b"END:VCALENDAR\r\n")
    [zone] = calendar.walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    observances = {part.name: part for part in zone.subcomponents}
    assert set(observances) == ({"STANDARD", "DAYLIGHT"} if name in CHANGING else {"STANDARD"})
    assert all("RDATE" not in part for part in observances.values())
    assert all(("RRULE" in part) == (name in CHANGING) for part in observances.values())
