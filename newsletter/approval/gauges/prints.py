"""What the sheets of paper and the mail can hold."""

from __future__ import annotations

from newsletter.approval.gauges.values import Gauge, Level
from newsletter.bulletin.wording import counted
from newsletter.press.flatplan import FlatPlan
from newsletter.renderers.email import LIMIT, WARN


def pages(flat: FlatPlan) -> Gauge:
    """Sheets fold in four: what is missing is said, what was added too."""
    value = f"{flat.pages} pages"
    if flat.blank:
        pages = f"{counted(flat.blank, feminine=True)} page{'s' if flat.blank > 1 else ''}"
        advice = f"Il manque {pages} pour plier des feuilles entières. Allongez une rubrique, ou ajoutez-en une."
        return Gauge("Bulletin imprimé", value, Level.WARNING, advice)
    if flat.added:
        several = flat.added > 1
        advice = (
            f"Dont {counted(flat.added, feminine=True)} page{'s' if several else ''} de complément "
            f"({'le mois à garder, une gravure, des lignes' if several else 'le mois à garder'}), pour plier des feuilles entières."
        )
        return Gauge("Bulletin imprimé", value, Level.GOOD, advice)
    return Gauge("Bulletin imprimé", value)


def weight(octets: int) -> Gauge:
    """A mail beyond the limit is refused at the freeze, reason or not: it would arrive cut."""
    value = f"{round(octets / 1000)} Ko"
    if octets > LIMIT:
        advice = f"Au-delà de {LIMIT // 1000} Ko, il arriverait coupé : il ne part pas. Retirez quelques nouvelles."
        return Gauge("Courriel", value, Level.BLOCKING, advice)
    if octets > WARN:
        advice = "Il approche du poids où certains services coupent les courriels. Retirez une ou deux nouvelles."
        return Gauge("Courriel", value, Level.WARNING, advice)
    return Gauge("Courriel", value)
