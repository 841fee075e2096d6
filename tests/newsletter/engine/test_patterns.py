"""One refusal is about one mailbox; many in a row are about us."""

import pytest

from newsletter.engine.carriers import Answer, Ending, Unavailable
from newsletter.engine.patterns import NeedsPerson, Patterns
from newsletter.engine.policy import POLICY
from tests.newsletter.relay import ACCEPTED, DOUBT, GONE, LATER, NEVER, UNWELCOME


def hear(*answers: Answer, urgent: bool = False) -> None:
    patterns = Patterns(POLICY, urgent=urgent)
    for answer in answers:
        patterns.hear(answer)


def test_scattered_troubles_stop_nothing() -> None:
    hear(*[NEVER, LATER, ACCEPTED] * 20, *[DOUBT, DOUBT, ACCEPTED] * 5, *[GONE, GONE, ACCEPTED] * 5)


def test_a_server_that_puts_everybody_off_is_heard_one_by_one() -> None:
    hear(*[LATER] * 50)


@pytest.mark.parametrize("answer", [GONE, Answer(Ending.DEFERRED, reply="broken pipe")])
def test_connections_lost_in_a_row_mean_the_server_is_not_well(answer: Answer) -> None:
    with pytest.raises(Unavailable, match=answer.reply):
        hear(*[answer] * POLICY.losses_in_a_row)


@pytest.mark.parametrize(
    ("answer", "number", "said"),
    [
        (DOUBT, POLICY.doubts_in_a_row, "sans répondre"),
        (NEVER, POLICY.refusals_in_a_row, "10 messages de suite : 550 no such user"),
        (UNWELCOME, 1, "l’adresse d’expédition : 553 not allowed"),
    ],
)
def test_what_happens_to_everybody_needs_a_person(answer: Answer, number: int, said: str) -> None:
    hear(*[answer] * (number - 1))
    with pytest.raises(NeedsPerson, match=said):
        hear(*[answer] * number)


def test_an_alert_waits_for_the_server_and_for_nobody() -> None:
    with pytest.raises(Unavailable):
        hear(*[DOUBT] * POLICY.doubts_in_a_row, urgent=True)
