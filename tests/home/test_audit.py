"""An audit as its report gives it: what is typed must hold together, what is worked out is never typed."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Site

from home.notices.audit import AccessibilityAudit, state

TODAY = dt.date(2026, 11, 20)


def audit(conforming: int, non_conforming: int, on: dt.date = TODAY, **others: object) -> AccessibilityAudit:
    rest = max(0, 106 - conforming - non_conforming)
    known = {"not_applicable": rest, "non_conformities": "Un défaut.", "auditor": "la mairie"} | others
    return AccessibilityAudit(site=Site(), audited_on=on, conforming=conforming, non_conforming=non_conforming, **known)


@pytest.mark.parametrize(
    ("conforming", "non_conforming", "percent", "said"),
    [
        (60, 0, 100, "totalement conforme"),
        (105, 1, 99, "partiellement conforme"),
        (30, 30, 50, "partiellement conforme"),
        (49, 51, 49, "non conforme"),
        (0, 10, 0, "non conforme"),
    ],
)
def test_the_state_follows_from_the_criteria(conforming: int, non_conforming: int, percent: int, said: str) -> None:
    found = audit(conforming, non_conforming)
    assert (found.percent, state(found, TODAY)) == (percent, said)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 11, 19), "non conforme"),
        (dt.date(2026, 11, 20), "totalement conforme"),
        (dt.date(2029, 11, 19), "totalement conforme"),
        (dt.date(2029, 11, 20), "non conforme"),
    ],
)
def test_an_audit_is_worth_three_years(day: dt.date, said: str) -> None:
    assert state(audit(60, 0), day) == said


def test_an_audit_of_29_february_ends_on_1_march() -> None:
    assert audit(60, 0, dt.date(2028, 2, 29)).expires_on == dt.date(2031, 3, 1)


def test_without_an_audit_nothing_is_claimed() -> None:
    assert state(None, TODAY) == "non conforme"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (audit(60, 12, not_applicable=0), "ces trois nombres font 72"),
        (audit(0, 0), "toujours des critères applicables"),
        (audit(60, 12, non_conformities=" "), "Dites ce qui n’est pas conforme"),
        (audit(60, 12, dt.date(2099, 1, 1)), "quand il est terminé"),
    ],
)
def test_a_report_copied_wrong_is_refused(wrong: AccessibilityAudit, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        wrong.clean()
