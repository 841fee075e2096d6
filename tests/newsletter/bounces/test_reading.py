"""Reading what comes back: the reports of real servers, and what must be left alone."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.bounces import reading
from newsletter.bounces.reading import Kind, Returned
from newsletter.bounces.return_path import key
from newsletter.bounces.status import Fault, fault
from tests.newsletter.bounces.samples import FAILURES, KARIM_UID, Sent, path
from tests.people import KARIM

SENT = Sent()
ONE_ADDRESS = path("rebonds@valombreuse.example")


def read(name: str, **changes: str) -> Returned | None:
    return reading.read(SENT.back(name, **changes), SENT.path)


@pytest.mark.parametrize("name", FAILURES)
def test_a_report_of_failure_names_the_delivery_by_its_key(name: str) -> None:
    found = read(name)
    assert found is not None
    assert (found.kind, found.deliveries) == (Kind.FAILURE, (42,))


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("postfix", Fault.GONE),
        ("exim", Fault.GONE),
        ("exim_old", Fault.GONE),
        ("exchange", Fault.GONE),
        ("gmail", Fault.GONE),
        ("orange", Fault.GONE),
        ("qmail", Fault.GONE),
        ("free", Fault.LATER),
        ("orange_policy", Fault.OURS),
    ],
)
def test_each_server_is_understood_in_its_own_words(name: str, meaning: Fault) -> None:
    found = read(name)
    assert found is not None
    assert fault(found.words, status=found.status) is meaning


@pytest.mark.parametrize("name", ["postfix", "exim", "exchange", "gmail", "orange", "free"])
def test_without_a_key_in_the_address_the_message_id_and_the_recipient_tell(name: str) -> None:
    sent = Sent(path=ONE_ADDRESS)
    found = reading.read(sent.back(name), ONE_ADDRESS)
    assert found is not None
    assert found.deliveries == ()
    assert sent.message_id.strip("<>").partition("@")[0] in found.message_ids
    assert KARIM in found.addresses


def test_a_delay_is_a_delay() -> None:
    found = read("postfix_delay")
    assert found is not None
    assert (found.kind, found.status, found.deliveries) == (Kind.DELAY, "4.4.1", (42,))


def test_a_complaint_is_known_by_the_envelope_though_the_address_is_hidden() -> None:
    found = read("complaint")
    assert found is not None
    assert (found.kind, found.deliveries, found.people) == (Kind.COMPLAINT, (42,), (KARIM_UID,))
    assert found.words == "Signalé comme indésirable (abuse, SomeGenerator/1.0)."


@pytest.mark.parametrize("kind", ["not-spam", "virus", "other", ""])
def test_only_a_complaint_is_a_complaint(kind: str) -> None:
    raw = SENT.back("complaint").replace(b"Feedback-Type: abuse", b"Feedback-Type: " + kind.encode())
    assert reading.read(raw, SENT.path) is None


def test_the_button_of_a_mail_program_asks_to_stop() -> None:
    assert read("stop") == Returned(Kind.STOP, people=(KARIM_UID,))


@pytest.mark.parametrize("name", ["out_of_office", "receipt", "letter"])
def test_absences_receipts_and_letters_are_left_alone(name: str) -> None:
    assert read(name) is None


def test_only_the_headers_of_a_letter_to_the_town_hall_are_looked_at() -> None:
    def headers(name: str) -> bytes:
        return SENT.back(name).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"

    assert not reading.may_concern_us(headers("letter"), SENT.path)
    for name in [*FAILURES, "complaint", "stop", "postfix_delay"]:
        assert reading.may_concern_us(headers(name), SENT.path), name


def test_what_is_kept_of_a_servers_words_names_nobody() -> None:
    for name in FAILURES:
        found = read(name)
        assert found is not None
        assert "karim" not in found.words
        assert len(found.words) <= 300


@pytest.mark.parametrize("name", FAILURES)
def test_a_forged_key_names_no_delivery(name: str) -> None:
    good = SENT.path.sender_for(42)
    forged = good.replace(key(42), "b" * 24)
    found = reading.read(SENT.back(name, RETURN=forged), SENT.path)
    assert found is not None
    assert found.deliveries == ()


def test_a_report_inside_a_forwarded_mail_is_not_a_report() -> None:
    inner = SENT.back("postfix")
    raw = b"From: a@b.example\r\nTo: mairie@valombreuse.example\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    assert reading.read(raw, SENT.path) is None


def nested(depth: int, line: bytes = b"\r\nfin") -> bytes:
    opening = b"".join(
        f'Content-Type: multipart/report; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode() for n in range(depth)
    )
    return b"To: " + SENT.path.sender_for(42).encode() + b"\r\n" + opening + line * 40_000


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 1000,
        b"\xff\xfe" * 5000,
        nested(59),
        nested(900, b"\n--"),
        nested(3000),
        b"Subject: =?utf-8?q?" + b"=C3" * 100_000 + b"?=\r\n\r\n",
        b"Subject: =?nonsense?q?a?=\r\n\r\n",
        b"A: b\r\n" * 40_000,
        b"Content-Type: multipart/report; " + b"a=b; " * 50_000 + b"\r\n\r\n",
        b"X-Failed-Recipients: " + b"a@b.example, " * 20_000 + b"\r\n\r\nbonjour",
        b"Content-Type: message/delivery-status\r\n\r\na: b\r\n\r\nAction: failed\r\nDiagnostic-Code: smtp; "
        + b"a" * 200_000,
        b"To: " + b"a" * 200_000 + b"\r\nX-Failed-Recipients: " + b"a" * 200_000 + b"\r\n\r\n",
        b"To: " + b"<" * 200_000 + b"\r\n\r\nHi. This is the qmail-send program" + b"\n<a>:" * 40_000,
    ],
    ids=[
        "nothing",
        "nul",
        "binary",
        "deep",
        "deeper",
        "deepest",
        "long subject",
        "odd charset",
        "headers",
        "parameters",
        "many",
        "long words",
        "long addresses",
        "qmail",
    ],
)
def test_a_hostile_mail_is_left_alone_and_costs_little(raw: bytes) -> None:
    began = time.process_time()
    found = reading.read(raw, SENT.path)
    assert found is None or found.deliveries == ()
    assert time.process_time() - began < 2


@given(st.sampled_from([*FAILURES, "complaint", "stop"]), st.data())
def test_a_mail_damaged_on_the_way_never_raises(name: str, data: st.DataObject) -> None:
    raw = bytearray(SENT.back(name))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    found = reading.read(bytes(raw), SENT.path)
    if found:
        assert set(found.deliveries) <= {42}
        assert all(text.isprintable() for text in (found.status, found.words, *found.addresses))


def test_no_database_chokes_on_what_is_kept() -> None:
    """PostgreSQL refuses a null in a text; a mail that could not be written down would be read again for ever."""
    raw = (
        SENT.back("postfix")
        .replace(b"Status: 5.1.1", b"Status: 5\x00.1")
        .replace(b"rfc822; karim", b"rfc822; \x00k\xff")
    )
    found = reading.read(raw.replace(b"User unknown", b"User\x00unknown"), SENT.path)
    assert found is not None
    assert all(text.isprintable() for text in (found.status, found.words, *found.addresses))


def test_a_mail_cut_short_by_its_length_is_still_read() -> None:
    raw = SENT.back("exim") + b"x" * 2_000_000
    found = reading.read(raw, SENT.path)
    assert found is not None
    assert found.deliveries == (42,)


def test_a_status_is_a_code_or_nothing() -> None:
    raw = re.sub(rb"Status: 5\.1\.1", b"Status: " + b"9" * 500, SENT.back("postfix"))
    found = reading.read(raw, SENT.path)
    assert found is not None
    assert len(found.status) <= 12
