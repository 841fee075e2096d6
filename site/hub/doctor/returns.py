"""Can mail come back? The domain of the return address receives mail."""

from hub.doctor.finding import Finding, ill, unknown, well
from hub.doctor.installation import Installation
from hub.doctor.names import Names, Silent

SUBJECT = "Réception (MX)"


def check(installation: Installation, names: Names) -> Finding:
    domain = installation.return_domain
    try:
        servers = names.mail_servers(domain)
    except Silent as error:
        return unknown(SUBJECT, f"Les serveurs de noms ne répondent pas : {error}.")
    return verdict(domain, servers)


def verdict(domain: str, servers: list[str]) -> Finding:
    """Pure."""
    if servers:
        return well(SUBJECT, f"{domain} reçoit ses courriels sur {servers[0]}.")
    says = f"{domain} ne reçoit pas de courriel : ce qui n’arrive pas ne revient pas non plus."
    todo = f"Demandez à votre registraire la ligne MX de {domain}, ou mettez l’adresse de retour sur un autre domaine."
    return ill(SUBJECT, says, todo)
