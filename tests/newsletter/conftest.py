"""What these tests share: a press that takes no time, and a worker at its rounds."""

import shutil
from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from pypdf import PdfWriter

from home.founding import Sections
from newsletter.proofing import page_by_page
from newsletter.proofing.page_pictures import SHELF
from newsletter.renderers import pdf
from tests.newsletter.digests.town import Worker, november, opened
from tests.newsletter.printing import drawn

PAGES = 4  # one sheet, folded


def blank() -> bytes:
    """A real PDF of four empty A4 pages."""
    writer, out = PdfWriter(), BytesIO()
    for _page in range(PAGES):
        writer.add_blank_page(width=595, height=842)
    writer.write(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def printed() -> Callable[[str], bytes]:
    """The PDF of an issue, by its name: drawn for real, once for all the tests that look at it."""
    return drawn


@pytest.fixture
def quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers are printed at once, on blank paper, and no page was drawn before: what is printed has its own tests."""
    shutil.rmtree(settings.DATA / SHELF.folder, ignore_errors=True)
    monkeypatch.setattr(pdf, "render", lambda *_args: blank())
    monkeypatch.setattr(page_by_page, "draw", lambda *_args: blank())


@pytest.fixture
def worker(town: Sections) -> Worker:
    """The worker of a town that has been telling its news since the first of November, up to Monday 16, half past eight."""
    opened(town.home.site, november(1))
    worker = Worker()
    worker.passes(november(16, "08:30"))
    return worker
