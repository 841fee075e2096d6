"""How fast: what complaints and acceptances teach, without a database and on a clock of our own."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.engine.pace import CALM, FREE, SLOWEST, Bucket, burst

NOW = dt.datetime(2026, 11, 20, 10, 30, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def test_a_server_that_takes_two_a_second_is_given_two_a_second() -> None:
    bucket, given_away = Bucket.full(2, NOW), 0
    for second in range(60):
        bucket = bucket.refilled(NOW + second * SECOND)
        while bucket.tokens >= 1:
            bucket, given_away = bucket.spent(1), given_away + 1
    assert given_away == pytest.approx(2 * 60 + burst(2), abs=3)


def test_a_night_without_mail_does_not_save_up_a_flood() -> None:
    assert Bucket.full(2, NOW).spent(10).refilled(NOW + dt.timedelta(hours=9)).tokens == burst(2)


def test_a_clock_set_back_gives_nothing() -> None:
    empty = Bucket(2, 0, NOW)
    assert empty.refilled(NOW - dt.timedelta(hours=1)) == empty


def test_a_complaint_halves_the_pace_and_those_of_the_same_moment_are_one() -> None:
    bucket = Bucket.full(8, NOW).slowed(NOW)
    assert bucket.rate == 4
    assert bucket.slowed(NOW + SECOND).rate == 4
    assert bucket.slowed(NOW + CALM).rate == 2


def test_whoever_always_complains_is_still_served_now_and_then() -> None:
    bucket = Bucket.full(8, NOW)
    for number in range(100):
        bucket = bucket.slowed(NOW + number * CALM)
    assert bucket.rate == SLOWEST
    assert bucket.tokens <= 1


def test_a_second_of_messages_taken_adds_one_a_second() -> None:
    assert Bucket.full(10, NOW).climbed(10, FREE).rate == 11
    assert Bucket.full(10, NOW).climbed(0, FREE).rate == 10
    assert Bucket.full(10, NOW).climbed(10**6, FREE).rate == FREE


events = st.lists(st.tuples(st.sampled_from(["wait", "take", "complain", "spend"]), st.integers(0, 50)), max_size=60)


@given(events)
def test_whatever_happens_the_pace_stays_within_its_bounds(happened: list[tuple[str, int]]) -> None:
    bucket, now = Bucket.full(5, NOW), NOW
    for kind, number in happened:
        now += number * SECOND if kind == "wait" else dt.timedelta(0)
        bucket = bucket.refilled(now)
        if kind == "take":
            bucket = bucket.climbed(number, FREE)
        elif kind == "complain":
            bucket = bucket.slowed(now)
        elif kind == "spend" and bucket.tokens >= number:
            bucket = bucket.spent(number)
        assert SLOWEST <= bucket.rate <= FREE
        assert 0 <= bucket.tokens <= burst(FREE)
