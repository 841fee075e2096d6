"""A mail to ourselves: what a receiver really sees."""

import smtplib
from collections.abc import Iterator
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from pytest_django import Settings

from hub.doctor import trial
from hub.doctor.finding import Finding, Verdict
from hub.doctor.installation import Installation
from tests.dovecot import DovecotServer
from tests.smtp_server import SmtpServer

TOWN = Installation("www.valombreuse.example", "mairie@valombreuse.example", "valombreuse.example", "127.0.0.1")
SIGNED = "v=1; a=rsa-sha256; d=valombreuse.example; s=lettre; h=From:To:Subject:List-Unsubscribe:\n List-Unsubscribe-Post; b=x"


def headers(signature: str = SIGNED, found: str = "") -> Message:
    lines = [f"DKIM-Signature: {signature}"] * bool(signature) + [f"Authentication-Results: {found}"] * bool(found)
    return Parser().parsestr("\n".join(lines) + "\n\n")


def verdicts(message: Message) -> list[Finding]:
    return list(trial.verdict(message, "valombreuse.example"))


def test_a_signature_in_the_towns_name_that_covers_the_way_out_is_well() -> None:
    (finding,) = verdicts(headers())
    assert finding.verdict is Verdict.WELL
    assert "lettre._domainkey.valombreuse.example" in finding.says


def test_a_signature_that_leaves_the_way_out_uncovered_shows_no_button() -> None:
    (finding,) = verdicts(headers("v=1; d=valombreuse.example; s=x; h=From:List-Unsubscribe"))
    assert finding.verdict is Verdict.WATCH
    assert finding.todo.endswith("couvre aussi list-unsubscribe-post.")


@pytest.mark.parametrize(
    ("signature", "says"), [("", "sans signature"), ("v=1; d=brevo.example", "au nom de brevo.example")]
)
def test_no_signature_or_that_of_somebody_else_is_ill(signature: str, says: str) -> None:
    (finding,) = verdicts(headers(signature))
    assert finding.verdict is Verdict.ILL
    assert says in finding.says


def test_the_receivers_own_findings_are_repeated() -> None:
    told = "mx.exemple.fr; spf=pass smtp.mailfrom=rebonds@valombreuse.example; dkim=fail (bad) header.d=x; dmarc=none; arc="
    assert [(one.verdict, one.says.split()[-2]) for one in verdicts(headers(found=told))[1:]] == [
        (Verdict.WELL, "SPF"),
        (Verdict.ILL, "DKIM"),
    ]


def test_nothing_is_sent_where_nobody_would_read_it(settings: Settings) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:9"
    (finding,) = trial.check(TOWN)
    assert finding.verdict is Verdict.UNKNOWN


@pytest.fixture
def relay(tmp_path: Path, settings: Settings) -> Iterator[SmtpServer]:
    with SmtpServer(tmp_path) as accepting:
        settings.EMAIL_URL = accepting.url
        yield accepting


@pytest.mark.slow
def test_the_mail_is_awaited_read_and_put_away(server: DovecotServer, relay: SmtpServer) -> None:
    def the_mail_arrives(_seconds: float) -> None:
        (mail,) = relay.accepted()
        assert mail.recipients == ["rebonds+arreter@valombreuse.example"]
        server.deliver(f"DKIM-Signature: {SIGNED}\n".replace("\n", "\r\n").encode() + mail.raw)

    (finding,) = trial.check(TOWN, the_mail_arrives)
    assert finding.verdict is Verdict.WELL
    assert server.mails() == {}
    assert len(server.mails("Tambour")) == 1


@pytest.mark.slow
def test_a_mail_that_never_arrives_is_told_of(server: DovecotServer, relay: SmtpServer) -> None:
    (finding,) = trial.check(TOWN, lambda _seconds: None)
    assert finding.verdict is Verdict.ILL
    assert "n’est pas arrivé en 2 minutes" in finding.says


@pytest.mark.slow
def test_a_server_that_refuses_our_return_address_is_told_of(
    server: DovecotServer, relay: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise smtplib.SMTPSenderRefused(553, b"not owned by user", "rebonds@valombreuse.example")

    monkeypatch.setattr(smtplib.SMTP, "sendmail", refuse)
    (finding,) = trial.check(TOWN)
    assert finding.verdict is Verdict.ILL
    assert "not owned by user" in finding.says
