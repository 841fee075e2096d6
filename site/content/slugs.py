"""What stands in an address for a title: « Le chœur de Noël » gives le-choeur-de-noel, in the desk as on the server."""

from django.utils.text import slugify

# Letters that Unicode does not take apart (NFKD), and that would fall out of an address.
LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"}
# The first words of the addresses that the site answers itself; tests/hub compares them with the URL configuration.
TAKEN_BY_THE_SITE = frozenset(
    {
        "_util",
        "admin",
        "cartes",
        "connexion",
        "contact",
        "couleurs",
        "courrier",
        "documents",
        "gravures",
        "media",
        "recevoir",
        "recherche",
        "sante",
        "static",
        "tout",
        "websub",
    }
)
# Words of the sections' own addresses: /agenda/lieu/…, /actualites/theme/…
TAKEN_BY_SECTIONS = frozenset(
    {"archives", "atom", "flux", "integrer", "lieu", "organisateur", "proposer", "quartier", "rss", "theme"}
)


def slug_of(title: str) -> str:
    """The title in the letters of an address; empty when nothing of it can be written so."""
    return slugify(title.translate({ord(letter): letters for letter, letters in LIGATURES.items()}))


def refusal(slug: str) -> str:
    """Why no page may have that address, in French with what to do; empty when it may."""
    if slug.isdigit():
        return f"L’adresse « {slug} » n’est qu’un nombre : le site la prendrait pour une date. Ajoutez un mot."
    if slug in TAKEN_BY_THE_SITE | TAKEN_BY_SECTIONS:
        return f"L’adresse « {slug} » sert déjà au site lui-même. Ajoutez un mot : « {slug}-de-la-commune »."
    return ""
