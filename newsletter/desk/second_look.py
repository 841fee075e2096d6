"""A second look before a number leaves, when the list of readers is not what it was for the number before."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.models import Site

from newsletter.models import Dispatch

TOLERATED = 0.2
"""Up to a fifth more or less is the life of a list; beyond, somebody should say that it is meant."""


@dataclass(frozen=True)
class Change:
    """Readers planned for the latest number sent, and for this one."""

    before: int
    now: int

    @property
    def is_large(self) -> bool:
        return self.before > 0 and abs(self.now - self.before) > TOLERATED * self.before

    def __str__(self) -> str:
        return f"Le numéro précédent est parti à {self.before} personnes, celui-ci partirait à {self.now}."


def change_since_latest(site: Site, planned: int) -> Change:
    """Against the latest number of that town that was sent, stopped ones left out; `before` is 0 for the first."""
    sent = Dispatch.objects.filter(issue__site=site).exclude(state=Dispatch.State.STOPPED)
    latest = sent.order_by("-frozen_at").values_list("planned", flat=True).first()
    return Change(latest or 0, planned)
