"""The clock of each commune, and its VTIMEZONE.

The VTIMEZONE are written by hand, with a yearly RRULE: the form Outlook understands, with no date after which summer time
would stop. tests/events/test_zones.py holds each against the tz database.
"""

from zoneinfo import ZoneInfo

MAINLAND = "Europe/Paris"
TERRITORIES = {
    "971": "America/Guadeloupe", "972": "America/Martinique", "973": "America/Cayenne", "974": "Indian/Reunion",
    "975": "America/Miquelon", "976": "Indian/Mayotte", "977": "America/St_Barthelemy", "978": "America/Marigot",
    "986": "Pacific/Wallis", "987": "Pacific/Tahiti", "988": "Pacific/Noumea",
}  # fmt: skip
# Polynesia keeps three times: the Marquesas and the Gambier islands differ from Tahiti.
ISLANDS = {
    "98718": "Pacific/Marquesas", "98723": "Pacific/Marquesas", "98731": "Pacific/Marquesas", "98746": "Pacific/Marquesas",
    "98756": "Pacific/Marquesas", "98757": "Pacific/Marquesas", "98719": "Pacific/Gambier",
}  # fmt: skip

# Standard offset, name; then for summer time its offset, its name and the two yearly rules with the local hour they apply.
STEADY = {
    "America/Guadeloupe": ("-0400", "AST"), "America/Martinique": ("-0400", "AST"), "America/Cayenne": ("-0300", "-03"),
    "Indian/Reunion": ("+0400", "+04"), "Indian/Mayotte": ("+0300", "EAT"), "America/St_Barthelemy": ("-0400", "AST"),
    "America/Marigot": ("-0400", "AST"), "Pacific/Wallis": ("+1200", "+12"), "Pacific/Tahiti": ("-1000", "-10"),
    "Pacific/Noumea": ("+1100", "+11"), "Pacific/Marquesas": ("-0930", "-0930"), "Pacific/Gambier": ("-0900", "-09"),
}  # fmt: skip
CHANGING = {
    "Europe/Paris": (
        ("+0100", "CET", "19701025T030000", "BYMONTH=10;BYDAY=-1SU"),
        ("+0200", "CEST", "19700329T020000", "BYMONTH=3;BYDAY=-1SU"),
    ),
    "America/Miquelon": (
        ("-0300", "-03", "20071104T020000", "BYMONTH=11;BYDAY=1SU"),
        ("-0200", "-02", "20070311T020000", "BYMONTH=3;BYDAY=2SU"),
    ),
}


def zone_of(insee_code: str) -> ZoneInfo:
    """The time zone of the commune with that INSEE code; that of Paris for an empty or unknown one."""
    return ZoneInfo(ISLANDS.get(insee_code) or TERRITORIES.get(insee_code[:3]) or MAINLAND)


def vtimezone(zone: ZoneInfo) -> bytes:
    """The VTIMEZONE of that zone (RFC 5545 §3.6.5), CRLF line ends. Raises KeyError for a zone without a French commune."""
    name = zone.key
    if name in STEADY:
        offset, short = STEADY[name]
        observances = _observance("STANDARD", offset, offset, short, "19700101T000000", "")
    else:
        standard, summer = CHANGING[name]
        observances = _observance("DAYLIGHT", standard[0], *summer) + _observance("STANDARD", summer[0], *standard)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *observances, "END:VTIMEZONE", ""]
    return "\r\n".join(lines).encode()


def _observance(kind: str, before: str, after: str, name: str, start: str, rule: str) -> list[str]:
    lines = [f"BEGIN:{kind}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"TZNAME:{name}", f"DTSTART:{start}"]
    if rule:
        lines.append(f"RRULE:FREQ=YEARLY;{rule}")
    return [*lines, f"END:{kind}"]
