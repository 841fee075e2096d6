"""The booklet: the A4 pages of a number side by side on A3 sheets, in the order a copier needs to fold and staple them. Pure."""

from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter, Transformation

Sheet = tuple[int | None, int | None]
"""The two pages of one side of a sheet, left and right, counted from 1; None is a blank."""


def sides(pages: int) -> list[Sheet]:
    """Both sides of each sheet, the outer one first. What is missing to fold comes before the back cover.

    Twelve pages: (12, 1) (2, 11) (10, 3) (4, 9) (8, 5) (6, 7).
    """
    if pages == 0:
        return []
    numbers: list[int | None] = list(range(1, pages + 1))
    blanks: list[int | None] = [None] * (-pages % 4)
    numbers[-1:-1] = blanks
    found: list[Sheet] = []
    while numbers:
        first, second, *middle, before_last, last = numbers
        found += [(last, first), (second, before_last)]
        numbers = middle
    return found


def imposed(pdf: bytes) -> bytes:
    """The booklet of a PDF, on A3 in landscape: print on both sides, turned on the short edge.

    For paper only: links and tags are gone, the ordinary PDF has them.
    """
    pages = PdfReader(BytesIO(pdf)).pages
    writer = PdfWriter()
    width, height = pages[0].trimbox.width, pages[0].trimbox.height
    for side in sides(len(pages)):
        sheet = writer.add_blank_page(2 * width, height)
        for half, number in enumerate(side):
            if number:
                place(sheet, pages[number - 1], half * width)
    writer.add_metadata({"/Title": "Livret à imprimer sur A3, recto verso, bord court"})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def place(sheet: PageObject, page: PageObject, left: float) -> None:
    """Lays a page's trimmed area on the sheet, that far from its left edge, in points."""
    page.pop("/Annots", None)
    box = page.trimbox
    sheet.merge_transformed_page(page, Transformation().translate(left - float(box.left), -float(box.bottom)))
