"""The fingerprint by which anybody can check that a file is the one that was signed and put online."""

from __future__ import annotations

import hashlib

from content.models import TownDocument


def sha256_of(document: TownDocument | None) -> str:
    """SHA-256 of the document's file in hexadecimal; empty without a document, or when its file is missing."""
    if document is None or not document.file:
        return ""
    try:
        with document.open_file() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
