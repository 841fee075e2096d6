"""Sentences that every form of the bulletin says the same way."""

from urllib.parse import urlsplit

from django.utils.text import capfirst

from newsletter.bulletin.edition import AgendaLine, Votes, WorkSite

CANCELLED = "Annulé"
NOT_RECEIVED = "Texte non reçu à la date limite."
OFFLINE = "Sans téléphone ni ordinateur"
COUNCIL_ALTERNATIVE = "Gravure\u00a0: les élus assis derrière la longue table du conseil, trois mains levées."
SNOW_ALTERNATIVE = (
    "Gravure\u00a0: une rue enneigée, un habitant dégage le trottoir à la pelle, trois bacs attendent la collecte."
)
NIGHT_ALTERNATIVE = "Gravure\u00a0: le bourg la nuit sous la neige, la lune au-dessus du pont."
CHOIR_ALTERNATIVE = "Gravure\u00a0: un chœur de chanteurs sur trois rangs, partitions ouvertes, bouche ronde."
GROUPS_LAW = (
    "Article L. 2121-27-1 du code général des collectivités territoriales. Même place, même corps, même longueur. "
    "La mairie ne relit ni ne corrige : chaque texte engage ses auteurs."
)
REGULARLY = "Toutes les semaines"
QUIET_PROMISE = "Ce courriel ne contient ni image ni traceur\u00a0: nous ne savons pas si vous l’ouvrez."


def vote_words(votes: Votes) -> str:
    """ "Unanimité", "13 pour, 2 abstentions", "11 pour, 4 contre"; empty when nothing was put to the vote."""
    if votes.unanimous:
        return "Unanimité"
    parts = []
    if votes.in_favour:
        parts.append(f"{votes.in_favour} pour")
    if votes.against:
        parts.append(f"{votes.against} contre")
    if votes.abstentions:
        parts.append(f"{votes.abstentions} abstention{'s' if votes.abstentions > 1 else ''}")
    return ", ".join(parts)


def written_address(url: str) -> str:
    """An address as one reads it aloud: without its scheme nor its last slash."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path).rstrip("/") + (f"?{parts.query}" if parts.query else "")


def shortened_address(url: str, host: str) -> str:
    """On paper that already says the town's address: "…/agenda"; other sites in full."""
    written = written_address(url)
    return f"…{written.removeprefix(host)}" if written.startswith(f"{host}/") else written


def event_words(line: AgendaLine) -> str:
    """What follows the hour and the title of an event: place, details, note."""
    parts = ", ".join(part for part in (line.place, line.details) if part)
    return ". ".join(part for part in (parts, line.note) if part)


def site_words(site: WorkSite) -> str:
    """The state of a building site in sentences: "en cours. Coupures annoncées la veille. Fin prévue : janvier"."""
    end = f"Fin prévue\u00a0: {site.ends}" if site.ends else ""
    return ". ".join(part for part in (site.state, capfirst(site.for_you), end) if part)


def as_sentence(title: str) -> str:
    """A title that a text follows on the same line: it ends with a mark."""
    return title if title.endswith((".", "?", "!", "…", ":")) else f"{title}."


COMMON_NOUNS = {
    "atelier", "ateliers", "bibliothèque", "bureau", "cathédrale", "centre", "chapelle", "château", "cimetière",
    "cinéma", "collège", "cour", "crèche", "déchèterie", "espace", "esplanade", "foyer", "gare", "gymnase", "halle",
    "jardin", "lavoir", "lycée", "mairie", "maison", "marché", "musée", "médiathèque", "parc", "parking", "parvis",
    "piscine", "place", "préau", "quai", "salle", "stade", "temple", "terrain", "théâtre", "verger", "école",
    "église",
}  # fmt: skip
"""First words of places that are no names of their own."""


def inside_a_line(text: str) -> str:
    """« Salle des fêtes » and « La mairie ferme » without their capital; a name of its own keeps it (« La Grange-Haute »)."""
    first, _space, rest = text.partition(" ")
    article = first in {"Le", "La", "Les", "Un", "Une"} and rest[:1].islower()
    common = first.lower().removeprefix("l’") in COMMON_NOUNS
    return text[:1].lower() + text[1:] if article or common else text


_NUMBERS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip


def counted(number: int, *, feminine: bool = False) -> str:
    """A small number in letters, a larger one in figures."""
    if number == 1 and feminine:
        return "une"
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def grouped(number: int) -> str:
    """A number with its thousands apart: « 1 150 »."""
    return f"{number:,}".replace(",", "\u202f")
