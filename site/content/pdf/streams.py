"""The ends of a PDF's streams, as PDF/A-2 asks: their length is what one counts between the two keywords (ISO 19005-2 §6.1.7.1)."""

import zlib
from typing import Any

import pydyf


def end_streams_plainly(_document: object, pdf: pydyf.PDF) -> None:
    """Lets no compressed stream end with a carriage return, which with the line feed after it would make one end of line.

    What follows compressed data is ignored by whoever reads it (RFC 1950 §2.2): a NUL does no harm. Each is compressed here
    for good, as pydyf would, rather than twice.
    """
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            encoded = zlib.compress(b"\n".join(map(_bytes, stream.stream)), level=9)
            stream.stream = [encoded + b"\0" if encoded.endswith(b"\r") else encoded]
            stream.compress = False
            stream.extra["Filter"] = "/FlateDecode"


def _bytes(item: Any) -> bytes:
    data: bytes = item if isinstance(item, bytes) else pydyf._to_bytes(item)
    return data
