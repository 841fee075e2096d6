"""What the words of mail servers mean for a mailbox."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.bounces.status import Fault, fault

GONE, LATER, OURS = Fault.GONE, Fault.LATER, Fault.OURS


@pytest.mark.parametrize(
    ("code", "words", "meaning"),
    [
        (550, "5.1.1 <k@boite.example>: Recipient address rejected: User unknown in virtual mailbox table", GONE),
        (550, "5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416 [416]", GONE),
        (550, "no such user", GONE),
        (550, "", GONE),
        (553, "sorry, that domain isn't in my list", GONE),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound", GONE),
        (550, "5.4.1 Recipient address rejected: Access denied.", GONE),
        (554, "5.4.4 Host or domain name not found", GONE),
        (550, "5.2.1 The email account that you tried to reach is disabled.", GONE),
        (554, "delivery error: dd This user doesn't have a yahoo.example account", GONE),
        (552, "5.2.2 The recipient's inbox is out of storage space", LATER),
        (552, "mailbox full", LATER),
        (450, "4.2.0 Greylisted", LATER),
        (421, "4.7.0 [TSS04] Messages temporarily deferred due to user complaints", LATER),
        (451, "4.7.1 blocked for now", LATER),
        (550, "5.5.0 mailbox is full", LATER),
        (550, "5.7.0 Mail rejete. Mail rejected. OFR_506 [506]", OURS),
        (550, "5.7.26 This mail has been blocked because the sender is unauthenticated (SPF, DKIM)", OURS),
        (550, "5.7.515 Access denied, sending domain does not meet the required authentication level", OURS),
        (550, "5.5.0 Service refuse. Veuillez essayer plus tard. service refused, please try later. LPN007_510", OURS),
        (550, "spam detected", OURS),
        (554, "Message refused by policy", OURS),
        (552, "5.3.4 Message size exceeds fixed limit", OURS),
        (554, "5.6.0 Corrupt message content", OURS),
        (501, "5.1.8 Sender's system address is bad", OURS),
        (0, "connexion perdue", LATER),
    ],
)
def test_a_refusal_blames_the_mailbox_the_moment_or_us(code: int, words: str, meaning: Fault) -> None:
    assert fault(words, code=code) is meaning
    assert fault(f"{code} {words}" if code else words) is meaning


def test_a_precise_code_in_the_words_wins_over_a_vague_one_in_the_report() -> None:
    assert fault("550 5.2.2 over quota", status="5.0.0") is LATER
    assert fault("550 No such person at this address", status="5.0.0") is GONE
    assert fault("554 something", status="5.1.1") is GONE


def test_a_version_number_or_an_ip_address_is_no_code() -> None:
    assert fault("550 host 192.5.1.1 said: blocked using dnsbl") is OURS


@given(st.text(), st.text(max_size=12), st.integers(0, 999))
def test_whatever_a_server_says_means_something(words: str, status: str, code: int) -> None:
    assert fault(words, status=status, code=code) in Fault
