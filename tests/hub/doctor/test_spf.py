"""SPF, as a receiver reads it and as a registrar must write it."""

import pytest

from hub.doctor import spf
from hub.doctor.finding import Finding, Verdict
from hub.doctor.installation import Installation
from tests.hub.doctor.zone import ALONE, ELSEWHERE, TOWN, FakeNames, Zone

NOTHING: Zone = {}
MACHINE = {"A www.valombreuse.fr": ["192.0.2.10"]}
BREVO = {"TXT spf.brevo.com": ["v=spf1 ip4:198.51.100.0/24 -all"]}


def examined(record: str | list[str], installation: Installation = TOWN, zone: Zone = NOTHING) -> Finding:
    records = [record] if isinstance(record, str) else record
    return spf.check(installation, FakeNames({"TXT valombreuse.fr": records, **MACHINE, **BREVO, **zone}))


def pasted(finding: Finding) -> str:
    assert finding.record is not None
    assert (finding.record.name, finding.record.kind) == ("valombreuse.fr", "TXT")
    return finding.record.value


def test_a_town_that_lets_its_mail_service_in_is_well() -> None:
    assert examined("v=spf1 mx include:spf.brevo.com ~all").verdict is Verdict.WELL
    assert examined(["google-site-verification=x", "v=spf1 include:spf.brevo.com -all"]).verdict is Verdict.WELL


def test_the_service_may_be_let_in_by_a_record_further_on() -> None:
    inner = {"TXT _spf.agglo.fr": ["v=spf1 include:spf.brevo.com ~all"]}
    assert examined("v=spf1 include:_spf.agglo.fr -all", zone=inner).verdict is Verdict.WELL
    assert examined("v=spf1 redirect=_spf.agglo.fr", zone=inner).verdict is Verdict.WELL


def test_without_a_record_the_registrar_gets_one_to_paste() -> None:
    finding = examined([])
    assert finding.verdict is Verdict.ILL
    assert pasted(finding) == "v=spf1 mx include:spf.brevo.com ~all"


def test_a_missing_service_is_added_to_what_was_there() -> None:
    finding = examined("v=spf1 mx include:mx.ovh.com -all")
    assert finding.verdict is Verdict.ILL
    assert "n’autorise pas Brevo" in finding.says
    assert pasted(finding) == "v=spf1 mx include:mx.ovh.com include:spf.brevo.com -all"


@pytest.mark.parametrize("end", ["+all", "?all", "all", ""])
def test_a_record_that_lets_anybody_in_is_mended(end: str) -> None:
    finding = examined(f"v=spf1 include:spf.brevo.com {end}")
    assert finding.verdict is Verdict.ILL
    assert pasted(finding) == "v=spf1 include:spf.brevo.com ~all"


def test_two_records_are_none() -> None:
    finding = examined(["v=spf1 include:spf.brevo.com ~all", "v=spf1 mx ~all"])
    assert finding.verdict is Verdict.ILL
    assert "2 enregistrements" in finding.says


def test_a_record_that_takes_too_many_questions_is_ignored_by_receivers() -> None:
    many = " ".join(f"include:s{n}.example" for n in range(11))
    finding = examined(f"v=spf1 {many} ~all", zone={f"TXT s{n}.example": ["v=spf1 -all"] for n in range(11)})
    assert finding.verdict is Verdict.ILL
    assert "plus de 10" in finding.says


def test_a_record_that_turns_in_circles_ends() -> None:
    finding = examined("v=spf1 include:valombreuse.fr ~all")
    assert finding.verdict is Verdict.ILL


def test_a_machine_that_sends_by_itself_is_looked_for_by_its_address() -> None:
    assert examined("v=spf1 ip4:192.0.2.0/28 -all", ALONE).verdict is Verdict.WELL
    assert examined("v=spf1 a:www.valombreuse.fr -all", ALONE).verdict is Verdict.WELL
    by_mx = {"MX valombreuse.fr": ["mx.valombreuse.fr"], "A mx.valombreuse.fr": ["192.0.2.10"]}
    assert examined("v=spf1 mx -all", ALONE, by_mx).verdict is Verdict.WELL
    finding = examined("v=spf1 -ip4:192.0.2.10 mx -all", ALONE)
    assert finding.verdict is Verdict.ILL
    assert pasted(finding) == "v=spf1 -ip4:192.0.2.10 mx ip4:192.0.2.10 -all"


def test_of_an_unknown_service_doctor_says_what_to_ask() -> None:
    finding = examined("v=spf1 mx -all", ELSEWHERE)
    assert finding.verdict is Verdict.WATCH
    assert "Demandez à qui fournit smtp.agglo.fr" in finding.todo
    assert pasted(examined([], ELSEWHERE)) == "v=spf1 mx a:smtp.agglo.fr ~all"


@pytest.mark.parametrize(
    "record",
    ["v=spf1", "v=spf1 ~all ~all", "v=spf1 ip4:nonsense include: exists:%{i}.x.fr /24 ~all", "v=spf1 \u2028 é"],
)
def test_a_strange_record_breaks_nothing(record: str) -> None:
    assert examined(record).verdict is Verdict.ILL


def test_silence_is_no_fault() -> None:
    finding = spf.check(TOWN, FakeNames({}, silent=["valombreuse.fr"]))
    assert finding.verdict is Verdict.UNKNOWN
