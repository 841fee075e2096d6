"""The mail server: it answers, TLS is had, it knows us. Nothing is sent."""

from content.mail import transport
from content.mail.transport import MailServer
from hub.doctor.finding import Finding, ill, watch, well

SUBJECT = "Serveur d’envoi"


def check() -> Finding:
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
