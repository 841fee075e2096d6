"""The authority behind every link mailed to a resident.

Two kinds of link. A *confirmation* token is drawn at random, lives seven days and stands in the database as a hash
only. A *lasting* token is computed (HMAC-SHA-256 under TAMBOUR_KEY) from a person's identity and what the link may
do: nothing is stored, it never expires, and it survives a backup, a restore and a rotation of SECRET_KEY.
"""

import hashlib
import secrets
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from content import seals

CONFIRMATION_LIFE = timedelta(days=7)
RANDOM_BYTES = 24  # 192 bits, 32 characters


class Purpose(StrEnum):
    """What a link lets its bearer do. A token made for one purpose is worth nothing for another."""

    CONFIRM = "confirm"
    CHOICES = "choices"
    LEAVE = "leave"


def new_confirmation() -> tuple[str, str]:
    """A fresh random token for a mail, and the digest to keep in its place."""
    token = secrets.token_urlsafe(RANDOM_BYTES)
    return token, confirmation_digest(token)


def confirmation_digest(token: str) -> str:
    """What the database knows of a confirmation token: SHA-256 over its purpose and itself."""
    return hashlib.sha256(f"{Purpose.CONFIRM}:{token}".encode()).hexdigest()


def lasting(purpose: Purpose, person: UUID) -> str:
    """The token of 43 characters that lets that person do that, for ever."""
    return seals.sealed(f"link/{purpose}", person)


def read_lasting(purpose: Purpose, token: str) -> UUID | None:
    """Whose token it is, or None: altered, shortened, or made for another purpose."""
    return seals.unsealed(f"link/{purpose}", token)
