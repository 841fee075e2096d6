"""The mail server: it answers, TLS is had, it knows us. Nothing is sent."""

from django.conf import settings

from content.mail import api, transport
from content.mail.transport import MailServer
from hub.doctor.finding import Finding, ill, watch, well
from newsletter.bounces import events

SUBJECT = "Serveur d’envoi"


def check() -> Finding:
    if provider := api.configured():
        return through(provider)
    server = transport.configured()
    if server is None:
        says = "Aucun : les courriels restent sur cette machine, rien ne part."
        return watch(SUBJECT, says, "Écrivez dans EMAIL_URL le serveur de votre fournisseur de courriels.")
    try:
        client = transport.connect(server)
    except transport.TemporaryRefusal as refusal:
        return ill(SUBJECT, f"{server.host}:{server.port} ne nous prend pas : {refusal}", advice(str(refusal)))
    try:
        return verdict(server, getattr(client.sock, "version", lambda: None)())
    finally:
        client.close()


def through(provider: api.Provider) -> Finding:
    """By an API. Its key is tried by `doctor --essai` alone, since nothing else proves it without sending."""
    kind = provider.kind
    says = f"Les courriels partent par l’API de {kind.label}."
    if not kind.events:
        return watch(
            SUBJECT,
            f"{says} Elle ne nous dit pas ce qui revient.",
            "Ouvrez la boîte des retours (TAMBOUR_BOUNCE_ADDRESS et TAMBOUR_BOUNCE_IMAP), ou préférez EMAIL_URL.",
        )
    address = f"{settings.SITE_URL}{events.PATH}{events.address_key(provider)}/"
    return well(SUBJECT, f"{says} Adresse à donner à {kind.label} pour ses événements (« webhook ») : {address}")


def verdict(server: MailServer, tls: str | None) -> Finding:
    """Pure: TLS is the version in use, if any."""
    answers = f"{server.host}:{server.port} répond"
    if tls:
        return well(SUBJECT, f"{answers}, en {tls}{', et nous connaît' if server.username else ''}.")
    if is_here(server):
        return well(SUBJECT, f"{answers}, sur cette machine même.")
    todo = "Écrivez smtp+tls:// (port 587) ou smtps:// (port 465) dans EMAIL_URL."
    return watch(SUBJECT, f"{answers}, mais sans chiffrement.", todo)


def is_here(server: MailServer) -> bool:
    return server.host in {"localhost", "127.0.0.1", "::1"}


def advice(refusal: str) -> str:
    """What usually mends it."""
    words = refusal.lower()
    if "authentication" in words or "535" in words:
        return "Vérifiez le compte et le mot de passe dans EMAIL_URL (/ s’écrit %2F, @ s’écrit %40)."
    if "certificate" in words:
        return "Son certificat n’est pas valable : vérifiez le nom du serveur dans EMAIL_URL."
    if "timed out" in words or "unreachable" in words:
        return (
            "L’hébergeur de cette machine bloque peut-être ce port : demandez-lui d’ouvrir le 587 ou le 465 en sortie."
        )
    return "Vérifiez le nom du serveur et le port dans EMAIL_URL."
