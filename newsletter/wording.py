"""Sentences that every form of the bulletin says the same way."""

from urllib.parse import urlsplit

from newsletter.edition import AgendaLine, Votes


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
