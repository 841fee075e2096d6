"""The mailbox of returns: it opens, and the worker reads it."""

from datetime import datetime, timedelta

from hub.doctor.finding import Finding, ill, watch, well
from newsletter.bounces import inbox, mailbox, return_path
from newsletter.bounces.inbox import Unavailable
from newsletter.models import ReturnMailbox

SUBJECT = "Boîte des retours"
LATE = timedelta(hours=1)
TODO = "Vérifiez TAMBOUR_BOUNCE_IMAP : serveur, compte, mot de passe, dossier."


def check(now: datetime) -> Finding:
    place, path = mailbox.configured(), return_path.configured()
    if place is None or path is None:
        return incomplete(place is not None, path is not None)
    try:
        with inbox.opened(place):
            pass
    except Unavailable as trouble:
        return ill(SUBJECT, f"{place.host} ne s’ouvre pas : {trouble}", TODO)
    state = ReturnMailbox.objects.filter(place=place.fingerprint).first()
    return verdict(place.host, state.read_at if state else None, now)


def incomplete(has_place: bool, has_path: bool) -> Finding:
    """Pure: one of the two settings is missing, or both."""
    if has_place or has_path:
        missing = "TAMBOUR_BOUNCE_ADDRESS" if has_place else "TAMBOUR_BOUNCE_IMAP"
        return ill(
            SUBJECT,
            f"Il manque {missing} : les retours ne sont pas lus.",
            f"Écrivez {missing} (docs/operations/courriel.md).",
        )
    says = "Aucune : personne ne saura qu’une adresse ne répond plus, sauf refus immédiat."
    return watch(SUBJECT, says, "Ouvrez une boîte rebonds@ pour la commune (docs/operations/courriel.md).")


def verdict(host: str, read_at: datetime | None, now: datetime) -> Finding:
    """Pure."""
    if read_at is None:
        return watch(
            SUBJECT, f"{host} s’ouvre ; le travailleur ne l’a pas encore lue.", "Elle l’est toutes les cinq minutes."
        )
    if now - read_at > LATE:
        return ill(
            SUBJECT, f"{host} s’ouvre, mais n’a pas été lue depuis le {read_at:%d/%m à %H:%M}.", "Relancez le service."
        )
    return well(SUBJECT, f"{host} s’ouvre, et le travailleur la lit.")
