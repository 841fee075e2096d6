"""From the RRULEs that people's calendars write to the rules that our agenda keeps (RFC 5545 §3.3.10, §3.8.5.3)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from events.proposals.calendars.skipping import Skip
from events.recurrence import WEEKDAYS, Frequency, Rule, RuleError, parse

KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
STRANGE = "sa répétition n’est pas de celles que l’agenda sait garder : saisissez-le à la main"


def rule_of(recur: Mapping[str, Any], first: date, until: date | None) -> Rule:
    """The rule of a series that begins on `first` and ends at the latest on `until`. Raises Skip."""
    said = {name.upper(): [str(value) for value in values] for name, values in recur.items()}
    frequency = said.get("FREQ", [""])[0].upper()
    if frequency not in Frequency.__members__:
        raise Skip(f"il revient plus souvent qu’une fois par jour ({frequency or 'sans fréquence'})")
    if not set(said) <= KNOWN or any(len(said.get(name, [""])) != 1 for name in ("BYMONTH", "BYMONTHDAY", "BYSETPOS")):
        raise Skip(STRANGE)
    try:
        rule = parse(";".join(f"{name}={value}" for name, value in parts(frequency, said, first).items()))
        count = int(said["COUNT"][0]) if "COUNT" in said else None
        return replace(rule, count=count) if count is not None else replace(rule, until=until)
    except (RuleError, ValueError) as error:
        raise Skip(STRANGE) from error


def parts(frequency: str, said: Mapping[str, list[str]], first: date) -> dict[str, str]:
    """The rule in our grammar: what RFC 5545 leaves to DTSTART is written out, and equal rules are written alike."""
    interval = said.get("INTERVAL", ["1"])[0]
    days = [day.upper().lstrip("+") for day in said.get("BYDAY", [])]
    if frequency == "DAILY" and days and interval == "1":
        frequency = "WEEKLY"  # every day, but only on Mondays: every Monday
    written = {"FREQ": frequency, "INTERVAL": interval}
    if frequency == "WEEKLY":
        if interval != "1" and len(days) > 1 and said.get("WKST", ["MO"])[0].upper() != "MO":
            raise Skip(STRANGE)  # its weeks do not begin as ours do
        written["BYDAY"] = ",".join(days or [WEEKDAYS[first.weekday()]])
    elif frequency in ("MONTHLY", "YEARLY"):
        written |= day_of_month(said, days, first)
    refused = {"BYMONTH", "BYMONTHDAY", "BYSETPOS"} if frequency in ("DAILY", "WEEKLY") else set[str]()
    if frequency == "MONTHLY":
        refused = {"BYMONTH"}
    if frequency == "YEARLY":
        if days and "BYMONTH" not in said:
            raise Skip(STRANGE)  # the nth Monday of the year
        written["BYMONTH"] = said.get("BYMONTH", [str(first.month)])[0]
    if refused & set(said):
        raise Skip(STRANGE)
    return written


def day_of_month(said: Mapping[str, list[str]], days: list[str], first: date) -> dict[str, str]:
    if days and "BYMONTHDAY" in said:
        raise Skip(STRANGE)
    if not days:
        return {"BYMONTHDAY": said.get("BYMONTHDAY", [str(first.day)])[0]}
    if "BYSETPOS" in said:
        if len(days) > 1:
            raise Skip(STRANGE)  # the last working day of the month
        days = [f"{said['BYSETPOS'][0]}{day}" for day in days]
    return {"BYDAY": ",".join(days)}
