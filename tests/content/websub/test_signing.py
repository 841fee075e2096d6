"""A subscriber checks that a delivery comes from the town, byte for byte."""

import hmac

from hypothesis import given
from hypothesis import strategies as st

from content.websub.signing import signature

SECRETS = st.text(min_size=1, max_size=60)


@given(SECRETS, st.binary(max_size=500))
def test_whoever_knows_the_secret_finds_the_same_signature(secret: str, body: bytes) -> None:
    method, _equals, digest = signature(secret, body).partition("=")
    assert hmac.compare_digest(digest, hmac.new(secret.encode(), body, method).hexdigest())


@given(SECRETS, st.binary(min_size=1, max_size=500), st.data())
def test_one_bit_changed_on_the_road_is_seen(secret: str, body: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(body) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = body[:at] + bytes([body[at] ^ (1 << bit)]) + body[at + 1 :]
    assert signature(secret, changed) != signature(secret, body)


# HMAC fills a short key with zero bytes (RFC 2104 §2): keys that differ only by those are the same key.
@given(SECRETS.filter(lambda s: not s.endswith("\0")), SECRETS.filter(lambda s: not s.endswith("\0")), st.binary())
def test_another_secret_gives_another_signature(one: str, other: str, body: bytes) -> None:
    assert (signature(one, body) == signature(other, body)) is (one == other)


def test_the_method_is_named_as_the_recommendation_wants() -> None:
    known = "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
    assert signature("key", b"The quick brown fox jumps over the lazy dog") == known
