"""Whose fault it is when a mail server says no: the mailbox's, the moment's, or ours. Pure.

Enhanced status codes are RFC 3463's, in IANA's registry; what large providers do with them is noted where it differs.
"""

import re
from enum import StrEnum

ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
BASIC = re.compile(r"(?<![\d.])([45]\d\d)(?=[ -])")


class Fault(StrEnum):
    """What a refusal tells of the mailbox."""

    GONE = "gone"
    LATER = "later"
    OURS = "ours"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Fault.GONE: "adresse inconnue",
    Fault.LATER: "boîte pleine ou injoignable",
    Fault.OURS: "message ou expéditeur refusé",
}


GONE = {
    "1.0", "1.1", "1.2", "1.3", "1.4", "1.6", "1.10",
    "2.1",
    "4.1",  # Exchange Online: « Recipient address rejected: Access denied », its word for an unknown mailbox
    "4.4",  # Postfix: the domain does not exist
    "7.13", "7.17", "7.18",
}  # fmt: skip
OURS = {"1.7", "1.8", "1.9", "2.3", "3.4"}
OURS_SUBJECTS = {"5", "6", "7"}  # protocol, content, policy
REPUTATION = re.compile(
    r"spam|junk|block(ed|list)|black ?list|reputation|polic(y|ies)|\brbl\b|\bspf\b|dkim|dmarc|too (big|large)|"
    r"mail rejet|service refus|refus[ée]e? par",
    re.IGNORECASE,
)
NOBODY = re.compile(
    r"user unknown|unknown (user|recipient|mailbox)|no such (user|mailbox|recipient|address)|does ?n.t exist|"
    r"does(n.t| not) have an?\b|does not exist|not found|invalid recipient|destinataire (inconnu|invalide)|utilisateur inconnu|"
    r"(account|mailbox)( is| has been)? (disabled|closed|deactivated|inactive)|no mailbox here",
    re.IGNORECASE,
)
FULL = re.compile(r"full|quota|over ?limit|pleine|satur", re.IGNORECASE)


def fault(text: str, *, status: str = "", code: int = 0) -> Fault:
    """What a server's words mean, with the status of its report (`5.1.1`) or the code of its reply (550) if known.

    A precise code in the words wins over a vague one beside them (5.0.0, 5.3.0).
    """
    if precise := enhanced(text, status):
        return by_status(*precise, text)
    found = BASIC.search(text)
    basic = code or (int(found[1]) if found else 0)
    if 400 <= basic < 500:
        return Fault.LATER
    return by_words(text, basic)


def enhanced(text: str, status: str) -> tuple[str, str, str] | None:
    """Class, subject and detail of the most precise code there is."""
    told = ENHANCED.fullmatch(status.strip())
    said = ENHANCED.search(text)
    best = said if said and (told is None or is_vague(told)) else told
    return (best[1], best[2], best[3]) if best and not is_vague(best) else None


def is_vague(found: re.Match[str]) -> bool:
    return found[1] == "5" and found[3] == "0" and found[2] in {"0", "3", "5"}


def by_status(kind: str, subject: str, detail: str, text: str) -> Fault:
    code = f"{subject}.{detail}"
    if kind != "5":
        return Fault.LATER
    if code in GONE:
        return Fault.OURS if code == "1.0" and REPUTATION.search(text) else Fault.GONE
    return Fault.OURS if code in OURS or subject in OURS_SUBJECTS else Fault.LATER


def by_words(text: str, code: int) -> Fault:
    """No code worth the name: the words decide, and a bare 550 means what it meant in 1982."""
    if NOBODY.search(text):
        return Fault.GONE
    if REPUTATION.search(text):
        return Fault.OURS
    if code == 552 or FULL.search(text):
        return Fault.LATER
    return Fault.GONE if code in {550, 551, 553, 556} else Fault.OURS if code else Fault.LATER
