"""DMARC and alignment: what the town asks of others, and whether its own mail keeps to it."""

from dataclasses import replace

import pytest

from hub.doctor import alignment, dmarc
from hub.doctor.finding import Finding, Verdict
from tests.hub.doctor.zone import TOWN, FakeNames


def examined(*records: str, place: str = "valombreuse.fr", sender: str = "mairie@valombreuse.fr") -> Finding:
    return dmarc.check(replace(TOWN, sender=sender), FakeNames({f"TXT _dmarc.{place}": list(records)}))


@pytest.mark.parametrize(
    ("policy", "says"), [("none", "observer"), ("quarantine", "mettre de côté"), ("reject", "refuser")]
)
def test_a_policy_is_said_in_plain_words(policy: str, says: str) -> None:
    finding = examined(f"v=DMARC1; p={policy}; rua=mailto:dmarc@valombreuse.fr")
    assert finding.verdict is Verdict.WELL
    assert says in finding.says


def test_the_domain_above_counts_for_the_one_below() -> None:
    assert examined("v=DMARC1; p=reject", sender="avis@lettre.valombreuse.fr").verdict is Verdict.WELL
    assert examined("v=DMARC1; p=reject", place="fr").verdict is Verdict.ILL


def test_without_a_record_the_registrar_gets_one_to_paste() -> None:
    finding = examined()
    assert finding.verdict is Verdict.ILL
    assert finding.record is not None
    assert finding.record.name == "_dmarc.valombreuse.fr"
    assert finding.record.value == "v=DMARC1; p=none; rua=mailto:mairie@valombreuse.fr"


@pytest.mark.parametrize(
    "records", [("v=DMARC1; p=none", "v=DMARC1; p=reject"), ("v=DMARC1; p=peut-être",), ("v=DMARC1",)]
)
def test_a_record_that_does_not_count_is_told_of(records: tuple[str, ...]) -> None:
    assert examined(*records).verdict is Verdict.ILL


def aligned(sender: str, returned: str, *records: str) -> Finding:
    installation = replace(TOWN, sender=sender, return_domain=returned)
    return alignment.check(installation, FakeNames({"TXT _dmarc.valombreuse.fr": list(records)}))


def test_sender_and_return_address_of_one_town_go_together() -> None:
    assert aligned("mairie@valombreuse.fr", "rebonds.valombreuse.fr").verdict is Verdict.WELL
    assert aligned("mairie@valombreuse.fr", "autre.fr").verdict is Verdict.WATCH
    assert aligned("mairie@a.gouv.fr", "b.gouv.fr").verdict is Verdict.WATCH


def test_a_town_that_wants_the_very_same_domain_has_it() -> None:
    strict = "v=DMARC1; p=reject; aspf=s"
    assert aligned("mairie@valombreuse.fr", "rebonds.valombreuse.fr", strict).verdict is Verdict.WATCH
    assert aligned("mairie@valombreuse.fr", "valombreuse.fr", strict).verdict is Verdict.WELL


@pytest.mark.parametrize("domain", ["wanadoo.fr", "gmail.com", "orange.fr"])
def test_a_town_hall_cannot_write_to_many_from_a_free_mailbox(domain: str) -> None:
    finding = aligned(f"mairie.valombreuse@{domain}", domain)
    assert finding.verdict is Verdict.ILL
    assert "au nom de la commune" in finding.todo


def test_silence_is_no_fault() -> None:
    silent = FakeNames({}, silent=["_dmarc.valombreuse.fr"])
    assert dmarc.check(TOWN, silent).verdict is Verdict.UNKNOWN
    assert alignment.check(TOWN, silent).verdict is Verdict.UNKNOWN
