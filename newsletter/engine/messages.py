"""The bytes of a letter: encoded once for everybody, then joined with what belongs to one person.

A `Letter` is what residents receive; `Master(letter)` encodes it (RFC 5322, quoted-printable, CRLF) and cuts it where
a personal value stands; `Master.copy_for` joins. A copy is a pure function of the letter and the person, so a second
copy is the same, byte for byte. A copy has exactly one recipient, no pixel and no redirected link: no code here could
write either.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email import policy, quoprimime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.utils import format_datetime
from enum import Enum
from uuid import UUID

from content import seals
from content.typed import one_line
from newsletter.bounces.return_path import STOP
from newsletter.bulletin import edition
from newsletter.subscribers import tokens
from newsletter.subscribers.tokens import Purpose

CHOICES_PATH = "/recevoir/choix/"
LEAVE_PATH = "/recevoir/arreter/"
CHOICES_MARK, LEAVE_MARK = "\ue000", "\ue001"  # private use: no text of ours holds them
CRLF = b"\r\n"
SOFT_BREAK = b"=\r\n"
_PLAIN = r"[^\s,;<>\"\\()@\x00-\x1f\x7f]+"
PLAIN_ADDRESS = re.compile(f"{_PLAIN}@{_PLAIN}", re.ASCII)
"""Something, one @, something; what else an address may be was decided when it was typed (content.addresses)."""


class Personal(Enum):
    """What differs from one copy to the next."""

    ADDRESS = "address"
    MESSAGE_ID = "message id"
    CHOICES = "choices"
    LEAVE = "leave"


Piece = bytes | Personal
MARKS = {CHOICES_MARK: Personal.CHOICES, LEAVE_MARK: Personal.LEAVE}


@dataclass(frozen=True)
class Letter:
    """What is sent to many: frozen words, who signs, which list. `root_url` has no slash at its end.

    `stop_address` takes the mails of programs that unsubscribe by writing; empty where nobody reads them.
    """

    uid: UUID
    subject: str
    html: str
    text: str
    sender_name: str
    sender_address: str
    reply_to: str
    list_name: str
    list_label: str
    root_url: str
    archive_url: str
    written_at: datetime
    stop_address: str = ""

    @property
    def domain(self) -> str:
        return self.sender_address.rpartition("@")[2]


class Master:
    """A letter encoded once. Building a copy costs a few microseconds."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        head = [shared_headers(letter), *personal_headers(letter)]
        self.rich = head + rich_body(letter)
        self.plain = head + plain_body(letter)

    def copy_for(self, person: UUID, address: str, *, text_only: bool = False) -> bytes:
        """One person's message as it goes on the wire: lines ended by CRLF, none of which begins with a dot.

        Raises ValueError on anything but one plain address.
        """
        if not (address.isascii() and PLAIN_ADDRESS.fullmatch(address)):
            raise ValueError(f"Not a single plain address: {address!r}")
        values = {
            Personal.ADDRESS: address.encode("ascii"),
            Personal.MESSAGE_ID: message_id(self.letter.uid, person, self.letter.domain).encode("ascii"),
            Personal.CHOICES: tokens.lasting(Purpose.CHOICES, person).encode("ascii"),
            Personal.LEAVE: tokens.lasting(Purpose.LEAVE, person).encode("ascii"),
        }
        pieces = self.plain if text_only else self.rich
        return b"".join(values[piece] if isinstance(piece, Personal) else piece for piece in pieces)


def message_id(letter: UUID, person: UUID, domain: str) -> str:
    """The Message-ID of that letter for that person, angle brackets included.

    The same at every attempt, so that a relay's log can be asked.
    """
    return f"<{seals.mac('message-id', letter.bytes + person.bytes)[:18].hex()}@{domain}>"


