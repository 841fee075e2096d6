"""The mailbox of returns, over IMAP (RFC 3501, RFC 6851): read without a mark on anything that is not ours.

It may be the town hall's ordinary mailbox. So nothing is deleted or marked as read, and of a letter to the town hall
only the headers are looked at. What was dealt with goes to a folder of its own, so that nobody has to sort it.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from content.typed import one_line
from newsletter.bounces.mailbox import Mailbox
from newsletter.bounces.reading import LONGEST

TIMEOUT = 10  # seconds for one answer
LONGEST_HEADERS = 64 * 1024
FILED = "Tambour"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Unavailable(Exception):
    """The mailbox cannot be reached, refuses us, or broke off. Says why, without the password."""


class Inbox:
    """One folder, open. Every method raises Unavailable."""

    def __init__(self, client: imaplib.IMAP4, validity: int) -> None:
        self.client = client
        self.validity = validity

    def newer_than(self, last: int, since: date) -> list[int]:
        """The numbers (UID) of the mails that came after that one and not before that day, oldest first."""
        found = self.ask("SEARCH", "UID", f"{last + 1}:*", "SINCE", imap_day(since))
        numbers = sorted(int(number) for line in found if line for number in line.split())
        return [number for number in numbers if number > last]  # « n:* » always has the latest in it

    def find(self, message_id: str) -> int | None:
        """The number of the mail with that Message-ID, angle brackets included."""
        found = self.ask("SEARCH", "HEADER", "Message-ID", quoted(message_id))
        numbers = [int(number) for line in found if line for number in line.split()]
        return numbers[-1] if numbers else None

    def headers(self, number: int) -> bytes:
        return self.fetch(number, f"BODY.PEEK[HEADER]<0.{LONGEST_HEADERS}>")

    def beginning(self, number: int) -> bytes:
        """As much of that mail as reading needs."""
        return self.fetch(number, f"BODY.PEEK[]<0.{LONGEST}>")

    def fetch(self, number: int, what: str) -> bytes:
        """Empty if the mail has gone in the meantime."""
        parts = self.ask("FETCH", str(number), f"({what})")
        return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")

    def file_away(self, number: int) -> None:
        """Marks that mail as read and moves it to the folder of what was dealt with, where the server knows how."""
        self.ask("STORE", str(number), "+FLAGS.SILENT", "(\\Seen)")
        if "MOVE" not in self.client.capabilities:
            return
        for folder in (FILED, f"INBOX.{FILED}"):  # some servers keep every folder below INBOX
            with troubles():
                self.client.create(folder)  # answers NO when it is there
                if self.client.uid("MOVE", str(number), folder)[0] == "OK":
                    return

    def empty_filed(self, before: date) -> None:
        """Deletes what was filed before that day, in our own folder and nowhere else. The other folder is then closed."""
        for folder in (FILED, f"INBOX.{FILED}"):
            with troubles():
                if self.client.select(folder)[0] != "OK":
                    continue
                numbers = b" ".join(line for line in self.ask("SEARCH", "BEFORE", imap_day(before)) if line).split()
                if numbers:
                    self.ask("STORE", b",".join(numbers).decode("ascii"), "+FLAGS.SILENT", "(\\Deleted)")
                    self.client.expunge()

    def ask(self, command: str, *arguments: str) -> list[Any]:
        with troubles():
            answer, lines = self.client.uid(command, *arguments)
        if answer != "OK":
            raise Unavailable(f"{command} : {said(lines)}")
        return lines


def imap_day(day: date) -> str:
    return f"{day.day}-{MONTHS[day.month - 1]}-{day.year}"


@contextmanager
def opened(mailbox: Mailbox) -> Iterator[Inbox]:
    """The folder, open for reading and filing, closed on leaving. Raises Unavailable."""
    with troubles():
        client = connect(mailbox)
    try:
        with troubles():
            client.login(mailbox.username, mailbox.password)
            _answer, told = client.capability()
            client.capabilities = tuple(bytes(told[0] or b"").decode("ascii", "replace").upper().split())
            answer, lines = client.select(quoted(mailbox.folder))
        if answer != "OK":
            raise Unavailable(f"le dossier {mailbox.folder} n’existe pas ({said(lines)})")
        yield Inbox(client, validity_of(client))
    finally:
        try:
            client.logout()
        except (OSError, imaplib.IMAP4.error):
            client.shutdown()


def connect(mailbox: Mailbox) -> imaplib.IMAP4:
    if mailbox.encrypted:
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=TIMEOUT)
    return imaplib.IMAP4(mailbox.host, mailbox.port, timeout=TIMEOUT)


def validity_of(client: imaplib.IMAP4) -> int:
    """What tells that the numbers of the folder still mean the same mails (RFC 3501 §2.3.1.1)."""
    _name, values = client.response("UIDVALIDITY")
    found = re.search(r"\d+", said(values))
    return int(found[0]) if found else 0


@contextmanager
def troubles() -> Iterator[None]:
    """Every trouble of a mail server under one name."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error) as error:
        raise Unavailable(said([*error.args] if isinstance(error, imaplib.IMAP4.error) else [str(error)])) from error


def quoted(text: str) -> str:
    """A string of the protocol (RFC 3501 §4.3)."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def said(lines: list[Any]) -> str:
    text = " ".join(line.decode("utf-8", "replace") if isinstance(line, bytes) else str(line) for line in lines if line)
    return one_line(text, 250)
