"""Where returns are read: said in one line of the settings, and never with a password in clear."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsletter.bounces.mailbox import Mailbox, parse_setting


def test_an_operator_writes_the_mailbox_on_one_line() -> None:
    expected = Mailbox("imap.exemple.fr", 993, True, "rebonds@macommune.fr", "se/c#ret", "INBOX")
    assert parse_setting("imaps://rebonds@macommune.fr:se%2Fc%23ret@imap.exemple.fr/INBOX") == expected
    assert parse_setting("imaps://rebonds%40macommune.fr:se%2Fc%23ret@imap.exemple.fr") == expected
    assert parse_setting("") is None


def test_another_port_and_another_folder() -> None:
    found = parse_setting("imap://a:b@127.0.0.1:1143/Retours%20de%20courriel")
    assert found is not None
    assert (found.port, found.encrypted, found.folder) == (1143, False, "Retours de courriel")


@pytest.mark.parametrize(
    "url",
    [
        "pop3://a:tres-secret@imap.exemple.fr",
        "imaps://imap.exemple.fr",
        "imaps://a@imap.exemple.fr",
        "imaps://a:tres-secret#5@imap.exemple.fr",
        "imaps://a:tres-secret/5@imap.exemple.fr",
        "imaps://a:tres-secret@imap.exemple.fr:port",
        "imaps://a:tres-secret@[::1",
        "imap://a:tres-secret@imap.exemple.fr",
        "imaps://a:tres-secrèt@imap.exemple.fr",
        "imaps://a:tres-secret@imap.exemple.fr/Réponses",
    ],
)
def test_nonsense_is_refused_with_the_variables_name_and_without_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="TAMBOUR_BOUNCE_IMAP") as refusal:
        parse_setting(url)
    assert "tres-secr" not in str(refusal.value)


def test_a_password_is_not_shown_by_accident() -> None:
    assert "secret" not in repr(parse_setting("imaps://a:secret@imap.exemple.fr"))


def test_what_the_database_knows_of_it_says_nothing_of_the_account() -> None:
    first, second = parse_setting("imaps://a:1@imap.exemple.fr"), parse_setting("imaps://a:2@imap.exemple.fr")
    assert first is not None and second is not None
    assert first.fingerprint == second.fingerprint
    assert "imap" not in first.fingerprint
