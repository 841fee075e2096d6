"""DMARC (RFC 7489): what the town asks of others when a mail in its name is not signed."""

from hub.doctor.dkim import tags
from hub.doctor.finding import Finding, Record, ill, unknown, well
from hub.doctor.installation import Installation
from hub.doctor.names import Names, Silent

SUBJECT = "DMARC"
POLICIES = {"none": "observer", "quarantine": "mettre de côté", "reject": "refuser"}


def check(installation: Installation, names: Names) -> Finding:
    try:
        place, records = found_for(installation.domain, names)
    except Silent as error:
        return unknown(SUBJECT, f"Les serveurs de noms ne répondent pas : {error}.")
    return verdict(installation, place, records)


def found_for(domain: str, names: Names) -> tuple[str, list[str]]:
    """The records of the domain, else those of the nearest domain above it that has any, and where they are."""
    labels = domain.split(".")
    for depth in range(len(labels) - 1):
        place = ".".join(labels[depth:])
        records = [
            text for text in names.texts(f"_dmarc.{place}") if text.lower().replace(" ", "").startswith("v=dmarc1")
        ]
        if records:
            return place, records
    return domain, []


def verdict(installation: Installation, place: str, records: list[str]) -> Finding:
    """Pure: what the records found at _dmarc.PLACE mean."""
    domain = installation.domain
    proposed = Record(f"_dmarc.{domain}", "TXT", f"v=DMARC1; p=none; rua=mailto:{installation.sender}")
    ask = f"Demandez à votre registraire, pour la zone de {domain} :"
    if not records:
        says = f"{domain} ne dit pas que faire des courriels écrits en son nom par d’autres ; Gmail et Yahoo l’exigent."
        return ill(SUBJECT, says, ask, proposed)
    if len(records) > 1:
        return ill(SUBJECT, f"_dmarc.{place} a {len(records)} lignes : aucune ne compte.", "N’en laissez qu’une.")
    policy = tags(records[0]).get("p", "").lower()
    if policy not in POLICIES:
        return ill(SUBJECT, f"La ligne de _dmarc.{place} ne se lit pas : {records[0]}", ask, proposed)
    later = "Après un mois sans plainte, vous pourrez écrire p=quarantine." if policy == "none" else ""
    return well(SUBJECT, f"{place} demande de {POLICIES[policy]} ce qui n’est pas signé (p={policy}).", later)


def is_strict(records: list[str], tag: str) -> bool:
    """Whether alignment must be exact: `aspf` or `adkim` is « s »."""
    return bool(records) and tags(records[0]).get(tag, "r").lower() == "s"
