"""The texts of the town, read from town/*.yaml with every date in words."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hub.demo.marks import Calendar

TOWN = Path(__file__).parent / "town"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(name: str, calendar: Calendar) -> Any:
    """The contents of town/NAME.yaml as of the calendar's reference."""
    return _dated(_raw(name), calendar)


@cache
def _raw(name: str) -> Any:
    return yaml.load((TOWN / f"{name}.yaml").read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 -- a safe loader


def _dated(value: Any, calendar: Calendar) -> Any:
    if isinstance(value, str):
        return calendar.read(value)
    if isinstance(value, list):
        return [_dated(item, calendar) for item in value]
    if isinstance(value, dict):
        return {key: _dated(item, calendar) for key, item in value.items()}
    return value
