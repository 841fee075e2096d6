"""The settings of the environment, seen as an operator would: is this a real town or a trial?"""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, run_checks

from hub.doctor.finding import Finding, ill, watch, well

SUBJECT = "Réglages"


def check() -> Iterator[Finding]:
    yield verdict(settings.SITE_URL, debug=settings.DEBUG, sender=settings.DEFAULT_FROM_EMAIL)
    yield from of_messages(run_checks())


def verdict(site_url: str, *, debug: bool, sender: str) -> Finding:
    """Pure."""
    if debug:
        return watch(SUBJECT, "DEBUG est allumé : les erreurs montrent l’intérieur du site.", "Retirez DEBUG.")
    if not site_url.startswith("https://"):
        says = f"Le site est à {site_url}, sans chiffrement."
        return watch(SUBJECT, says, "Pour de vrais habitants : SITE_URL=https://… et les réglages de production.")
    if ".example" in sender:
        return ill(SUBJECT, "FROM_EMAIL est encore une adresse d’exemple.", "Écrivez-y l’adresse de la mairie.")
    return well(SUBJECT, f"Le site est à {site_url}.")


def of_messages(messages: list[CheckMessage]) -> Iterator[Finding]:
    """What is looked at each time the site starts (hub.checks) speaks French already; Django's own checks are for developers."""
    for message in messages:
        if (message.id or "").startswith("tambour."):
            kind = ill if message.level >= ERROR else watch
            yield kind(SUBJECT, message.msg, message.hint or "Corrigez ce réglage, puis relancez le site.")
