"""Signatures by which a subscriber knows a delivery comes from us (WebSub §7.1, RFC 2104). Pure."""

import hashlib
import hmac

HEADER = "X-Hub-Signature"


def signature(secret: str, body: bytes) -> str:
    """The value of X-Hub-Signature: « sha256= » and the HMAC of the body, in hexadecimal."""
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"
