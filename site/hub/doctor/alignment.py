"""Alignment (RFC 7489 §3.1): do the domain that is checked and the domain residents see belong together?"""

from content.addresses import PROVIDERS as FREE_MAILBOXES
from hub.doctor import dmarc
from hub.doctor.finding import Finding, ill, unknown, watch, well
from hub.doctor.installation import Installation
from hub.doctor.names import Names, Silent

SUBJECT = "Alignement"
# Where a town can register below two labels; everywhere else two labels are a domain somebody owns.
SHARED_ENDINGS = {"gouv.fr", "asso.fr", "nom.fr", "com.fr", "tm.fr", "prd.fr", "co.uk", "gov.uk", "org.uk"}


def check(installation: Installation, names: Names) -> Finding:
    try:
        _place, records = dmarc.found_for(installation.domain, names)
    except Silent as error:
        return unknown(SUBJECT, f"Les serveurs de noms ne répondent pas : {error}.")
    return verdict(installation, strict=dmarc.is_strict(records, "aspf"))


def verdict(installation: Installation, *, strict: bool) -> Finding:
    """Pure. STRICT: the town's DMARC wants the very same domain."""
    seen, checked = installation.domain, installation.return_domain
    if seen in FREE_MAILBOXES:
        says = f"FROM_EMAIL est une adresse {seen} : aucun autre service n’a le droit d’écrire en ce nom."
        return ill(SUBJECT, says, "Écrivez d’une adresse au nom de la commune : mairie@macommune.fr.")
    same = seen == checked if strict else organization(seen) == organization(checked)
    if same:
        return well(SUBJECT, f"L’expéditeur ({seen}) et l’adresse de retour ({checked}) vont ensemble.")
    says = (
        f"L’expéditeur est {seen}, mais les retours vont à {checked} : seule la signature DKIM compte alors pour DMARC."
    )
    wanted = f"le domaine {seen}" if strict else f"{organization(seen)} ou un domaine au-dessous"
    return watch(SUBJECT, says, f"Donnez à TAMBOUR_BOUNCE_ADDRESS {wanted}.")


def organization(domain: str) -> str:
    """The domain somebody registered: the last two labels, three below an ending that many share."""
    labels = domain.split(".")
    return ".".join(labels[-3:] if ".".join(labels[-2:]) in SHARED_ENDINGS else labels[-2:])
