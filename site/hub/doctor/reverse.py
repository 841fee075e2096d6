"""The name of the machine that sends (PTR), and whether that name leads back to it."""

from hub.doctor.finding import Finding, ill, unknown, watch, well
from hub.doctor.installation import Installation
from hub.doctor.names import Names, Silent

SUBJECT = "Nom inverse (PTR)"


def check(installation: Installation, names: Names) -> Finding:
    if installation.provider:
        return well(SUBJECT, f"C’est l’affaire de {installation.provider.name}, qui envoie.")
    host = installation.site_host if installation.sends_by_itself else installation.relay
    try:
        addresses = names.addresses(host)
        known = {address: names.names_of(address) for address in addresses}
        back = {name: names.addresses(name) for found in known.values() for name in found}
    except Silent as error:
        return unknown(SUBJECT, f"Les serveurs de noms ne répondent pas : {error}.")
    return verdict(host, known, back, ours=installation.sends_by_itself)


def verdict(host: str, known: dict[str, list[str]], back: dict[str, list[str]], *, ours: bool) -> Finding:
    """Pure: KNOWN are the names of each address of HOST, BACK the addresses of each of those names."""
    if not known:
        return ill(SUBJECT, f"{host} n’a pas d’adresse.", f"Vérifiez le nom {host}.")
    who = "à l’hébergeur de cette machine" if ours else f"à qui fournit {host}"
    for address, found in known.items():
        if not found:
            says = f"L’adresse {address} n’a pas de nom : beaucoup de messageries refusent ses courriels."
            return severe(ours, says, f"Demandez {who} que le nom inverse de {address} soit {host}.")
        if not any(address in back.get(name, []) for name in found):
            says = f"{address} s’appelle {found[0]}, mais ce nom ne mène pas à elle."
            return severe(ours, says, f"Demandez {who} que le nom inverse de {address} soit {host}.")
    return well(SUBJECT, ", ".join(f"{address} s’appelle {found[0]}" for address, found in known.items()) + ".")


def severe(ours: bool, says: str, todo: str) -> Finding:
    """The server that takes our mail is not always the one that carries it on: of another's, it is only a doubt."""
    return ill(SUBJECT, says, todo) if ours else watch(SUBJECT, says, todo)
