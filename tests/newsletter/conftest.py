"""What the tests of the bulletin share: a press that takes no time."""

from io import BytesIO

import pytest
from pypdf import PdfWriter

from newsletter.renderers import pdf

PAGES = 4  # one sheet, folded


def blank() -> bytes:
    """A real PDF of four empty A4 pages."""
    writer, out = PdfWriter(), BytesIO()
    for _page in range(PAGES):
        writer.add_blank_page(width=595, height=842)
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers are printed at once, on blank paper: what is printed has its own tests."""
    monkeypatch.setattr(pdf, "render", lambda *_args: blank())
