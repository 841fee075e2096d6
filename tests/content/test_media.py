"""Pictures say what they show; documents say what they weigh."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from pypdf import PdfWriter

from content.models import TownDocument, TownImage

pytestmark = pytest.mark.django_db


def image(**values: object) -> TownImage:
    return TownImage(title="halle.jpg", width=10, height=10, **values)


def test_odile_must_describe_a_picture_or_say_it_is_decorative() -> None:
    with pytest.raises(ValidationError, match="Décrivez l’image"):
        image().clean()
    image(alternative="La halle, un samedi de marché.", credit="Mairie").clean()
    image(is_decorative=True).clean()


@pytest.mark.parametrize("name", ["IMG_2041.JPG", "halle-neuve.webp"])
def test_a_file_name_is_no_description(name: str) -> None:
    with pytest.raises(ValidationError, match="nom du fichier"):
        image(alternative=name, credit="Mairie").clean()


def test_a_decorative_picture_is_silent() -> None:
    assert image(is_decorative=True, alternative="un filet").default_alt_text == ""
    assert image(alternative="La halle.").default_alt_text == "La halle."


def pdf(pages: int) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    for _number in range(pages):
        writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "pages"),
    [
        ("plan.pdf", pdf(3), 3),
        ("faux.pdf", b"%PDF-1.7 rien de bon", None),
        ("vide.pdf", b"", None),
        ("liste.csv", b"a;b", None),
    ],
)
def test_the_pages_of_a_pdf_are_counted_once(name: str, body: bytes, pages: int | None) -> None:
    document = TownDocument(title="Plan", file=ContentFile(body, name=name))
    document.save()
    assert TownDocument.objects.get(pk=document.pk).pages == pages
    assert document.describe()["size"] == len(body)
