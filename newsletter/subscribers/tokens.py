"""The authority behind every link mailed to a resident.

Two kinds of link. A *fresh* token is drawn at random, serves once (seven days to confirm a subscription, an hour to
touch what is known of somebody) and stands in the database as a hash only. A *lasting* token is computed (HMAC-SHA-256
under TAMBOUR_KEY) from a person's identity and what the link may do: nothing is stored, it never expires, and it
survives a backup, a restore and a rotation of SECRET_KEY.
"""

import hashlib
import secrets
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from content import seals

CONFIRMATION_LIFE = timedelta(days=7)
PERSONAL_LIFE = timedelta(hours=1)
RANDOM_BYTES = 24  # 192 bits, 32 characters


class Purpose(StrEnum):
    """What a link lets its bearer do. A token made for one purpose is worth nothing for another."""

    CONFIRM = "confirm"
    CHOICES = "choices"
    LEAVE = "leave"
    EXPORT = "export"
    ERASE = "erase"
    MOVE = "move"
    ARRIVE = "arrive"


def fresh(purpose: Purpose) -> tuple[str, str]:
    """A random token for one mail, and the digest to keep in its place."""
    token = secrets.token_urlsafe(RANDOM_BYTES)
    return token, digest(purpose, token)


def digest(purpose: Purpose, token: str) -> str:
    """What the database knows of a fresh token: SHA-256 over its purpose and itself."""
    return hashlib.sha256(f"{purpose}:{token}".encode()).hexdigest()


def lasting(purpose: Purpose, person: UUID) -> str:
    """The token of 43 characters that lets that person do that, for ever."""
    return seals.sealed(f"link/{purpose}", person)


def read_lasting(purpose: Purpose, token: str) -> UUID | None:
    """Whose token it is, or None: altered, shortened, or made for another purpose."""
    return seals.unsealed(f"link/{purpose}", token)
