"""What only this town could have made: keyed hashes and signed moments, under TAMBOUR_KEY.

They survive a backup, a restore and a rotation of SECRET_KEY; nothing of them is stored.
"""

import base64
import binascii
import hmac
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings

MAC_BYTES = 16  # 128 bits


def mac(label: str, message: bytes) -> bytes:
    """HMAC-SHA-256 under a key of its own for each label, so that no two uses can be confused."""
    return hmac.digest(key_for(label, settings.TAMBOUR_KEY), message, "sha256")


@lru_cache(maxsize=64)
def key_for(label: str, secret: str) -> bytes:
    """Its key: a bulletin asks for the same four a hundred thousand times."""
    return hmac.digest(secret.encode(), f"tambour/{label}".encode(), "sha256")


def keyed_hash(label: str, text: str) -> str:
    """64 hexadecimal characters that nobody can recompute, or list the inputs of, without TAMBOUR_KEY."""
    return mac(label, text.encode()).hex()


def sealed(label: str, identity: UUID) -> str:
    """A token of 43 characters for an address: whose it is, and the proof that the town wrote it."""
    return to_text(identity.bytes + mac(label, identity.bytes)[:MAC_BYTES])


def unsealed(label: str, token: str) -> UUID | None:
    """Whose token it is, or None: altered, shortened, or made under another label."""
    raw = from_text(token)
    if len(raw) != 16 + MAC_BYTES:
        return None
    identity = UUID(bytes=raw[:16])
    return identity if hmac.compare_digest(raw[16:], mac(label, identity.bytes)[:MAC_BYTES]) else None


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
