"""One page in its encodings, and the questions a browser that holds a copy may ask (RFC 9110 §8.8, §12.5.3, §13)."""

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from hashlib import blake2b
from wsgiref.types import StartResponse, WSGIEnvironment

import brotli

Headers = list[tuple[str, str]]

SMALLEST_COMPRESSED = 500
NOT_COMPRESSED = ("text/calendar",)  # some calendar clients announce gzip and then cannot read it
ABOUT_THE_BODY = {"content-length", "content-type", "content-encoding"}
REPLACED = {"content-length", "content-encoding", "vary", "etag"}


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the reader already holds, as they say it."""

    none_match: str
    modified_since: str


@dataclass(frozen=True, slots=True)
class Encoded:
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Representations:
    """A page, compressed once for all. `encodings` holds "br" and "gzip", or "" alone when that is not worth it."""

    status: str
    plain_headers: Headers
    encodings: dict[str, Encoded]
    size: int

    @classmethod
    def of(cls, status: str, headers: Headers, body: bytes) -> "Representations":
        names = {name.lower(): value for name, value in headers}
        tag = strong_tag(names.get("etag", "")) or blake2b(body, digest_size=12).hexdigest()
        base = [(name, value) for name, value in headers if name.lower() not in REPLACED]
        page = names.get("content-type", "").startswith("text/html")
        base.append(("Vary", "Accept-Encoding, Cookie" if page else "Accept-Encoding"))
        if "cache-control" not in names:
            base.append(("Cache-Control", "public, max-age=0, must-revalidate"))
        plain = [*base, ("ETag", f'"{tag}"'), ("Content-Length", str(len(body)))]
        if len(body) < SMALLEST_COMPRESSED or names.get("content-type", "").startswith(NOT_COMPRESSED):
            return cls(status, plain, {"": Encoded(plain, body)}, len(body))
        bodies = {"br": brotli.compress(body, quality=5), "gzip": gzip.compress(body, 6, mtime=0)}
        encodings = {name: Encoded(encoded_headers(base, tag, name, data), data) for name, data in bodies.items()}
        return cls(status, plain, encodings, sum(map(len, bodies.values())))

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        encoded = self.choose(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if is_unchanged(conditions(environ), encoded.headers):
            start_response("304 Not Modified", without_body(encoded.headers))
            return []
        start_response(self.status, encoded.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [encoded.body]

    def choose(self, accepted: str) -> Encoded:
        """The best encoding the reader accepts; the rare one who accepts none has it unpacked on the spot."""
        if "" in self.encodings:
            return self.encodings[""]
        name = best_encoding(accepted)
        if name:
            return self.encodings[name]
        return Encoded(self.plain_headers, gzip.decompress(self.encodings["gzip"].body))


def strong_tag(etag: str) -> str:
    """What stands between the quotes of a strong validator that the page already has; empty for a weak one or none."""
    return etag[1:-1] if etag.startswith('"') and etag.endswith('"') else ""


def encoded_headers(base: Headers, tag: str, encoding: str, data: bytes) -> Headers:
    return [
        *base,
        ("ETag", f'"{tag}-{encoding}"'),
        ("Content-Encoding", encoding),
        ("Content-Length", str(len(data))),
    ]


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """Which of "br", "gzip" and "" to send for an Accept-Encoding header; an encoding refused by q=0 is not chosen."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, rest = part.partition(";")
        weight = rest.strip().removeprefix("q=")
        weights[name.strip()] = 0.0 if weight.strip("0.") == "" and rest else 1.0
    return next((name for name in ("br", "gzip") if weights.get(name, 0.0) > 0), "")


def conditions(environ: WSGIEnvironment) -> Conditions:
    return Conditions(environ.get("HTTP_IF_NONE_MATCH", ""), environ.get("HTTP_IF_MODIFIED_SINCE", ""))


def is_unchanged(held: Conditions, headers: Headers) -> bool:
    """Whether the reader's copy is still good. If-None-Match decides alone when it is there (RFC 9110 §13.2.2)."""
    names = {name.lower(): value for name, value in headers}
    if held.none_match:
        tag = names.get("etag", "")
        tags = {word.strip().removeprefix("W/") for word in held.none_match.split(",")}
        return bool(tag) and (tag.removeprefix("W/") in tags or "*" in tags)
    return bool(held.modified_since) and not_modified_since(held.modified_since, names.get("last-modified", ""))


def not_modified_since(since: str, modified: str) -> bool:
    try:
        return parsedate_to_datetime(modified) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False


def without_body(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in ABOUT_THE_BODY]
