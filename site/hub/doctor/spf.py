"""SPF (RFC 7208): may our mail server send for the town's domain? The record is walked as a receiver would walk it."""

import ipaddress
from dataclasses import dataclass, field

from hub.doctor.finding import Finding, Record, ill, unknown, watch, well
from hub.doctor.installation import Installation
from hub.doctor.names import Names, Silent

SUBJECT = "SPF"
MOST_LOOKUPS = 10  # RFC 7208 §4.6.4
TWICE = "Il ne doit y en avoir qu’un : demandez à votre registraire de réunir leurs valeurs en une seule ligne."


@dataclass
class Walk:
    """What a receiver finds along the record: who is allowed, how many questions it took, how it ends."""

    includes: set[str] = field(default_factory=set)
    networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = field(default_factory=list)
    lookups: int = 0
    end: str = ""

    def allows(self, address: str) -> bool:
        return any(ipaddress.ip_address(address) in network for network in self.networks)


def check(installation: Installation, names: Names) -> Finding:
    domain = installation.return_domain
    try:
        records = records_of(domain, names)
        walk = Walk()
        if len(records) == 1:
            follow(records[0], domain, names, walk)
        addresses = sending_addresses(installation, names)
    except Silent as error:
        return unknown(SUBJECT, f"Les serveurs de noms ne répondent pas : {error}.")
    return verdict(installation, records, walk, addresses)


def records_of(domain: str, names: Names) -> list[str]:
    return [text for text in names.texts(domain) if text.lower() == "v=spf1" or text.lower().startswith("v=spf1 ")]


def sending_addresses(installation: Installation, names: Names) -> list[str]:
    """The addresses our mail leaves from, as far as they can be known from here."""
    if installation.provider:
        return []
    return names.addresses(installation.site_host if installation.sends_by_itself else installation.relay)


def follow(record: str, domain: str, names: Names, walk: Walk) -> None:
    """Adds to WALK what that record allows, includes and all; stops where a receiver would give up."""
    for term in record.split()[1:]:
        qualifier, mechanism = (term[0], term[1:]) if term[0] in "+-~?" else ("+", term)
        name, _colon, value = mechanism.partition("=" if mechanism.lower().startswith("redirect=") else ":")
        name, value = name.lower(), value or domain
        if name == "all":
            walk.end = walk.end or f"{qualifier}all"
            return
        if "%{" in value or walk.lookups > MOST_LOOKUPS:
            continue
        allow(name, value, names, walk, allowed=qualifier == "+")


def allow(name: str, value: str, names: Names, walk: Walk, *, allowed: bool) -> None:
    target, _slash, _prefix = value.partition("/")
    if name in {"ip4", "ip6"} and allowed:
        walk.networks += network(value)
    elif name in {"include", "redirect", "a", "mx", "ptr", "exists"}:
        walk.lookups += 1
        if name in {"include", "redirect"}:
            walk.includes.add(value.lower())
            enter(name, value, names, walk)
        elif name == "a" and allowed:
            walk.networks += [one for address in names.addresses(target) for one in network(address)]
        elif name == "mx" and allowed:
            hosts = names.mail_servers(target)
            walk.networks += [one for host in hosts for address in names.addresses(host) for one in network(address)]


def enter(name: str, value: str, names: Names, walk: Walk) -> None:
    """An included record; its own « all » ends nothing outside it (RFC 7208 §5.2), save in a redirect."""
    inner = records_of(value, names)
    end = walk.end
    if inner:
        follow(inner[0], value, names, walk)
    if name == "include":
        walk.end = end


def network(text: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    try:
        return [ipaddress.ip_network(text, strict=False)]
    except ValueError:
        return []


def verdict(installation: Installation, records: list[str], walk: Walk, addresses: list[str]) -> Finding:
    """Pure: what the records of the domain mean for that installation, sending from those addresses."""
    domain = installation.return_domain
    ask = f"Demandez à votre registraire, pour la zone de {domain} :"
    if not records:
        return ill(
            SUBJECT, f"{domain} ne dit pas qui peut envoyer en son nom.", ask, proposed(installation, "", addresses)
        )
    if len(records) > 1:
        return ill(SUBJECT, f"{domain} a {len(records)} enregistrements SPF : aucun ne compte.", TWICE)
    if walk.lookups > MOST_LOOKUPS:
        says = f"L’enregistrement de {domain} demande plus de {MOST_LOOKUPS} recherches : les messageries l’ignorent."
        return ill(SUBJECT, says, "Retirez-en les « include: » de services que la mairie n’emploie plus.")
    if walk.end in {"+all", "?all", ""}:
        says = f"L’enregistrement de {domain} permet à n’importe qui d’écrire en votre nom."
        return ill(SUBJECT, says, f"{ask} remplacez la ligne par", proposed(installation, records[0], addresses))
    return permission(installation, records[0], walk, addresses, ask)


def permission(installation: Installation, record: str, walk: Walk, addresses: list[str], ask: str) -> Finding:
    """Whether a sound record lets our mail server in."""
    provider, domain = installation.provider, installation.return_domain
    if provider:
        if provider.include in walk.includes:
            return well(SUBJECT, f"{domain} autorise {provider.name}.")
        says = f"{domain} n’autorise pas {provider.name}, qui envoie vos courriels."
        return ill(SUBJECT, says, f"{ask} remplacez la ligne par", proposed(installation, record, addresses))
    if addresses and all(walk.allows(address) for address in addresses):
        return well(SUBJECT, f"{domain} autorise {', '.join(addresses)}.")
    if installation.sends_by_itself and addresses:
        says = f"{domain} n’autorise pas cette machine ({', '.join(addresses)})."
        return ill(SUBJECT, says, f"{ask} remplacez la ligne par", proposed(installation, record, addresses))
    return watch(
        SUBJECT,
        f"{domain} a un enregistrement ; on ne sait pas d’ici s’il autorise {installation.relay}.",
        f"Demandez à qui fournit {installation.relay} quel « include: » il faut, et vérifiez qu’il y est : {record}",
    )


def proposed(installation: Installation, record: str, addresses: list[str]) -> Record | None:
    """The record to paste: what was there, with what is missing, and an end that protects the name."""
    if installation.provider:
        wanted = [f"include:{installation.provider.include}"]
    elif installation.sends_by_itself and addresses:
        wanted = [f"ip{6 if ':' in address else 4}:{address}" for address in addresses]
    else:
        wanted = [f"a:{installation.relay}"] if installation.relay and not installation.sends_by_itself else []
    kept = [term for term in record.split()[1:] if term.lstrip("+-~?").lower() != "all"] if record else ["mx"]
    terms = [*kept, *(term for term in wanted if term not in kept)]
    end = next((term for term in record.split() if term in {"-all", "~all"}), "~all")
    return Record(installation.return_domain, "TXT", " ".join(["v=spf1", *terms, end]))
