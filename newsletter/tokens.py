"""The authority behind every link mailed to a resident, and the keyed hashes kept when an address must not be.

Two kinds of link. A *confirmation* token is drawn at random, lives seven days and stands in the database as a hash
only. A *lasting* token is computed (HMAC-SHA-256 under TAMBOUR_KEY) from a person's identity and what the link may
do: nothing is stored, it never expires, and it survives a backup, a restore and a rotation of SECRET_KEY.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings

CONFIRMATION_LIFE = timedelta(days=7)
RANDOM_BYTES = 24  # 192 bits, 32 characters
MAC_BYTES = 16  # 128 bits


class Purpose(StrEnum):
    """What a link lets its bearer do. A token made for one purpose is worth nothing for another."""

    CONFIRM = "confirm"
    CHOICES = "choices"
    LEAVE = "leave"


def keyed_hash(label: str, text: str) -> str:
    """64 hexadecimal characters that nobody can recompute, or list the inputs of, without TAMBOUR_KEY."""
    return mac(label, text.encode()).hex()


def mac(label: str, message: bytes) -> bytes:
    """HMAC-SHA-256 under a key of its own for each label, so that no two uses can be confused."""
    key = hmac.digest(settings.TAMBOUR_KEY.encode(), f"tambour/{label}".encode(), "sha256")
    return hmac.digest(key, message, "sha256")


def new_confirmation() -> tuple[str, str]:
    """A fresh random token for a mail, and the digest to keep in its place."""
    token = secrets.token_urlsafe(RANDOM_BYTES)
    return token, confirmation_digest(token)


def confirmation_digest(token: str) -> str:
    """What the database knows of a confirmation token: SHA-256 over its purpose and itself."""
    return hashlib.sha256(f"{Purpose.CONFIRM}:{token}".encode()).hexdigest()


def lasting(purpose: Purpose, person: UUID) -> str:
    """The token of 43 characters that lets that person do that, for ever."""
    return to_text(person.bytes + lasting_mac(purpose, person))


def read_lasting(purpose: Purpose, token: str) -> UUID | None:
    """Whose token it is, or None: altered, shortened, or made for another purpose."""
    raw = from_text(token)
    if len(raw) != 16 + MAC_BYTES:
        return None
    person = UUID(bytes=raw[:16])
    return person if hmac.compare_digest(raw[16:], lasting_mac(purpose, person)) else None


def lasting_mac(purpose: Purpose, person: UUID) -> bytes:
    return mac(f"link/{purpose}", person.bytes)[:MAC_BYTES]


def to_text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def from_text(text: str) -> bytes:
    """The bytes of a token, empty unless it is written exactly as `to_text` writes them."""
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error, ValueError):
        return b""
    return raw if to_text(raw) == text else b""


def stamp(now: datetime) -> str:
    """The moment a form was shown, signed, to be sent back with it."""
    moment = str(int(now.timestamp()))
    return f"{moment}.{to_text(mac('form', moment.encode())[:MAC_BYTES])}"


def stamped_at(text: str) -> datetime | None:
    """When that form was shown (UTC), or None: not our stamp."""
    moment, _dot, _mac = text.partition(".")
    if not moment.isascii() or not moment.isdigit() or len(moment) > 12:
        return None
    shown_at = datetime.fromtimestamp(int(moment), UTC)
    return shown_at if hmac.compare_digest(stamp(shown_at).encode(), text.encode("utf-8", "replace")) else None
