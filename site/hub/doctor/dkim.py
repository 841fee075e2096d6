"""DKIM (RFC 6376): is the key with which our mail server signs published under the town's domain?"""

import base64
import binascii

from hub.doctor.finding import Finding, ill, unknown, watch, well
from hub.doctor.installation import Installation
from hub.doctor.names import Names, Silent

SUBJECT = "DKIM"
SOUND = 2048  # bits; Gmail and Yahoo ask it of those who write to many
SIZES = {90: 512, 158: 1024, 290: 2048, 418: 3072, 546: 4096}  # octets of a public RSA key, at least, and its bits


def check(installation: Installation, names: Names) -> Finding:
    selectors = selectors_of(installation)
    try:
        records = {one: names.texts(f"{one}._domainkey.{installation.domain}") for one in selectors}
    except Silent as error:
        return unknown(SUBJECT, f"Les serveurs de noms ne répondent pas : {error}.")
    return verdict(installation, {one: "".join(texts[:1]) for one, texts in records.items() if texts})


def selectors_of(installation: Installation) -> tuple[str, ...]:
    """The names under which the key may be: the operator's word first, else the habits of their provider."""
    if installation.selector:
        return (installation.selector,)
    return installation.provider.selectors if installation.provider else ()


def verdict(installation: Installation, keys: dict[str, str]) -> Finding:
    """Pure: KEYS are the records found, by selector."""
    who = installation.provider.name if installation.provider else "qui fournit votre serveur d’envoi"
    domain = installation.domain
    if not keys and installation.selector:
        says = f"Il n’y a pas de clé à {installation.selector}._domainkey.{domain}."
        return ill(SUBJECT, says, f"Demandez à {who} la ligne à publier, et à votre registraire de l’ajouter.")
    if not keys:
        says = f"Aucune clé de signature trouvée pour {domain}."
        todo = (
            f"Demandez à {who} d’activer la signature DKIM de {domain}, la ligne à publier chez votre registraire, "
            "et le nom de la clé (« sélecteur ») : écrivez-le dans DKIM_SELECTOR, doctor vérifiera."
        )
        return ill(SUBJECT, says, todo) if selectors_of(installation) else watch(SUBJECT, says, todo)
    selector, record = next(iter(keys.items()))
    return of_key(f"{selector}._domainkey.{domain}", tags(record), who)


def of_key(name: str, found: dict[str, str], who: str) -> Finding:
    if not found.get("p"):
        return ill(SUBJECT, f"La clé de {name} est révoquée.", f"Demandez à {who} une nouvelle clé.")
    if found.get("k", "rsa") == "rsa":
        size = bits(found["p"])
        if size == 0:
            return ill(
                SUBJECT, f"La clé de {name} est abîmée.", "Recopiez-la en entier, sans espace ni retour à la ligne."
            )
        if size < SOUND:
            return watch(
                SUBJECT, f"La clé de {name} n’a que {size} bits.", f"Demandez à {who} une clé de {SOUND} bits."
            )
    if "y" in found.get("t", "").split(":"):
        return watch(SUBJECT, f"La clé de {name} est encore à l’essai (t=y).", f"Demandez à {who} de retirer « t=y ».")
    return well(SUBJECT, f"La clé est publiée : {name}.")


def tags(record: str) -> dict[str, str]:
    """`v=DKIM1; k=rsa; p=MIIB…` as a dictionary (RFC 6376 §3.2), spaces inside values left out."""
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): "".join(value.split()) for name, _equals, value in pairs if name.strip()}


def bits(key: str) -> int:
    """The size of a public RSA key in base 64; 0 for what is none."""
    try:
        length = len(base64.b64decode(key, validate=True))
    except (binascii.Error, ValueError):
        return 0
    return max((size for least, size in SIZES.items() if length >= least), default=0)
