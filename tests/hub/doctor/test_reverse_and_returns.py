"""The name of the machine that sends, and the way back."""

from hub.doctor import returns, reverse
from hub.doctor.finding import Verdict
from tests.hub.doctor.zone import ALONE, ELSEWHERE, TOWN, FakeNames

MACHINE = {"A www.valombreuse.fr": ["192.0.2.10"]}


def test_a_machine_whose_name_leads_back_to_it_is_well() -> None:
    zone = {**MACHINE, "PTR 192.0.2.10": ["vps1.hebergeur.fr"], "A vps1.hebergeur.fr": ["192.0.2.10"]}
    assert reverse.check(ALONE, FakeNames(zone)).verdict is Verdict.WELL


def test_a_machine_without_a_name_asks_its_host_for_one() -> None:
    finding = reverse.check(ALONE, FakeNames(MACHINE))
    assert finding.verdict is Verdict.ILL
    assert "à l’hébergeur de cette machine" in finding.todo
    assert "192.0.2.10 soit www.valombreuse.fr" in finding.todo


def test_a_name_that_leads_elsewhere_is_no_name() -> None:
    zone = {**MACHINE, "PTR 192.0.2.10": ["vps1.hebergeur.fr"], "A vps1.hebergeur.fr": ["192.0.2.99"]}
    assert reverse.check(ALONE, FakeNames(zone)).verdict is Verdict.ILL


def test_of_the_server_of_somebody_else_it_is_only_a_doubt() -> None:
    assert reverse.check(ELSEWHERE, FakeNames({"A smtp.agglo.fr": ["192.0.2.20"]})).verdict is Verdict.WATCH
    assert reverse.check(ELSEWHERE, FakeNames({})).verdict is Verdict.ILL
    assert reverse.check(TOWN, FakeNames({})).verdict is Verdict.WELL


def test_mail_can_only_come_back_to_a_domain_that_receives() -> None:
    assert returns.check(TOWN, FakeNames({"MX valombreuse.fr": ["mx.valombreuse.fr"]})).verdict is Verdict.WELL
    assert returns.check(TOWN, FakeNames({})).verdict is Verdict.ILL


def test_silence_is_no_fault() -> None:
    silent = FakeNames(MACHINE, silent=["192.0.2.10", "valombreuse.fr"])
    assert reverse.check(ALONE, silent).verdict is Verdict.UNKNOWN
    assert returns.check(TOWN, silent).verdict is Verdict.UNKNOWN
