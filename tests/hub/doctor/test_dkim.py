"""DKIM: the key others need to believe our signature."""

from base64 import b64encode
from dataclasses import replace

import pytest

from hub.doctor import dkim
from hub.doctor.finding import Finding, Verdict
from tests.hub.doctor.zone import ELSEWHERE, TOWN, FakeNames

KEY_1024, KEY_2048 = b64encode(b"\x30" * 162).decode(), b64encode(b"\x30" * 294).decode()


def examined(record: str, selector: str = "brevo1") -> Finding:
    return dkim.check(TOWN, FakeNames({f"TXT {selector}._domainkey.valombreuse.fr": [record]}))


def test_a_key_under_the_habitual_name_of_the_service_is_found() -> None:
    finding = examined(f"v=DKIM1; k=rsa; p={KEY_2048}", "brevo2")
    assert finding.verdict is Verdict.WELL
    assert "brevo2._domainkey.valombreuse.fr" in finding.says


def test_spaces_left_by_a_registrar_are_forgiven_as_receivers_do() -> None:
    assert examined(f"v=DKIM1 ; k = rsa; p={KEY_2048[:60]} {KEY_2048[60:]}").verdict is Verdict.WELL
    assert examined("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=").verdict is Verdict.WELL


@pytest.mark.parametrize(
    ("record", "verdict", "says"),
    [
        ("v=DKIM1; p=", Verdict.ILL, "révoquée"),
        (f"v=DKIM1; p={KEY_1024}", Verdict.WATCH, "1024 bits"),
        (f"v=DKIM1; p={KEY_2048[:-10]}", Verdict.ILL, "abîmée"),
        ("v=DKIM1; p=éééé", Verdict.ILL, "abîmée"),
        (f"v=DKIM1; t=y:s; p={KEY_2048}", Verdict.WATCH, "à l’essai"),
        ("nonsense", Verdict.ILL, "révoquée"),
    ],
)
def test_a_key_that_does_not_serve_is_told_of(record: str, verdict: Verdict, says: str) -> None:
    finding = examined(record)
    assert finding.verdict is verdict
    assert says in finding.says


def test_the_operators_own_word_comes_first() -> None:
    asked = replace(TOWN, selector="lettre2026")
    zone = {"TXT lettre2026._domainkey.valombreuse.fr": [f"v=DKIM1; p={KEY_2048}"]}
    assert dkim.check(asked, FakeNames(zone)).verdict is Verdict.WELL
    finding = dkim.check(asked, FakeNames({}))
    assert finding.verdict is Verdict.ILL
    assert "lettre2026._domainkey.valombreuse.fr" in finding.says


def test_without_a_key_doctor_says_whom_to_ask_for_what() -> None:
    finding = dkim.check(TOWN, FakeNames({}))
    assert finding.verdict is Verdict.ILL
    assert "Demandez à Brevo" in finding.todo
    assert "DKIM_SELECTOR" in finding.todo
    assert dkim.check(ELSEWHERE, FakeNames({})).verdict is Verdict.WATCH


def test_silence_is_no_fault() -> None:
    names = FakeNames({}, silent=["brevo1._domainkey.valombreuse.fr"])
    assert dkim.check(TOWN, names).verdict is Verdict.UNKNOWN
