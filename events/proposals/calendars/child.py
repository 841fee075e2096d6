"""The child that reads a calendar: its bytes on standard input, on standard output what `reading.read` gives, as JSON.

    python -m events.proposals.calendars.child ZONE TODAY SECONDS

Imports nothing of Django: it knows no database and no secret. Ends with a code other than 0 when it runs out of time or
of memory.
"""

import json
import resource
import sys
from datetime import date
from zoneinfo import ZoneInfo

from events.proposals.calendars.blocks import CalendarRefused
from events.proposals.calendars.limits import LARGEST, MEMORY
from events.proposals.calendars.reading import read


def main(zone: str, today: str, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # SIGXCPU first, which says why
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = read(sys.stdin.buffer.read(LARGEST + 1), ZoneInfo(zone), date.fromisoformat(today))
    except CalendarRefused as refusal:
        answer = {"refused": str(refusal)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
