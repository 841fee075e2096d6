"""Before an election: what departs from the usual bulletin. It warns, and never forbids."""

from __future__ import annotations

from collections.abc import Iterator

from content.dates import day_month
from newsletter.approval.gauges.values import Facts, Gauge, Level

LABEL = "Régularité avant l’élection"


def regularity(facts: Facts) -> Iterator[Gauge]:
    """Nothing outside the period."""
    if not facts.in_period or facts.first_round is None:
        return
    until = f"Premier tour le {day_month(facts.first_round)} {facts.first_round.year}."
    if facts.unusual:
        advice = (
            f"{until} Le juge compare avec les numéros d’avant (article L. 52-1 du code électoral). À vous de juger."
        )
        yield Gauge(LABEL, " ".join(facts.unusual), Level.WARNING, advice, desk="regularity")
    else:
        yield Gauge(LABEL, "comme d’habitude", Level.GOOD, until, desk="regularity")
