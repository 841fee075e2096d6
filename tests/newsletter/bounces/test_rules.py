"""When a mailbox gets no more mail."""

import datetime as dt

from newsletter.bounces.rules import ASLEEP, GONE, Outcome, reason_to_stop
from newsletter.bounces.status import Fault

DAY = dt.timedelta(days=1)
NOON = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)


def history(*steps: tuple[float, Fault | None]) -> list[Outcome]:
    """Newest first: how many days ago, and what came back."""
    return [Outcome(NOON - days * DAY, fault) for days, fault in steps]


def test_one_refusal_is_forgiven() -> None:
    assert reason_to_stop([]) == ""
    assert reason_to_stop(history((0, Fault.GONE))) == ""
    assert reason_to_stop(history((0, Fault.GONE), (30, None), (60, Fault.GONE))) == ""


def test_a_mailbox_nobody_has_for_two_mails_running_gets_no_third() -> None:
    assert reason_to_stop(history((0, Fault.GONE), (30, Fault.GONE), (60, None))) == GONE


def test_an_afternoon_when_a_provider_is_wrong_costs_nobody_their_mails() -> None:
    assert reason_to_stop(history((0, Fault.GONE), (0.1, Fault.GONE), (0.2, Fault.GONE))) == ""
    assert reason_to_stop(history((0, Fault.GONE), (0.1, Fault.GONE), (1, Fault.GONE))) == GONE


def test_a_full_mailbox_is_given_five_mails_and_four_weeks() -> None:
    full = Fault.LATER
    daily = history(*((day, full) for day in range(10)))
    weekly = history(*((7 * week, full) for week in range(5)))
    assert reason_to_stop(daily) == ""
    assert reason_to_stop(weekly[:4]) == ""
    assert reason_to_stop(weekly) == ASLEEP


def test_a_mail_that_arrives_wipes_the_slate() -> None:
    full = Fault.LATER
    assert reason_to_stop(history((0, full), (7, full), (14, None), (21, full), (28, full), (35, full))) == ""


def test_what_is_our_fault_is_never_held_against_a_mailbox() -> None:
    ours = Fault.OURS
    assert reason_to_stop(history(*((30 * month, ours) for month in range(10)))) == ""
    assert reason_to_stop(history((0, Fault.GONE), (30, ours), (60, Fault.GONE))) == GONE
