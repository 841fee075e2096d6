"""The parts of a mail from a stranger: found without ever raising, and without reading more than is wise. Pure."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser, HeaderParser
from email.policy import compat32

from content.typed import one_line

DEEPEST = 60  # parts announced; a real report has about six
LONGEST_VALUE, LONGEST_TEXT = 2_000, 8_000  # a search for addresses takes the square of a line's length
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")


def parsed(raw: bytes) -> Message | None:
    """The mail, or None when it is built to exhaust whoever reads it."""
    if len(re.findall(rb"content-type\s*:", raw, re.IGNORECASE)) > DEEPEST:
        return None
    try:
        return BytesParser(policy=compat32).parsebytes(raw)
    except (RecursionError, ValueError, LookupError):
        return None


def part_of_type(message: Message, kind: str) -> Message | None:
    """The first such part of the mail itself, never of one that it contains."""
    if message.get_content_type() == kind:
        return message
    if message.get_content_maintype() != "multipart":
        return None
    return next((found for part in blocks(message) if (found := part_of_type(part, kind))), None)


def blocks(part: Message) -> list[Message]:
    """The parts of a multipart, or the blocks of headers that the standard library makes of a message/ part."""
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def first_text(message: Message) -> str:
    """The beginning of what a person would read."""
    part = part_of_type(message, "text/plain")
    return text_of(part)[:LONGEST_TEXT].replace("\r\n", "\n") if part else ""


def text_of(part: Message) -> str:
    raw = part.get_payload(decode=True)
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else ""


def header(message: Message, name: str) -> str:
    """A header as one printable line of reasonable length, empty when it is not there."""
    return one_line(str(message.get(name, ""))[:LONGEST_VALUE])


def headers_in(part: Message) -> Message:
    """The headers that are the text of a part (text/rfc822-headers)."""
    found = blocks(part)
    return found[0] if found else HeaderParser(policy=compat32).parsestr(text_of(part).lstrip())


def subject(message: Message) -> str:
    try:
        return str(make_header(decode_header(header(message, "Subject"))))
    except (HeaderParseError, LookupError, ValueError):
        return ""


def addresses_in(text: str) -> list[str]:
    """The addresses in a field, in small letters: `rfc822;jeanne@boite.example`, `Jeanne <jeanne@boite.example>`."""
    return [found.lower() for found in ADDRESS.findall(text)]
