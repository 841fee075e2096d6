"""What every carrier shares is tried with the smallest: the folder where mail stays while there is no server."""

from pathlib import Path

from newsletter.engine.carriers import Ending, Outbox
from tests.newsletter.engine.carrying import MESSAGE, carry


def test_mail_that_stays_is_written_whole(tmp_path: Path) -> None:
    answer = carry(Outbox(tmp_path))
    assert answer and answer.ending is Ending.ACCEPTED
    assert [path.read_bytes() for path in tmp_path.glob("*.eml")] == [MESSAGE]
    assert len(list(tmp_path.iterdir())) == 1


def test_mail_that_stays_leaves_nothing_behind_without_leave(tmp_path: Path) -> None:
    assert carry(Outbox(tmp_path), may_commit=lambda: False) is None
    assert list(tmp_path.iterdir()) == []


def test_mail_that_cannot_be_written_is_put_off(tmp_path: Path) -> None:
    answer = carry(Outbox(tmp_path / "nowhere"))
    assert answer and answer.ending is Ending.DEFERRED
