"""Mails as they come back, written after those of the servers they are named for; `samples/` holds them."""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from newsletter.bounces.return_path import ReturnPath, parse_setting
from newsletter.engine.messages import message_id
from newsletter.subscribers import tokens
from newsletter.subscribers.tokens import Purpose
from tests.newsletter.residents import letter

FOLDER = Path(__file__).parent / "samples"
KARIM_UID = UUID("11111111-2222-4333-8444-555555555555")
FAILURES = ["postfix", "exim", "exim_old", "exchange", "gmail", "orange", "orange_policy", "free", "qmail"]


def path(setting: str = "rebonds+*@valombreuse.example") -> ReturnPath:
    found = parse_setting(setting)
    assert found is not None
    return found


@dataclass(frozen=True)
class Sent:
    """The mail of ours that comes back."""

    delivery: int = 42
    person: UUID = KARIM_UID
    message_id: str = field(default_factory=lambda: message_id(letter().uid, KARIM_UID, "valombreuse.example"))
    path: ReturnPath = field(default_factory=path)

    def back(self, name: str, **changes: str) -> bytes:
        """That sample, about this mail. CHANGES replace words of it: RETURN="…"."""
        words = {
            "STOP_ADDRESS": self.path.stop_address,
            "RETURN": self.path.sender_for(self.delivery),
            "MESSAGE_ID": self.message_id,
            "LEAVE": tokens.lasting(Purpose.LEAVE, self.person),
        }
        text = (FOLDER / f"{name}.eml").read_text()
        for word, value in (words | changes).items():
            text = text.replace(word, value)
        return text.replace("\n", "\r\n").encode()
