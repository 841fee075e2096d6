"""A letter as bytes: what a resident's mail program reads, and what nobody can smuggle in."""

import re
from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.bounces.return_path import people_in_subject
from newsletter.bulletin import edition
from newsletter.engine.messages import Letter, Master, message_id
from newsletter.subscribers import tokens
from newsletter.subscribers.tokens import Purpose
from tests.newsletter.residents import HTML, TEXT, letter

KARIM = UUID("11111111-2222-4333-8444-555555555555")
JEANNE = UUID("99999999-8888-4777-8666-555555555555")
SITE = "https://www.valombreuse-sur-lise.example"


def read(raw: bytes) -> EmailMessage:
    message = BytesParser(policy=SMTP).parsebytes(raw)
    assert not message.defects
    assert not any(part.defects for part in message.walk())
    return message


def copy(
    a_letter: Letter, person: UUID = KARIM, address: str = "karim@boite.example", *, text_only: bool = False
) -> EmailMessage:
    return read(Master(a_letter).copy_for(person, address, text_only=text_only))


def words(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_karim_reads_the_letter_in_both_forms_with_his_own_links() -> None:
    message = copy(letter())
    choices = f"{SITE}/recevoir/choix/{tokens.lasting(Purpose.CHOICES, KARIM)}/"
    leave = f"{SITE}/recevoir/arreter/{tokens.lasting(Purpose.LEAVE, KARIM)}/"
    assert message.get_content_type() == "multipart/alternative"
    assert words(message, "plain") == TEXT.replace("{{lien-choix}}", choices).replace("{{lien-arret}}", leave)
    html = HTML.replace("{{lien-choix}}", choices).replace("{{lien-arret}}", leave)
    assert words(message, "html").rstrip("\n") == html


def test_whoever_prefers_text_gets_text_alone() -> None:
    message = copy(letter(), text_only=True)
    assert message.get_content_type() == "text/plain"
    assert "{{" not in message.get_content()


def test_each_copy_says_who_writes_on_which_list_and_how_to_stop_in_one_click() -> None:
    message = copy(letter())
    assert message["From"] == "Valombreuse-sur-Lise <avis@valombreuse.example>"
    assert message["Reply-To"] == "mairie@valombreuse.example"
    assert message["To"] == "karim@boite.example"
    assert message["List-Id"] == "Avis à la population <bulletin.valombreuse.example>"
    assert message["List-Unsubscribe"] == f"<{SITE}/recevoir/arreter/{tokens.lasting(Purpose.LEAVE, KARIM)}/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Help"] == f"<{SITE}/recevoir/>"
    assert message["List-Archive"] == f"<{SITE}/bulletin/>"
    assert message["List-Post"] == "NO"
    assert message["Precedence"] == "bulk"
    assert message["Feedback-ID"].count(":") == 3


def test_a_mail_program_may_also_write_to_stop_where_somebody_reads() -> None:
    message = copy(replace(letter(), stop_address="rebonds+arreter@valombreuse.example"))
    https, mailto = re.findall(r"<([^>]+)>", message["List-Unsubscribe"])
    assert https == f"{SITE}/recevoir/arreter/{tokens.lasting(Purpose.LEAVE, KARIM)}/"
    address, _mark, query = mailto.removeprefix("mailto:").partition("?")
    assert address == "rebonds+arreter@valombreuse.example"
    assert list(people_in_subject(query.removeprefix("subject="))) == [KARIM]


def test_a_second_copy_for_the_same_person_is_the_same_to_the_byte() -> None:
    assert Master(letter()).copy_for(KARIM, "karim@boite.example") == Master(letter()).copy_for(
        KARIM, "karim@boite.example"
    )


def test_a_message_id_belongs_to_one_letter_and_one_person() -> None:
    issue, other = letter().uid, UUID(int=7)
    ids = {message_id(uid, person, "d.example") for uid in (issue, other) for person in (KARIM, JEANNE)}
    assert len(ids) == 4
    assert copy(letter())["Message-ID"] == message_id(issue, KARIM, "valombreuse.example")


