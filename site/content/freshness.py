"""Until when a page stays true: whoever writes it says so, and the page cache (hub/pagecache.py) obeys.

A page is kept five minutes at most. « Ouverte jusqu’à 17 h » must not be read at 17 h 01: a page that speaks of an
exact minute names that minute, and is written anew from then on. Nothing of this leaves the server.
"""

from collections.abc import MutableMapping
from datetime import datetime
from typing import Any

KEY = "tambour.good_until"


def good_until(meta: MutableMapping[str, Any], moment: datetime | None) -> None:
    """Notes in a request's META (its WSGI environment) that its answer is wrong from that aware moment on.

    The earliest moment wins; None says nothing.
    """
    if moment is not None:
        meta[KEY] = min(moment.timestamp(), meta.get(KEY, float("inf")))


def seconds_left(meta: MutableMapping[str, Any], now: float) -> float:
    """How long the answer to that request stays true, in seconds from NOW (a Unix time); infinite when nobody said."""
    left: float = meta.get(KEY, float("inf")) - now
    return left
