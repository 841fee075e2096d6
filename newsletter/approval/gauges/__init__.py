"""What an editor should know of a number before it leaves, each with what to do about it. Pure: no database, no request.

gauges(edition, flat, email_weight, facts) -> list[Gauge]      in the order of the screen
blocking(found)                                                those in red: without a written reason the number stays

One module per subject; what an Edition does not hold arrives in Facts (newsletter.approval.measuring finds it).
"""

from __future__ import annotations

from newsletter.approval.gauges import fits, groups, links, pictures, prints, season, texts
from newsletter.approval.gauges.values import Facts as Facts
from newsletter.approval.gauges.values import Gauge as Gauge
from newsletter.approval.gauges.values import Level as Level
from newsletter.bulletin.edition import Edition
from newsletter.press.flatplan import FlatPlan

NOTHING_MORE = Facts()


def gauges(edition: Edition, flat: FlatPlan, email_weight: int, facts: Facts = NOTHING_MORE) -> list[Gauge]:
    """Every gauge, in the order of the screen."""
    return [
        prints.pages(flat),
        *fits.pages_filled(flat),
        prints.weight(email_weight),
        pictures.alternatives(edition),
        pictures.contrast(edition),
        *pictures.mayor(facts),
        *groups.rule(edition, facts.groups),
        *groups.equal_room(edition, flat),
        *links.lost(facts.lost),
        *links.outside(edition, facts.outside),
        *links.vague(edition),
        *texts.headings(edition),
        *texts.missing_characters(edition),
        *season.regularity(facts),
    ]


def blocking(found: list[Gauge]) -> bool:
    return any(gauge.level is Level.BLOCKING for gauge in found)


def in_red(found: list[Gauge]) -> list[Gauge]:
    return [gauge for gauge in found if gauge.level is Level.BLOCKING]
