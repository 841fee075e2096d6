"""Who speaks: the town as an issue and the sheet for the kitchen name it."""

from content.models import Commune
from newsletter.identity import Town


def town_of(commune: Commune, root_url: str) -> Town:
    """The town at that address, without a slash at its end."""
    return Town(
        name=commune.name,
        of_name=commune.de_name,
        at_name=commune.a_name,
        address=tuple(commune.address_lines),
        phone=commune.phone,
        emergency_phone=commune.emergency_phone,
        email=commune.email,
        site_url=root_url,
    )
