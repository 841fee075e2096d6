"""What was fetched once is asked for again by its ETag (RFC 9110 §13.1.2): most of the time nothing travels."""

import pytest

from content.fetch import FetchUnchanged, get
from tests.content.internet import World


def test_a_version_held_already_is_not_fetched_again(world: World) -> None:
    world.says("/agenda.ics", ETag='"v1"')
    first = world.get()
    assert first.etag == '"v1"'
    world.says("/agenda.ics", status=304, body=b"")
    with pytest.raises(FetchUnchanged):
        get(first.url, accept=["text/calendar"], etag=first.etag, network=world.network)
    assert world.headers["If-None-Match"] == '"v1"'


def test_an_endless_etag_is_not_kept(world: World) -> None:
    world.says("/agenda.ics", ETag='"' + "v" * 5000 + '"')
    assert world.get().etag == ""
