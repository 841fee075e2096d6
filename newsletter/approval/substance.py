"""What a number says to residents, as one fingerprint: what is approved must be what is frozen. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from newsletter.bulletin.edition import AnySection, Edition, Editorial, Works

ANY_DAY = date(2000, 1, 1)


def substance(edition: Edition) -> str:
    """SHA-256, in hexadecimal, of all it says but for the day it is composed on: approved on Monday, it leaves on Tuesday."""
    sections = tuple(undated(section) for section in edition.sections)
    return replace(edition, issued_on=ANY_DAY, sections=sections).fingerprint()


def undated(section: AnySection) -> AnySection:
    """The section without the day of its composition."""
    if isinstance(section, Editorial):
        return replace(section, on=ANY_DAY)
    if isinstance(section, Works):
        return replace(section, as_of=ANY_DAY)
    return section
