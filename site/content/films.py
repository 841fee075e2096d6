"""Films and their captions: recognised by their first bytes, and served in parts, as players ask for them.

A player asks for « bytes=0- » and goes on from there; Safari plays nothing from a server that ignores it (RFC 9110 §14).
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse

from content.models import TownDocument

FILM_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
LARGEST_PART = 1_048_576  # bytes sent at once: the player asks for the next part itself
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


def is_film(document: TownDocument) -> bool:
    """Whether the file is what its name says: an MP4 (ISO 14496-12, « ftyp » box) or a WebM (EBML)."""
    kind, head = document.file_extension.lower(), beginning(document)
    return (kind == "mp4" and head[4:8] == b"ftyp") or (kind == "webm" and head[:4] == b"\x1a\x45\xdf\xa3")


def is_captions(document: TownDocument) -> bool:
    """Whether the file is WebVTT: it begins with that word, after a possible byte order mark."""
    head = beginning(document).removeprefix(b"\xef\xbb\xbf")
    return document.file_extension.lower() == "vtt" and head.startswith(b"WEBVTT")


def beginning(document: TownDocument) -> bytes:
    try:
        with document.file.storage.open(document.file.name) as file:
            head: bytes = file.read(16)
    except OSError:  # the file is lost: it is not a film any more
        return b""
    return head


def part_asked(header: str, size: int) -> tuple[int, int] | None:
    """The first and last byte to send for a Range header; None for one we do not serve (several ranges, nonsense).

    (size, size) says that the part begins after the end: 416.
    """
    found = RANGE.fullmatch(header.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last bytes of the file
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
        if last and int(last) < start:
            return None
    if start >= size:
        return size, size
    return start, min(end, start + LARGEST_PART - 1)


def serve_part(document: Any, request: HttpRequest) -> HttpResponse | None:
    """The part of a film that the player asked for; None to let the whole document be served."""
    media_type = FILM_TYPES.get(document.file_extension.lower())
    size = document.get_file_size() or 0
    part = part_asked(request.headers.get("Range", ""), size) if media_type else None
    if part is None:
        return None
    start, end = part
    if start >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with document.file.storage.open(document.file.name) as file:
        file.seek(start)
        body = file.read(end - start + 1)
    response = HttpResponse(body, status=206, content_type=media_type)
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
