"""How the sections fill their pages of paper."""

from __future__ import annotations

from collections.abc import Iterator

from newsletter.approval.gauges.values import Gauge, Level
from newsletter.press.fitting import Fit, fits
from newsletter.press.flatplan import FlatPlan


def pages_filled(flat: FlatPlan) -> Iterator[Gauge]:
    """Those that do not fill the pages they were asked to, or run over; one gauge for all when nothing is wrong."""
    wrong = [fit for fit in fits(flat) if not fit.is_right]
    for fit in wrong:
        yield Gauge(fit.label, fit.words, Level.WARNING, _advice(fit), anchor=fit.anchor)
    if not wrong:
        yield Gauge("Rubriques", "toutes tiennent dans leurs pages")


def _advice(fit: Fit) -> str:
    if fit.over:
        return "Raccourcissez le texte, ou donnez-lui une page de plus."
    return "Allongez le texte, ajoutez une image, ou demandez une page de moins."
