"""Who speaks, and where: the town as an issue and the sheet for the kitchen name it, its addresses, its colophon."""

from content.models import Commune
from newsletter.bulletin.identity import Addresses, Town
from newsletter.bulletin.wording import grouped


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


def addresses_of(here: str, root_url: str) -> Addresses:
    """Where the issue at that address, and what surrounds it, can be read."""
    return Addresses(
        page=here,
        pdf=f"{here}bulletin.pdf",
        email=f"{here}courriel.html",
        text=f"{here}texte.txt",
        archive=f"{root_url}/bulletin/",
        agenda=f"{root_url}/agenda/",
        subscribe=f"{root_url}/recevoir/",
    )


def colophon_of(typed: str, commune: Commune) -> list[str]:
    """What the editor typed, one paragraph per blank line; else who publishes, writes and prints, from the town's settings."""
    if typed.strip():
        return [part.strip() for part in typed.replace("\r", "").split("\n\n") if part.strip()]
    first = [f"{commune.bulletin_title}, bulletin de la commune {commune.de_name}."]
    first += [f"Direction de la publication : {commune.director}."] if commune.director else []
    first += [f"Rédaction : {commune.editor}."] if commune.editor else []
    credit = f", {commune.bulletin_credit}" if commune.bulletin_credit else ""
    first += [f"{grouped(commune.print_run)} exemplaires{credit}."] if commune.print_run else []
    second = ["Gravures : Tambour."]
    second += [f"Une question sur ce numéro : {commune.phone}."] if commune.phone else []
    return [" ".join(first), " ".join(second)]
