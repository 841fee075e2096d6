"""What parent and child of the PDF say to each other."""

import io

import pytest

from content.pdf import frames


@pytest.mark.parametrize("header, parts", [({}, []), ({"é": [1, "à"]}, [b"", b"x" * 100_000])])
def test_a_message_arrives_as_it_left(header: dict[str, object], parts: list[bytes]) -> None:
    pipe = io.BytesIO()
    frames.write(pipe, header, parts)
    pipe.seek(0)
    assert frames.read(pipe) == (header, parts)
    assert frames.read(pipe) is None


def test_a_message_cut_short_or_made_up_is_refused() -> None:
    pipe = io.BytesIO()
    frames.write(pipe, {"a": 1}, [b"abc"])
    whole = pipe.getvalue()
    for made_up in (*(whole[:length] for length in range(1, len(whole))), b"\0\0\0\0", b"\0\0\0\1" + b"\xff" * 8):
        with pytest.raises(frames.BrokenMessage):
            frames.read(io.BytesIO(made_up))
    with pytest.raises(frames.BrokenMessage):
        frames.read(io.BytesIO(b"\0\0\0\1" + b"\0\0\0\0\0\0\0\2" + b"[]"))
