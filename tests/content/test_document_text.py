"""The words of documents: read by a child that may fail without harm, once for each file."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfReader, PdfWriter

from content import document_text
from content.document_text import Unreadable, pages_of, read_waiting
from content.models import DocumentText, TownDocument

GUIDE = Path(__file__).resolve().parents[2] / "site/hub/demo/documents/guide-du-tri.pdf"
LATER = dt.timedelta(hours=2)


def stored(body: bytes, name: str = "guide.pdf") -> TownDocument:
    return TownDocument.objects.create(title="Guide du tri", file=ContentFile(body, name))


def locked() -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.append(PdfReader(GUIDE))
    writer.encrypt("secret")
    writer.write(out)
    return out.getvalue()


def test_the_words_of_a_document_are_read_page_by_page() -> None:
    with GUIDE.open("rb") as file:
        first, second = pages_of(file)
    assert "bac jaune" in first.lower()
    assert second
    assert "\n" not in first


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7 rien de bon", GUIDE.read_bytes()[:2000], locked()])
def test_a_broken_or_locked_file_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(Unreadable, match="abîmé, protégé"):
        pages_of(BytesIO(body))


def test_a_file_too_heavy_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_text, "LARGEST", 10)
    with pytest.raises(Unreadable, match="trop lourd"):
        pages_of(BytesIO(b"a" * 11))


def test_a_child_that_takes_too_long_is_ended() -> None:
    with GUIDE.open("rb") as file, pytest.raises(Unreadable, match="trop de temps"):
        pages_of(file, seconds=0.001)


def test_each_file_is_read_once_and_again_when_it_is_replaced(db: None, now: dt.datetime) -> None:
    document = stored(GUIDE.read_bytes())
    assert read_waiting(now) == 1
    assert len(DocumentText.objects.get().pages) == 2
    assert read_waiting(now + LATER) == 0
    document.file = ContentFile(b"rien", "autre.pdf")
    document.save()
    assert read_waiting(now) == 1
    assert DocumentText.objects.get().pages == []


def test_what_cannot_be_read_is_tried_three_times_an_hour_apart(db: None, now: dt.datetime) -> None:
    stored(b"%PDF rien")
    assert [read_waiting(now + LATER * turn) for turn in range(4)] == [1, 1, 1, 0]
    assert DocumentText.objects.get().obstacle == "le fichier est abîmé, protégé, ou trop compliqué"


def test_a_failure_is_not_tried_again_at_once(db: None, now: dt.datetime) -> None:
    stored(b"%PDF rien")
    assert [read_waiting(now), read_waiting(now)] == [1, 0]


def test_a_file_that_has_vanished_holds_nothing_up(db: None, now: dt.datetime) -> None:
    gone = stored(GUIDE.read_bytes())
    gone.file.storage.delete(gone.file.name)
    stored(GUIDE.read_bytes(), "second.pdf")
    assert read_waiting(now) == 2
    assert DocumentText.objects.filter(obstacle="").count() == 1


def test_only_pdfs_are_read(db: None, now: dt.datetime) -> None:
    stored(b"a;b", "tableau.csv")
    assert read_waiting(now) == 0
