"""A player asks for a film in parts, and an old telephone plays nothing without them."""

from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from content.films import LARGEST_PART, part_asked
from tests.content.blocks.media import MP4, document


@given(st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_part_is_inside_the_film_and_never_large(size: int, first: int, last: int) -> None:
    for header in (f"bytes={first}-{last}", f"bytes={first}-", f"bytes=-{last}"):
        part = part_asked(header, size)
        if part is not None and part != (size, size):
            start, end = part
            assert 0 <= start <= end < size
            assert end - start < LARGEST_PART


@given(st.text(max_size=40))
def test_nonsense_is_no_part(header: str) -> None:
    part_asked(header, 1000)


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-1", (0, 1)),
        ("bytes=0-", (0, 999)),
        ("bytes=990-5000", (990, 999)),
        ("bytes=-10", (990, 999)),
        ("bytes=-5000", (0, 999)),
        ("bytes=1000-", (1000, 1000)),
        ("bytes=5-2", None),
        ("bytes=0-1,5-6", None),
        ("bytes=-", None),
        ("lines=0-1", None),
        ("", None),
    ],
)
def test_the_part_asked_for(header: str, part: tuple[int, int] | None) -> None:
    assert part_asked(header, 1000) == part


def test_a_player_gets_the_part_it_asked_for(db: None, shelf: Path, client: Client) -> None:
    film = document("halle.mp4", MP4)
    response = client.get(film.url, headers={"range": "bytes=4-11"})
    assert (response.status_code, response.content) == (206, b"ftypmp42")
    assert response.headers["Content-Range"] == f"bytes 4-11/{len(MP4)}"
    assert response.headers["Content-Type"] == "video/mp4"
    late = client.get(film.url, headers={"range": "bytes=99999-"})
    assert (late.status_code, late.headers["Content-Range"]) == (416, f"bytes */{len(MP4)}")
    assert b"".join(client.get(film.url).streaming_content) == MP4


def test_other_documents_are_served_whole(db: None, shelf: Path, client: Client) -> None:
    plan = document("plan.pdf", b"%PDF-1.7 plan")
    response = client.get(plan.url, headers={"range": "bytes=0-3"})
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == b"%PDF-1.7 plan"
