"""What a mail that came back says: bytes in, a `Returned` out, or None for whatever is not our business. Pure.

Read are reports of failure (RFC 3464; Exim's and qmail's own older forms), complaints (RFC 5965) and the mails that a
« Se désabonner » button writes. Out-of-office answers, receipts and letters to the town hall answer None. Nothing here
believes a word: a report only counts with a key of ours (return_path) or a Message-ID of ours, which `receiving` asks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from content.typed import one_line
from newsletter.bounces.mime import (
    ADDRESS,
    LONGEST_VALUE,
    addresses_in,
    blocks,
    first_text,
    header,
    headers_in,
    parsed,
    part_of_type,
    subject,
)
from newsletter.bounces.return_path import SINGLE, ReturnPath, people_in_subject
from newsletter.engine.messages import LEAVE_PATH
from newsletter.subscribers import tokens
from newsletter.subscribers.tokens import Purpose

T = TypeVar("T")

LONGEST = 256 * 1024  # a report comes before the mail it returns: what is beyond is never needed
ARRIVED_FOR = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
RETURNED_MAIL = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
COMPLAINTS = {"abuse", "opt-out"}  # RFC 5965 §7.3; « not-spam », « virus » and the others end nothing
MESSAGE_ID = re.compile(r"<([^<>@\s]{1,120})@[^<>\s]{1,253}>")
LEAVE_LINK = re.compile(rf"{LEAVE_PATH}([A-Za-z0-9_-]{{43}})/")
QMAIL = "Hi. This is the qmail-send program"
QMAIL_ADDRESS = re.compile(r"^<([^<>\s]{3,254})>:\n(.+(?:\n.+)*)", re.MULTILINE)


class Kind(StrEnum):
    FAILURE = "failure"
    DELAY = "delay"
    COMPLAINT = "complaint"
    STOP = "stop"


@dataclass(frozen=True)
class Returned:
    """What a mail says, and everything in it that may name one of our deliveries or one person.

    `message_ids` are the parts before the @; `people`, `deliveries` and `singles` (single mails) come from keys of ours,
    already proved.
    """

    kind: Kind
    status: str = ""
    words: str = ""
    deliveries: tuple[int, ...] = ()
    singles: tuple[int, ...] = ()
    people: tuple[UUID, ...] = ()
    message_ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def may_concern_us(headers: bytes, path: ReturnPath) -> bool:
    """Whether the rest of that mail is worth fetching: the letters of an ordinary mailbox are nobody's business."""
    message = parsed(headers)
    return bool(
        message
        and (
            message.get_content_type() == "multipart/report"
            or "X-Failed-Recipients" in message
            or path.is_named_in(arrival(message))
            or any(people_in_subject(subject(message)))
        )
    )


def read(raw: bytes, path: ReturnPath) -> Returned | None:
    """What that mail says, or None. Never raises, whatever the bytes."""
    message = parsed(raw[:LONGEST])
    if message is None:
        return None
    people = tuple(people_in_subject(subject(message)))
    if people and message.get_content_type() != "multipart/report":
        return Returned(Kind.STOP, people=people)
    report = feedback(message) or delivery_status(message) or older_form(message)
    return clues(message, report, path) if report else None


@dataclass(frozen=True)
class Report:
    """What the machine-readable part of a mail says."""

    kind: Kind
    status: str = ""
    words: str = ""
    addresses: tuple[str, ...] = ()
    sent_from: str = ""


def feedback(message: Message) -> Report | None:
    """A complaint (RFC 5965 §3)."""
    part = part_of_type(message, "message/feedback-report")
    fields = blocks(part)[0] if part and blocks(part) else None
    if fields is None or header(fields, "Feedback-Type").lower() not in COMPLAINTS:
        return None
    asked_by = header(fields, "User-Agent") or header(fields, "Reporting-MTA")
    return Report(
        Kind.COMPLAINT,
        words=f"Signalé comme indésirable ({header(fields, 'Feedback-Type')}, {asked_by}).",
        addresses=tuple(addresses_in(header(fields, "Original-Rcpt-To"))),
        sent_from=header(fields, "Original-Mail-From"),
    )


def delivery_status(message: Message) -> Report | None:
    """A report of RFC 3464: the failure among its recipients, else the delay."""
    part = part_of_type(message, "message/delivery-status") or part_of_type(message, "message/global-delivery-status")
    recipients = [block for block in blocks(part) if "Action" in block] if part else []
    for action, kind in (("failed", Kind.FAILURE), ("delayed", Kind.DELAY)):
        for block in recipients:
            if header(block, "Action").partition(" ")[0].lower() == action:
                return Report(
                    kind,
                    status=header(block, "Status").partition(" ")[0],
                    words=header(block, "Diagnostic-Code").partition(";")[2].strip(),
                    addresses=tuple(
                        addresses_in(f"{header(block, 'Original-Recipient')} {header(block, 'Final-Recipient')}")
                    ),
                )
    return None


def older_form(message: Message) -> Report | None:
    """Exim's header and qmail's prose (QSBMF), from servers that never learnt RFC 3464."""
    text = first_text(message)
    failed = header(message, "X-Failed-Recipients")
    if failed:
        return Report(Kind.FAILURE, words=said_by_exim(text), addresses=tuple(addresses_in(failed)))
    found = QMAIL_ADDRESS.search(text) if text.startswith(QMAIL) else None
    return (
        Report(Kind.FAILURE, words=" ".join(found[2].split()), addresses=tuple(addresses_in(found[1])))
        if found
        else None
    )


def said_by_exim(text: str) -> str:
    """The indented lines under the failed address: what the other server answered."""
    return " ".join(line.strip() for line in text.splitlines() if line.startswith("    "))


def clues(message: Message, report: Report, path: ReturnPath) -> Returned:
    """The report, with all that may tell which mail of ours it is about."""
    original = returned_headers(message)
    quoted = " ".join(header(original, name) for name in ("Return-Path", "Sender")) if original else ""
    named = f"{arrival(message)} {report.sent_from} {quoted}"
    link = header(original, "List-Unsubscribe") if original else ""
    read_links = (tokens.read_lasting(Purpose.LEAVE, found) for found in LEAVE_LINK.findall(link))
    identifiers = f"{header(original, 'Message-ID')} " if original else ""
    identifiers += f"{header(message, 'In-Reply-To')} {header(message, 'References')}"
    return Returned(
        report.kind,
        report.status[:12],
        without_addresses(report.words),
        deliveries=unique(path.numbers_in(named)),
        singles=unique(path.numbers_in(named, SINGLE)),
        people=unique(person for person in read_links if person),
        message_ids=unique(MESSAGE_ID.findall(identifiers)),
        addresses=unique([*report.addresses, *(addresses_in(header(original, "To")) if original else [])]),
    )


def returned_headers(message: Message) -> Message | None:
    """The headers of the mail that comes back, wherever the report keeps them."""
    found = (part_of_type(message, kind) for kind in RETURNED_MAIL)
    part = next((one for one in found if one), None)
    return headers_in(part) if part else None


def arrival(message: Message) -> str:
    """Every address the mail arrived at."""
    return " ".join(str(value)[:LONGEST_VALUE] for name in ARRIVED_FOR for value in message.get_all(name, [])[:5])


def without_addresses(words: str) -> str:
    """A server's words as they are kept: one line, nobody's address in it."""
    return ADDRESS.sub("…", one_line(words))[:300]


def unique(values: Iterable[T]) -> tuple[T, ...]:
    """In their order, twenty at most."""
    return tuple(dict.fromkeys(values))[:20]
