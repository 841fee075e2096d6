"""What several answers in a row say that one alone does not. Pure.

One refusal is about one mailbox; many in a row are about us or the mail server, and would waste everybody's turn.
"""

from newsletter.engine.carriers import Answer, Ending, Unavailable
from newsletter.engine.policy import Policy


class NeedsPerson(Exception):
    """Going on would make things worse; says why, in French."""


class Patterns:
    """Counts what comes in a row. An alert, which must go, waits for the server where a bulletin waits for a person."""

    def __init__(self, policy: Policy, *, urgent: bool) -> None:
        self.policy, self.urgent = policy, urgent
        self.losses = self.doubts = self.refusals = 0

    def hear(self, answer: Answer) -> None:
        """Raises Unavailable when the server is not well, NeedsPerson when somebody must look."""
        if answer.ending is Ending.SENDER_REFUSED:
            raise NeedsPerson(f"Le serveur d’envoi refuse l’adresse d’expédition : {answer.code} {answer.reply}")
        without_a_word = answer.ending is Ending.DEFERRED and not answer.code
        self.losses = self.losses + 1 if without_a_word or answer.ending is Ending.LOST else 0
        self.doubts = self.doubts + 1 if answer.ending is Ending.UNCERTAIN else 0
        self.refusals = self.refusals + 1 if answer.ending is Ending.REFUSED else 0
        if self.losses >= self.policy.losses_in_a_row:
            raise Unavailable(answer.reply)
        if self.doubts >= self.policy.doubts_in_a_row:
            trouble = "Le serveur d’envoi prend les messages sans répondre s’il les accepte."
            raise Unavailable(trouble) if self.urgent else NeedsPerson(trouble)
        if self.refusals >= self.policy.refusals_in_a_row:
            raise NeedsPerson(
                f"Le serveur d’envoi a refusé {self.refusals} messages de suite : {answer.code} {answer.reply}"
            )
