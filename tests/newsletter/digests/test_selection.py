"""Who is told what, by topic, district and rhythm; nobody twice, nothing from before the choice."""

import datetime as dt
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.digests.selection import Item, Matter, Reader, Wish, share_of, shares
from newsletter.subscribers.choices import OFFERED, Choice, Rhythm, Stream

SINCE = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
LATER = SINCE + dt.timedelta(days=3)
WORKS, WATER = "travaux", "eau"


def item(number: int = 1, stream: Stream = Stream.NEWS, **said: object) -> Item:
    topics, districts = (frozenset(said.get(name, ())) for name in ("topics", "districts"))  # type: ignore[call-overload]
    return Item(UUID(int=number), ("publication",), stream, said.get("at", LATER), topics, districts)  # type: ignore[arg-type]


def reader(*choices: Choice, districts: tuple[str, ...] = (), key: int = 1) -> Reader:
    return Reader(key, tuple(Wish(choice, SINCE) for choice in choices), frozenset(districts))


NEWS = Choice(Stream.NEWS, Rhythm.WEEKLY)
AGENDA = Choice(Stream.AGENDA, Rhythm.DAILY)
ON_WORKS = Choice(Stream.TOPIC, Rhythm.IMMEDIATE, WORKS)


@pytest.mark.parametrize(
    ("choices", "districts", "told", "answers"),
    [
        ((NEWS,), (), item(), (NEWS,)),
        ((NEWS,), (), item(stream=Stream.AGENDA), None),
        ((AGENDA,), (), item(stream=Stream.AGENDA), (AGENDA,)),
        ((ON_WORKS,), (), item(topics=[WORKS]), (ON_WORKS,)),
        ((ON_WORKS,), (), item(stream=Stream.AGENDA, topics=[WATER, WORKS]), (ON_WORKS,)),
        ((ON_WORKS,), (), item(topics=[WATER]), None),
        ((ON_WORKS,), (), item(stream=Stream.ALERTS, topics=[WORKS]), None),
        ((NEWS, ON_WORKS), (), item(topics=[WORKS]), (NEWS, ON_WORKS)),
        ((NEWS,), ("bourg",), item(districts=["bourg", "gare"]), (NEWS,)),
        ((NEWS,), ("bourg",), item(districts=["gare"]), None),
        ((NEWS,), ("bourg",), item(), (NEWS,)),
        ((NEWS,), (), item(districts=["gare"]), (NEWS,)),
        ((NEWS,), (), item(at=SINCE - dt.timedelta(seconds=1)), None),
        ((NEWS,), (), item(at=SINCE), (NEWS,)),
    ],
)
def test_a_choice_is_answered_by_what_it_names_and_nothing_else(
    choices: tuple[Choice, ...], districts: tuple[str, ...], told: Item, answers: tuple[Choice, ...] | None
) -> None:
    share = share_of(reader(*choices, districts=districts), [told])
    assert (share.choices if share else None) == (tuple(sorted(answers)) if answers else None)


def test_people_with_the_same_news_share_one_mail() -> None:
    people = [reader(NEWS, key=1), reader(NEWS, AGENDA, key=2), reader(NEWS, districts=("gare",), key=3)]
    found = shares(people, [item(1), item(2, districts=["bourg"])], {})
    by_people = {tuple(reader.key for reader in readers): len(share.items) for share, readers in found.items()}
    assert by_people == {(1, 2): 2, (3,): 1}


CHOICES = st.builds(
    lambda pair, topic: Choice(pair[0], pair[1], topic if pair[0] is Stream.TOPIC else ""),
    st.sampled_from([(stream, rhythm) for stream, rhythms in OFFERED.items() for rhythm in rhythms]),
    st.sampled_from([WORKS, WATER]),
)
PLACES = st.frozensets(st.sampled_from(["bourg", "gare"]))
MOMENTS = st.integers(-3, 3).map(lambda days: SINCE + dt.timedelta(days=days))
ITEMS = st.lists(
    st.builds(
        Item,
        st.integers(1, 9).map(lambda number: UUID(int=number)),
        st.sampled_from([("publication",), ("annulation 7", "publication")]),
        st.sampled_from([Stream.NEWS, Stream.AGENDA, Stream.ALERTS]),
        MOMENTS,
        st.frozensets(st.sampled_from([WORKS, WATER])),
        PLACES,
    ),
    unique_by=lambda item: item.page,
)
READERS = st.builds(Reader, st.integers(1, 99), st.lists(st.builds(Wish, CHOICES, MOMENTS)).map(tuple), PLACES)


@given(READERS, ITEMS, st.sets(st.integers(1, 9)))
def test_whatever_the_choices_nobody_is_told_what_they_did_not_ask_or_already_know(
    someone: Reader, items: list[Item], known: set[int]
) -> None:
    told: set[Matter] = {item.matter for item in items if item.page.int in known}
    share = share_of(someone, items, told)
    got = share.items if share else ()
    for each in items:
        asked = any(wish.covers(each) for wish in someone.wishes)
        at_home = not each.districts or not someone.districts or bool(each.districts & someone.districts)
        assert (each in got) == (asked and at_home and each.matter not in told)
    if share:
        assert not {each.matter for each in share.items} & told
        assert set(share.choices) <= {wish.choice for wish in someone.wishes}
        again = share_of(someone, items, told | {each.matter for each in share.items})
        assert again is None
