"""A heavy engraving becomes a picture of itself, in the same frame."""

import pytest

from newsletter.proofing import bitmaps
from newsletter.proofing.bitmaps import HEAVY, lightened

OPENING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="2100 0 2160 880" preserveAspectRatio="xMidYMid slice">'
HEAVY_PATHS = f'<path d="M0 0{"L1 1" * HEAVY}"/></svg>'


@pytest.fixture(autouse=True)
def engraver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bitmaps, "_drawn", lambda *_frame: b"jpeg")


def test_it_keeps_its_frame() -> None:
    light = lightened({"engravings/market.svg": (OPENING + HEAVY_PATHS).encode()})["engravings/market.svg"].decode()
    assert light.startswith(OPENING)
    assert '<image x="2100" y="0" width="2160" height="880" href="data:image/jpeg;base64,' in light
    assert len(light) < 400


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("ornaments/rule.svg", OPENING + "</svg>"),
        ("photos/halle.jpg", "x" * 2 * HEAVY),
        ("engravings/strange.svg", f"<svg>{HEAVY_PATHS}"),
    ],
)
def test_what_is_light_or_not_understood_stays_as_it_is(name: str, file: str) -> None:
    assert lightened({name: file.encode()}) == {name: file.encode()}
