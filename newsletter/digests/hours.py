"""When digests leave: half past eight on the town's own clock, each day or on Friday."""

import datetime as dt
from zoneinfo import ZoneInfo

HOUR = dt.time(8, 30)
FRIDAY = 4


def last_daily(now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The latest half past eight that has struck, in UTC. The clock never changes at that hour."""
    local = now.astimezone(zone)
    day = local.date() if local.time() >= HOUR else local.date() - dt.timedelta(days=1)
    return on(day, zone)


def last_weekly(now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The latest half past eight of a Friday that has struck, in UTC."""
    day = last_daily(now, zone).astimezone(zone).date()
    return on(day - dt.timedelta(days=(day.weekday() - FRIDAY) % 7), zone)


def on(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, HOUR, tzinfo=zone).astimezone(dt.UTC)
