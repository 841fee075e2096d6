"""What a schedule says in French: « chaque mardi de 18 h 30 à 20 h, sauf vacances scolaires, jusqu’au 30 juin »."""

from datetime import date, timedelta

from content import dates
from events.recurrence import LAST, Frequency, Rule
from events.values import Timing

ORDINALS = {1: "1er", 2: "2e", 3: "3e", 4: "4e", LAST: "dernier"}
MISSING = {29: " (en février, les années bissextiles)", 30: " (sauf en février)", 31: " (sauf les mois plus courts)"}


def describe(
    first: Timing,
    rule: Rule | None,
    *,
    chosen: tuple[Timing, ...] = (),
    without: tuple[str, ...] = (),
    today: date | None = None,
) -> str:
    """The whole schedule in one sentence without a capital nor a full stop.

    `without` names what is skipped (« vacances scolaires »); `today` decides which years are worth writing.
    """
    if rule is None:
        return f"{when(first, today)}{_and_also(chosen, today)}"
    parts = [f"{days_of(rule, first.day)}{_lasting(first)} {hours(first)}".rstrip()]
    if without:
        parts.append("sauf " + join(without))
    begins = rule.interval > 1 or today is None or first.day > today
    parts += [part for part in (_span(rule, first.day if begins else None, today), _number(rule)) if part]
    return ", ".join(parts) + _and_also(chosen, today)


def _span(rule: Rule, first: date | None, today: date | None) -> str:
    """« du 5 décembre au 30 juin », « jusqu’au 30 juin », « à partir du 5 décembre »: what is worth saying."""
    if first and rule.until:
        return f"du {_dated(first, today)} au {_dated(rule.until, today)}"
    if rule.until:
        return f"jusqu’au {_dated(rule.until, today)}"
    return f"à partir du {_dated(first, today)}" if first else ""


def _number(rule: Rule) -> str:
    return {None: "", 1: "une seule date"}.get(rule.count, f"{rule.count} dates")


def when(timing: Timing, today: date | None = None) -> str:
    """One date: « mardi 3 novembre, de 18 h 30 à 20 h », « du vendredi 7, 18 h, au dimanche 9 août »."""
    if timing.shown_until == timing.day:
        return f"{dates.long_date(timing.day, today)}, {hours(timing)}"
    if timing.start is None:
        return dates.long_period(timing.day, timing.final_day, today)
    first = f"{dates.long_date(timing.day, today)}, {dates.hour(timing.start)}"
    last = dates.long_date(timing.final_day, today)
    return f"du {first}, au {last}" + (f", {dates.hour(timing.end)}" if timing.end else "")


def hours(timing: Timing) -> str:
    """« de 18 h 30 à 20 h », « à partir de 14 h » without an end, « toute la journée » without an hour."""
    if timing.start is None:
        return "toute la journée"
    if timing.end is None:
        return f"à partir de {dates.hour(timing.start)}"
    return f"de {dates.hour(timing.start)} à {dates.hour(timing.end)}"


def short_hours(timing: Timing) -> str:
    """The same for a list: « 18 h 30 – 20 h », « 14 h », « toute la journée »."""
    if timing.start is None:
        return "toute la journée"
    if timing.end is None or timing.shown_until != timing.day:
        return dates.hour(timing.start)
    return dates.hours(timing.start, timing.end)


def days_of(rule: Rule, first: date) -> str:
    """The days of a rule, without hours nor end. `first` names the day and the month where the rule follows them."""
    return {
        Frequency.DAILY: _daily,
        Frequency.WEEKLY: _weekly,
        Frequency.MONTHLY: _monthly,
        Frequency.YEARLY: _yearly,
    }[rule.frequency](rule)


def _daily(rule: Rule) -> str:
    return {1: "chaque jour", 2: "un jour sur deux"}.get(rule.interval, f"tous les {rule.interval} jours")


def _weekly(rule: Rule) -> str:
    names = [dates.WEEKDAYS[day] for day in rule.weekdays]
    if rule.interval == 1:
        return _week_by_week(rule.weekdays, names)
    if rule.interval == 2 and len(names) == 1:
        return f"un {names[0]} sur deux"
    often = "une semaine sur deux" if rule.interval == 2 else f"toutes les {rule.interval} semaines"
    return f"{join([f'le {name}' for name in names])}, {often},"


def _week_by_week(weekdays: tuple[int, ...], names: list[str]) -> str:
    if len(names) == 7:
        return "chaque jour"
    if len(names) > 2 and weekdays[-1] - weekdays[0] == len(names) - 1:
        return f"du {names[0]} au {names[-1]}"
    return "chaque " + join(names)


def _monthly(rule: Rule) -> str:
    often = "chaque mois" if rule.interval == 1 else f"tous les {rule.interval} mois"
    if rule.monthday is None:
        return f"{often}, {_ranked(rule)},"
    return f"{often}, {_on_date(rule.monthday)}{MISSING.get(rule.monthday, '')},"


def _yearly(rule: Rule) -> str:
    often = "chaque année" if rule.interval == 1 else f"tous les {rule.interval} ans"
    month = dates.MONTHS[(rule.month or 1) - 1]
    of_month = f"d’{month}" if month[0] in "ao" else f"de {month}"
    if rule.monthday is None:
        return f"{often}, {_ranked(rule)} {of_month},"
    if rule.monthday == LAST:
        return f"{often}, le dernier jour {of_month},"
    return f"{often}, {_on_date(rule.monthday)}\u00a0{month},"


def _ranked(rule: Rule) -> str:
    """« le 2e mardi », « les 1er et 3e samedis », « le dernier vendredi »."""
    many = len(rule.ranks) > 1
    ranks = join([ORDINALS[rank] for rank in rule.ranks])
    names = join([dates.WEEKDAYS[day] + ("s" if many else "") for day in rule.weekdays])
    return f"{'les' if many else 'le'} {ranks} {names}"


def _on_date(day: int) -> str:
    return "le dernier jour" if day == LAST else f"le {'1er' if day == 1 else day}"


def _lasting(timing: Timing) -> str:
    """How many days each date lasts, when more than one."""
    days = (timing.shown_until - timing.day).days + 1
    return f" pendant {days} jours" if days > 1 else ""


def _and_also(chosen: tuple[Timing, ...], today: date | None) -> str:
    if not chosen:
        return ""
    if len(chosen) > 4:
        last = max(timing.day for timing in chosen)
        return f", et {len(chosen)} autres dates jusqu’au {_dated(last, today)}"
    ordered = sorted(chosen, key=lambda timing: (timing.day, str(timing.start)))
    return ", et aussi " + " ; ".join(when(timing, today) for timing in ordered)


def _dated(day: date, today: date | None) -> str:
    """« 30 juin », with the year when it is not obvious."""
    obvious = today is not None and today - timedelta(days=31) <= day <= today + timedelta(days=300)
    return dates.day_month(day) if obvious else f"{dates.day_month(day)} {day.year}"


def join(words: list[str] | tuple[str, ...]) -> str:
    """« a », « a et b », « a, b et c »."""
    return " et ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
