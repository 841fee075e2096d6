"""Electronic addresses as residents type them: accepted, refused in words that help, or doubted.

The syntax is email-validator's (RFC 5321, no name server is asked). Stricter here: what is legal but only ever seen
in attacks or slips of the finger (`a|b@…`, `-oQ/tmp@…`, a one-letter ending) is refused, and an address is always
plain ASCII, since many relays still cannot carry another (RFC 6531); an accented domain is kept in its ASCII form.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from email_validator import EmailNotValidError, validate_email

LONGEST = 254  # RFC 5321 §4.5.3.1.3, angle brackets left out
LONGEST_LOCAL = 64
LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+'&=~-]*")
ENDING = re.compile(r"[a-z]{2,}|xn--[a-z0-9-]+")
BULLETS = "•" * 7

PROVIDERS = frozenset(
    [
        "aliceadsl.fr",
        "aol.com",
        "bbox.fr",
        "cegetel.net",
        "club-internet.fr",
        "free.fr",
        "gmail.com",
        "gmx.com",
        "gmx.fr",
        "hotmail.com",
        "hotmail.fr",
        "icloud.com",
        "laposte.net",
        "live.com",
        "live.fr",
        "mailo.com",
        "me.com",
        "msn.com",
        "neuf.fr",
        "numericable.fr",
        "orange.fr",
        "outlook.com",
        "outlook.fr",
        "proton.me",
        "protonmail.com",
        "sfr.fr",
        "wanadoo.fr",
        "yahoo.com",
        "yahoo.fr",
    ]
)
LESS_KNOWN = frozenset(
    ["gmx.net", "live.be", "mail.com", "mail.fr", "msn.fr", "outlook.be", "ymail.com", "yahoo.com.br"]
)
"""Real ones, a letter away from a well-known one: never doubted."""
USUAL_ENDINGS = {
    "free": "free.fr",
    "gmail": "gmail.com",
    "hotmail": "hotmail.fr",
    "icloud": "icloud.com",
    "laposte": "laposte.net",
    "live": "live.fr",
    "orange": "orange.fr",
    "outlook": "outlook.fr",
    "sfr": "sfr.fr",
    "wanadoo": "wanadoo.fr",
    "yahoo": "yahoo.fr",
}
WRONG_ENDINGS = {
    "free.com": "free.fr",
    "gmail.fr": "gmail.com",
    "laposte.com": "laposte.net",
    "laposte.fr": "laposte.net",
    "orange.com": "orange.fr",
    "orange.net": "orange.fr",
    "sfr.com": "sfr.fr",
    "wanadoo.com": "wanadoo.fr",
}


class AddressRefused(ValueError):
    """Carries the sentence that tells the resident what to correct."""


@dataclass(frozen=True)
class Address:
    """An address to which mail can be sent: ASCII, one recipient, its domain in lower case."""

    text: str

    @property
    def key(self) -> str:
        """What two spellings of one mailbox share: no relay in use tells capitals apart."""
        return self.text.lower()

    @property
    def canonical(self) -> str:
        """What one *person* could vary at will (`+tag`, Gmail's dots).

        For counting requests only, never for sending.
        """
        local, domain = self.key.rsplit("@", 1)
        local = local.split("+", 1)[0]
        if domain in {"gmail.com", "googlemail.com"}:
            local, domain = local.replace(".", ""), "gmail.com"
        return f"{local}@{domain}"


def parse(raw: str) -> Address:
    """The address a resident typed. Raises AddressRefused with one sentence in French."""
    typed = raw.strip()
    if fault := visible_fault(typed):
        raise AddressRefused(fault)
    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False).ascii_email or ""
    except EmailNotValidError as error:
        raise AddressRefused(
            _("cette adresse n’est pas écrite comme il faut. Vous avez écrit « %s ».") % shown(typed)
        ) from error
    local, domain = found.rsplit("@", 1)
    if len(found) > LONGEST or len(local) > LONGEST_LOCAL:
        raise AddressRefused(_("cette adresse est trop longue."))
    if not LOCAL.fullmatch(local):
        raise AddressRefused(_("un signe, avant le @, n’est pas accepté. Vous avez écrit « %s ».") % shown(typed))
    if not ENDING.fullmatch(domain.rsplit(".", 1)[-1]):
        raise AddressRefused(_("la fin de l’adresse est incomplète. Vous avez écrit « %s ».") % shown(typed))
    return Address(found)


def visible_fault(typed: str) -> str:
    """The faults that have a sentence of their own, or nothing."""
    if not typed:
        return _("écrivez votre adresse électronique.")
    if any(character.isspace() for character in typed):
        return _("l’adresse contient une espace. Vous avez écrit « %s ».") % shown(typed)
    if "@" not in typed:
        return _("il manque un @. Vous avez écrit « %s ».") % shown(typed)
    if typed.count("@") > 1:
        return _("il y a plus d’un @. Vous avez écrit « %s ».") % shown(typed)
    local, domain = typed.split("@")
    if not local:
        return _("il manque votre nom avant le @. Vous avez écrit « %s ».") % shown(typed)
    if "," in domain:
        return _("il y a une virgule à la place d’un point. Vous avez écrit « %s ».") % shown(typed)
    if "." not in domain.strip("."):
        return _("il manque la fin de l’adresse, comme « .fr ». Vous avez écrit « %s ».") % shown(typed)
    if not local.isascii():
        return _("les accents ne sont pas acceptés avant le @. Vous avez écrit « %s ».") % shown(typed)
    return ""


def shown(typed: str) -> str:
    """What was typed, short enough to be quoted and on one line."""
    printable = "".join(character if character.isprintable() else " " for character in typed)
    return printable if len(printable) <= 80 else printable[:79] + "…"


def suggestion(raw: str) -> str:
    """The address probably meant (gmial.com, orange.f, laposte.fr, orange,fr, gmail), or nothing. A doubt, never a refusal."""
    local, at, domain = raw.strip().rpartition("@")
    meant = provider_meant(domain.lower()) if at and local else ""
    return f"{local}@{meant}" if meant else ""


def provider_meant(domain: str) -> str:
    """The well-known provider which that domain is a slip of, or nothing."""
    if domain in PROVIDERS | LESS_KNOWN:
        return ""
    dotted = domain.replace(",", ".").strip(".")
    if dotted in PROVIDERS:
        return dotted
    known = WRONG_ENDINGS.get(dotted) or USUAL_ENDINGS.get(dotted)
    return known or next((meant for meant in sorted(PROVIDERS) if one_slip_apart(dotted, meant)), "")


def one_slip_apart(typed: str, meant: str) -> bool:
    """Whether one letter added, lost, replaced or exchanged with its neighbour turns one word into the other."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    a, b = typed[start:], meant[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def mask(address: str) -> str:
    """The address as a page may show it, since mails get forwarded: `l•••••••e@fournisseur.example`."""
    local, _at, domain = address.rpartition("@")
    last = local[-1] if len(local) > 2 else ""
    return f"{local[:1]}{BULLETS}{last}@{domain}"
