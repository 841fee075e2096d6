"""Where mail comes back to: for each delivery an address of its own, which only this town could have made (VERP).

TAMBOUR_BOUNCE_ADDRESS says how it is built. The star stands where the key goes:

    rebonds+*@macommune.fr      most providers deliver it to rebonds@macommune.fr
    *@rebonds.macommune.fr      a domain whose every address leads to one mailbox
    rebonds@macommune.fr        no star: one address for all; what comes back is then known by its Message-ID
"""

import base64
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from content import seals
from content.addresses import AddressRefused, parse
from newsletter.bounces import mailbox
from newsletter.subscribers import tokens
from newsletter.subscribers.tokens import Purpose

STAR = "*"
NUMBER_BYTES, MAC_BYTES = 5, 10  # 80 bits: nobody tries many of them through a mail server
KEY_LENGTH = 24  # of both, in base 32
LONGEST_PREFIX = 64 - KEY_LENGTH  # RFC 5321 §4.5.3.1.1
DELIVERY, SINGLE = "return/delivery", "return/single"
"""What a key is of: a delivery of the ledger, or a single mail (content.mail)."""
STOP = "arreter"
STOP_SUBJECT = re.compile(rf"\b{STOP}-([A-Za-z0-9_-]{{43}})(?![A-Za-z0-9_-])")


@dataclass(frozen=True)
class ReturnPath:
    """The addresses of one installation: `before` and `after` surround the star, `after` begins the domain if any."""

    before: str
    after: str
    keyed: bool

    def sender_for(self, number: int, kind: str = DELIVERY) -> str:
        """The envelope sender of that delivery, or of that single mail (its primary key)."""
        return f"{self.before}{key(number, kind) if self.keyed else ''}{self.after}"

    @property
    def stop_address(self) -> str:
        """Where a mail program writes to end a subscription."""
        return f"{self.before}{STOP if self.keyed else ''}{self.after}"

    def is_named_in(self, text: str) -> bool:
        """Whether an address of ours, true or forged, stands in that header."""
        return bool(self.pattern.search(text))

    def numbers_in(self, text: str, kind: str = DELIVERY) -> Iterator[int]:
        """The deliveries, or the single mails, whose own address stands there; what we did not make is passed over."""
        for found in self.pattern.finditer(text) if self.keyed else ():
            number = read_key(found["key"], kind)
            if number is not None:
                yield number

    @property
    def pattern(self) -> re.Pattern[str]:
        """Mail servers may write an address in capitals: no character of ours depends on them."""
        middle = r"(?P<key>[a-z0-9]+)" if self.keyed else ""
        around = r"(?<![^\s<>,;:\"'])", r"(?![^\s<>,;\"'])"
        return re.compile(
            around[0] + re.escape(self.before) + middle + re.escape(self.after) + around[1], re.IGNORECASE
        )


@lru_cache(maxsize=8)
def parse_setting(text: str) -> ReturnPath | None:
    """The return path TAMBOUR_BOUNCE_ADDRESS describes; None for an empty one.

    Raises ImproperlyConfigured, naming the variable, for what is no address.
    """
    if not text:
        return None
    before, star, after = text.partition(STAR)
    try:
        parse(text.replace(STAR, STOP, 1))
    except AddressRefused as fault:
        raise ImproperlyConfigured(
            f"TAMBOUR_BOUNCE_ADDRESS n’est pas une adresse : {fault} Exemple : rebonds+*@macommune.fr"
        ) from fault
    if star and ("@" in before or len(before) > LONGEST_PREFIX):
        raise ImproperlyConfigured("TAMBOUR_BOUNCE_ADDRESS : l’étoile va avant le @, après 40 signes au plus.")
    return ReturnPath(before, after, True) if star else ReturnPath(text, "", False)


def configured() -> ReturnPath | None:
    """This installation's return path, or None: what comes back goes to the sender's own address."""
    return parse_setting(settings.TAMBOUR_BOUNCE_ADDRESS)


def read_by_us() -> ReturnPath | None:
    """The return path, if somebody reads what is written there."""
    return configured() if mailbox.configured() else None


def sender_for(delivery: int, otherwise: str) -> str:
    """The envelope sender of a delivery, or the given address while no return path is configured."""
    path = configured()
    return path.sender_for(delivery) if path else otherwise


def single_sender_for(mail: int, otherwise: str) -> str:
    """The same for a single mail (content.mail.come_back_to)."""
    path = configured()
    return path.sender_for(mail, SINGLE) if path else otherwise


def single_key(mail: int) -> str:
    return key(mail, SINGLE)


def key(number: int, kind: str = DELIVERY) -> str:
    """24 small letters and figures: which delivery or single mail, and the proof that the town wrote it."""
    raw = number.to_bytes(NUMBER_BYTES, "big")
    return base64.b32encode(raw + mac(raw, kind)).decode("ascii").lower()


def read_key(text: str, kind: str = DELIVERY) -> int | None:
    """What a key of that kind names, or None: altered, shortened or invented."""
    if len(text) != KEY_LENGTH:
        return None
    try:
        raw = base64.b32decode(text.upper())
    except ValueError:
        return None
    number = raw[:NUMBER_BYTES]
    return int.from_bytes(number, "big") if hmac.compare_digest(raw[NUMBER_BYTES:], mac(number, kind)) else None


def mac(number: bytes, kind: str) -> bytes:
    return seals.mac(kind, number)[:MAC_BYTES]


def people_in_subject(subject: str) -> Iterator[UUID]:
    """Whose subscription the subject of a mail asks to end, with the key of their own leaving link."""
    for found in STOP_SUBJECT.finditer(subject):
        person = tokens.read_lasting(Purpose.LEAVE, found[1])
        if person is not None:
            yield person
