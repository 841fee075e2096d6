"""What parent and child say to each other over a pipe: messages of a few parts, each preceded by its length.

A message is a JSON object and any number of byte strings. Nothing is ever unpickled: the child reads hostile HTML,
and must have no way to make the parent run anything.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

_COUNT = struct.Struct(">I")
_LENGTH = struct.Struct(">Q")

LIMIT = 512 * 1024 * 1024
"""The longest part anybody may announce, in bytes."""


class BrokenMessage(Exception):
    """The other side stopped in the middle, or does not speak this language."""


def write(stream: BinaryIO, header: Mapping[str, Any], parts: Sequence[bytes] = ()) -> None:
    """Send one message. Raises OSError when nobody listens any more."""
    pieces = [json.dumps(header).encode(), *parts]
    stream.write(_COUNT.pack(len(pieces)))
    for piece in pieces:
        stream.write(_LENGTH.pack(len(piece)))
        stream.write(piece)
    stream.flush()


def read(stream: BinaryIO) -> tuple[dict[str, Any], list[bytes]] | None:
    """The next message, or None when the other side is done. Raises BrokenMessage."""
    start = stream.read(_COUNT.size)
    if not start:
        return None
    if len(start) != _COUNT.size:
        raise BrokenMessage("stopped in the middle of a message")
    (count,) = _COUNT.unpack(start)
    pieces = [_piece(stream) for _ in range(count)]
    try:
        header = json.loads(pieces[0])
    except (IndexError, ValueError) as error:
        raise BrokenMessage("no header") from error
    if not isinstance(header, dict):
        raise BrokenMessage("no header")
    return header, pieces[1:]


def _piece(stream: BinaryIO) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    if length > LIMIT:
        raise BrokenMessage(f"a part of {length} bytes")
    return _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) != length:
        raise BrokenMessage("stopped in the middle of a message")
    return data