def test_two_residents_differ_by_their_address_and_their_links_only() -> None:
    karim = Master(letter()).copy_for(KARIM, "karim@boite.example")
    jeanne = Master(letter()).copy_for(JEANNE, "jeanne@lettres.example")
    for person, address, raw in ((KARIM, b"karim@boite.example", karim), (JEANNE, b"jeanne@lettres.example", jeanne)):
        personal = [tokens.lasting(purpose, person) for purpose in (Purpose.CHOICES, Purpose.LEAVE)]
        assert raw.count(address) == 1
        for own in (
            address,
            message_id(letter().uid, person, "valombreuse.example").encode(),
            *(p.encode() for p in personal),
        ):
            raw = raw.replace(own, b"*")
        if person is KARIM:
            karim = raw
    assert karim == raw


@pytest.mark.parametrize("text", [".", "..fin", "un\n.\n..\n", "mot. " * 60, "é." * 90, f".\n.{edition.LEAVE}.\n."])
def test_no_line_begins_with_the_dot_that_ends_a_message(text: str) -> None:
    raw = Master(letter(text=text, html=text)).copy_for(KARIM, "karim@boite.example")
    assert b"\n." not in raw
    assert max(len(line) for line in raw.split(b"\r\n\r\n", 1)[1].split(b"\r\n")) <= 76
    assert words(read(raw), "plain")[:3] == text[:3]


def test_lines_are_short_plain_ascii_and_end_as_smtp_wants() -> None:
    raw = Master(letter(html="<p>" + "été " * 400 + "{{lien-choix}}" + " à " * 300 + "</p>")).copy_for(
        KARIM, "k@b.example"
    )
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    body = raw.split(b"\r\n\r\n", 1)[1]
    assert max(len(line) for line in body.split(b"\r\n")) <= 76


def test_a_letter_follows_nobody() -> None:
    raw = Master(letter()).copy_for(KARIM, "karim@boite.example").decode()
    assert "<img" not in raw
    assert set(re.findall(r"https?://([^/]+)", words(read(raw.encode()), "html"))) == {
        "www.valombreuse-sur-lise.example"
    }


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a@x.example, b@y.example",
        "a@x.example\r\nBcc: b@y.example",
        "<a@x.example>",
        "é@x.example",
        "a@x.example\x00",
        "@",
        "@x.example",
        "a@",
        "a@b@x.example",
    ],
)
def test_nothing_but_one_plain_address_becomes_a_recipient(address: str) -> None:
    with pytest.raises(ValueError, match="single plain address"):
        Master(letter()).copy_for(KARIM, address)


any_address = st.from_regex(r"[a-z0-9._+'&=~-]{1,40}@[a-z]{1,20}\.example", fullmatch=True) | st.text(
    'ab@. ,;<>"\r\n\x00\u2028é', max_size=30
)


@given(address=any_address, person=st.uuids())
def test_each_raw_message_has_exactly_one_recipient(address: str, person: UUID) -> None:
    """Either the address is one plain address and stands once in the whole message, or there is no message."""
    try:
        raw = Master(letter()).copy_for(person, address)
    except ValueError:
        return
    headers = raw.partition(b"\r\n\r\n")[0]
    assert re.findall(rb"(?im)^(?:to|cc|bcc):.*$", headers) == [b"To: " + address.encode() + b"\r"]
    assert address.encode() not in raw.replace(b"To: " + address.encode(), b"", 1) or "@" not in address


anything = st.text(st.characters(codec="utf-8"), max_size=200) | st.text("\r\n\x00\u2028:, <>@=?.aé", max_size=60)


@given(subject=anything, sender=anything, text=anything, html=anything)
def test_no_word_of_an_editor_adds_a_header_or_a_recipient(subject: str, sender: str, text: str, html: str) -> None:
    plain = letter()
    hostile = Letter(
        **{**vars(plain), "subject": subject, "sender_name": sender, "list_name": sender, "text": text, "html": html}
    )
    message = copy(hostile)
    assert message.keys() == copy(plain).keys()
    assert [address.addr_spec for address in message["To"].addresses] == ["karim@boite.example"]
    assert [address.addr_spec for address in message["From"].addresses] == ["avis@valombreuse.example"]


@given(
    text=st.text(st.characters(codec="utf-8", exclude_characters="\r\ue000\ue001"), max_size=300).filter(
        lambda text: not any(mark in text for mark in edition.PLACEHOLDERS)
    )
)
def test_whatever_is_written_is_read_back(text: str) -> None:
    message = copy(letter(text=text), text_only=True)
    assert message.get_payload(decode=True) == (text.replace("\n", "\r\n") + "\r\n").encode()