def shared_headers(letter: Letter) -> bytes:
    """The headers every copy has (RFC 5322, 2369, 2919; Feedback-ID as Gmail documents it), folded and encoded by the
    standard library.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = HeaderAddress(one_line(letter.sender_name), addr_spec=letter.sender_address)
    if letter.reply_to:
        message["Reply-To"] = HeaderAddress(addr_spec=letter.reply_to)
    message["Subject"] = one_line(letter.subject)
    message["Date"] = format_datetime(letter.written_at)
    message["List-Id"] = f"{one_line(letter.list_name)} <{letter.list_label}.{letter.domain}>"
    message["List-Help"] = f"<{letter.root_url}/recevoir/>"
    message["List-Archive"] = f"<{letter.archive_url}>"
    message["List-Post"] = "NO"  # RFC 2369 §3.4: nobody writes to everybody
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    sender = hashlib.sha256(letter.domain.encode()).hexdigest()[:12]
    message["Feedback-ID"] = f"{letter.uid.hex[:12]}:{letter.list_label}:tambour:{sender}"
    message["Precedence"] = "bulk"
    message["Content-Language"] = "fr"
    message["MIME-Version"] = "1.0"
    return message.as_bytes().rstrip(CRLF) + CRLF


def personal_headers(letter: Letter) -> list[Piece]:
    """One recipient (never two), its Message-ID, and its own ways out: one https address (RFC 8058 §3.1, covered by the
    relay's DKIM) and, where a mailbox is read, one to write to (RFC 2369 §3.2).
    """
    link: list[Piece] = [f"<{letter.root_url}{LEAVE_PATH}".encode("ascii"), Personal.LEAVE, b"/>"]
    mail: list[Piece] = []
    if letter.stop_address:
        mail = [f",\r\n <mailto:{letter.stop_address}?subject={STOP}-".encode("ascii"), Personal.LEAVE, b">"]
    return [
        b"To: ",
        Personal.ADDRESS,
        b"\r\nMessage-ID: ",
        Personal.MESSAGE_ID,
        b"\r\nList-Unsubscribe: ",
        *link,
        *mail,
        CRLF,
    ]


def rich_body(letter: Letter) -> list[Piece]:
    """The text, then the HTML (RFC 2046 §5.1.4: the best form last).

    A boundary with `=_` in it cannot occur in quoted-printable.
    """
    boundary = b"=_tambour_" + hashlib.sha256((letter.text + letter.html).encode()).hexdigest()[:32].encode()
    return [
        b'Content-Type: multipart/alternative; boundary="' + boundary + b'"\r\n\r\n--' + boundary + CRLF,
        *part("text/plain", letter.text, letter.root_url),
        b"\r\n--" + boundary + CRLF,
        *part("text/html", letter.html, letter.root_url),
        b"\r\n--" + boundary + b"--\r\n",
    ]


def plain_body(letter: Letter) -> list[Piece]:
    return [*part("text/plain", letter.text, letter.root_url), CRLF]


def part(kind: str, content: str, root_url: str) -> list[Piece]:
    """One MIME part in quoted-printable, cut where a personal link stands (edition.PLACEHOLDERS).

    Each token is on a soft-broken line of its own (RFC 2045 §6.7), so that what surrounds it is encoded once and for
    all.
    """
    content = content.translate(dict.fromkeys(map(ord, MARKS)))
    content = content.replace(edition.CHOICES, f"{root_url}{CHOICES_PATH}{CHOICES_MARK}/")
    content = content.replace(edition.LEAVE, f"{root_url}{LEAVE_PATH}{LEAVE_MARK}/")
    pieces: list[Piece] = [
        f"Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode("ascii")
    ]
    for segment in re.split(f"([{CHOICES_MARK}{LEAVE_MARK}])", content):
        pieces += [SOFT_BREAK, MARKS[segment], SOFT_BREAK] if segment in MARKS else [quoted_printable(segment)]
    return pieces


def quoted_printable(text: str) -> bytes:
    """Lines of 76 characters at most. No line begins with a dot (RFC 2049 §3): SMTP has none to double, copy after copy."""
    as_bytes = re.sub(r"\r\n?", "\n", text).encode("utf-8").decode("latin-1")
    encoded = quoprimime.body_encode(as_bytes, maxlinelen=74, eol="\r\n").encode("ascii")
    return re.sub(rb"(?m)^\.", b"=2E", encoded)
