"""Has a child process read a calendar: a hostile one can cost ten seconds of it, nothing else."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from content.pdf.engine import clean_environment
from events.proposals.calendars.blocks import CalendarRefused
from events.proposals.calendars.limits import LARGEST, PATIENCE, SECONDS

TOO_LONG = f"Ce calendrier demande plus de {SECONDS} secondes de calcul : il n’est pas lu."
ROOT = Path(__file__).resolve().parents[3]


def read(
    content: bytes, zone: ZoneInfo, today: date, *, seconds: int = SECONDS, patience: float = PATIENCE
) -> dict[str, Any]:
    """What `reading.read` makes of it: entries, skipped, past, uids. Raises CalendarRefused."""
    if len(content) > LARGEST:
        raise CalendarRefused("Ce calendrier dépasse un mégaoctet. Exportez seulement les mois à venir.")
    told = [zone.key, today.isoformat(), str(seconds)]
    command = [sys.executable, "-W", "ignore", "-m", "events.proposals.calendars.child", *told]
    inherited = clean_environment()
    environment = inherited | {"PYTHONPATH": f"{inherited['PYTHONPATH']}:{ROOT}"}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by this same Python
            command, input=content, capture_output=True, timeout=patience, env=environment, cwd="/", check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CalendarRefused(TOO_LONG) from error
    if done.returncode == -signal.SIGXCPU:
        raise CalendarRefused(TOO_LONG)
    if done.returncode:
        raise CalendarRefused("Ce calendrier est trop compliqué ou abîmé : il n’est pas lu.")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise CalendarRefused(answer["refused"])
    return answer
