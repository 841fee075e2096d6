"""The printed town, kept by the departmental archives: what their validator would stumble on."""

import io
import zlib

import pydyf

from content.pdf import streams


def ending_with_a_return() -> bytes:
    """Some words whose compressed form ends with a carriage return."""
    lengths = range(1, 300)
    return next(words for n in lengths if zlib.compress(words := b"a" * n, level=9).endswith(b"\r"))


def test_no_stream_ends_with_a_carriage_return_and_its_words_are_the_same() -> None:
    words = ending_with_a_return()
    document = pydyf.PDF()
    stream = pydyf.Stream([words], compress=True)
    document.add_object(stream)
    assert b"\r\nendstream" in stream.data
    streams.end_streams_plainly(None, document)
    assert b"\r\nendstream" not in stream.data
    written = stream.data.split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0]
    assert zlib.decompressobj().decompress(written) == words
    assert f"/Length {len(written)}".encode() in stream.data


def test_a_stream_that_ends_otherwise_is_left_alone() -> None:
    document = pydyf.PDF()
    stream = pydyf.Stream([b"BT ET"], compress=True)
    document.add_object(stream)
    before = stream.data
    streams.end_streams_plainly(None, document)
    assert stream.data == before
    document.write(io.BytesIO())
