"""A mail to ourselves (`doctor --essai`): what a receiver really sees of our signature, instead of what the records promise.

It leaves by the town's mail server for the mailbox of returns, with the headers of a bulletin, and is read there.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import SMTP, compat32
from email.utils import format_datetime, make_msgid

from django.utils import timezone

from content.mail import transport
from hub.doctor.alignment import organization
from hub.doctor.dkim import tags
from hub.doctor.finding import Finding, ill, unknown, watch, well
from hub.doctor.installation import Installation
from newsletter.bounces import inbox, mailbox, return_path
from newsletter.bounces.inbox import Unavailable
from newsletter.bounces.mailbox import Mailbox
from newsletter.bounces.return_path import ReturnPath

SUBJECT = "Essai"
PATIENCE, PAUSE = timedelta(minutes=2), 5.0  # how long the mail may take; seconds between two looks
ONE_CLICK = ("list-unsubscribe", "list-unsubscribe-post")
CHECKS = {"spf": "SPF", "dkim": "DKIM", "dmarc": "DMARC"}


@dataclass(frozen=True)
class Trial:
    """The mail that was sent, and where it is awaited."""

    message_id: str
    place: Mailbox


def check(installation: Installation, wait: Callable[[float], object] = time.sleep) -> Iterator[Finding]:
    """Sends, waits, reads. WAIT is called between two looks, with its seconds."""
    place, path = mailbox.configured(), return_path.configured()
    if place is None or path is None or not transport.leaves_by():
        yield unknown(SUBJECT, "Il faut un serveur d’envoi et une boîte des retours pour s’écrire à soi-même.")
        return
    try:
        trial = send(installation, path, place)
        received = awaited(trial, wait)
    except (transport.TemporaryRefusal, transport.PermanentRefusal, Unavailable) as error:
        yield ill(
            SUBJECT,
            f"Le courriel d’essai n’a pas pu partir ou être lu : {error}",
            "Voyez d’abord les points ci-dessus.",
        )
        return
    if received is None:
        says = f"Le courriel d’essai est parti vers {path.stop_address}, et n’est pas arrivé en {PATIENCE.seconds // 60} minutes."
        yield ill(
            SUBJECT, says, "Vérifiez que cette adresse mène à la boîte des retours, et regardez ses indésirables."
        )
        return
    yield from verdict(received, installation.domain)


def send(installation: Installation, path: ReturnPath, place: Mailbox) -> Trial:
    message = EmailMessage(policy=SMTP)
    message["From"] = installation.sender
    message["To"] = path.stop_address
    message["Subject"] = "Essai du courrier de la commune"
    message["Date"] = format_datetime(timezone.localtime())
    message["Message-ID"] = make_msgid(domain=installation.domain)
    message["List-Unsubscribe"] = f"<https://{installation.site_host}/recevoir/>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("Ce courriel vérifie la signature de la commune. Il se range tout seul.\n")
    transport.send(message.as_bytes(), sender=path.stop_address, recipient=path.stop_address)
    return Trial(str(message["Message-ID"]), place)


def awaited(trial: Trial, wait: Callable[[float], object]) -> Message | None:
    """The headers of the mail once it is there; it is then filed away. None when it does not come."""
    for _look in range(int(PATIENCE.total_seconds() / PAUSE)):
        with inbox.opened(trial.place) as opened:
            number = opened.find(trial.message_id)
            if number is not None:
                raw = opened.headers(number)
                opened.file_away(number)
                return BytesParser(policy=compat32).parsebytes(raw, headersonly=True)
        wait(PAUSE)
    return None


def verdict(received: Message, domain: str) -> Iterator[Finding]:
    """Pure: what the headers of the received mail say about the town's domain."""
    signatures = [tags(str(value)) for value in received.get_all("DKIM-Signature", [])]
    ours = [one for one in signatures if organization(one.get("d", "").lower()) == organization(domain)]
    if not signatures:
        yield ill(
            SUBJECT, "Le courriel d’essai est arrivé sans signature DKIM.", "Demandez à votre fournisseur de l’activer."
        )
    elif not ours:
        says = f"Le courriel d’essai est signé au nom de {signatures[0].get('d', '?')}, pas de {domain}."
        yield ill(SUBJECT, says, f"Demandez à votre fournisseur de signer au nom de {domain}.")
    else:
        yield covered(ours[0])
    yield from results(" ".join(str(value) for value in received.get_all("Authentication-Results", [])[:1]))


def covered(signature: dict[str, str]) -> Finding:
    """Whether the signature protects the way out (RFC 8058 §4): mail programs only show their button then."""
    signed = {name.lower() for name in signature.get("h", "").split(":")}
    if missing := [name for name in ONE_CLICK if name not in signed]:
        todo = f"Demandez à votre fournisseur que la signature DKIM couvre aussi {' et '.join(missing)}."
        return watch(SUBJECT, "La signature ne couvre pas le désabonnement en un clic.", todo)
    return well(SUBJECT, f"Signé par {signature.get('s')}._domainkey.{signature.get('d')}, désabonnement compris.")


def results(told: str) -> Iterator[Finding]:
    """What the receiving server found (RFC 8601), as far as it says."""
    for part in told.split(";")[1:]:
        method, _equals, rest = part.strip().partition("=")
        result = rest.split()[0].lower() if rest.split() else ""
        if method in CHECKS and result == "pass":
            yield well(SUBJECT, f"La messagerie qui reçoit trouve {CHECKS[method]} juste.")
        elif method in CHECKS and result in {"fail", "softfail", "permerror"}:
            yield ill(
                SUBJECT,
                f"La messagerie qui reçoit refuse {CHECKS[method]} ({result}).",
                f"Voyez le point {CHECKS[method]}.",
            )
