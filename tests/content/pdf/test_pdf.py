"""The PDF: readable by everyone, the same whenever it is made."""

import io
from pathlib import Path

import page
import pytest
from django.conf import settings
from pypdf import PdfReader

from content import pdf
from content.pdf.engine import ENGINE
from tests.content.pdf.paper import BASE, SQUARE, document, first_page, text_of

with_pango = pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())


@with_pango
def test_a_resident_reads_the_town_s_words() -> None:
    produced = pdf.render(document("<h1>Avis</h1><p>La halle rouvre jeudi 26 novembre, à 18 h 30.</p>"), base=BASE)
    assert "La halle rouvre jeudi 26 novembre" in text_of(produced)


@with_pango
def test_a_resident_who_cannot_see_reads_it_too() -> None:
    body = """<h1>Avis</h1><h2>La halle</h2><p>Elle rouvre.</p><ul><li>jeudi</li><li>samedi</li></ul>
        <p>Voir <a href="/agenda/"><b>l’agenda</b> <i>du mois</i></a>,
        <a href="#suite"><img src="halle.svg" alt="la halle"></a>.</p>
        <table><caption>Votes</caption><tr><th scope="col">Pour</th></tr><tr><td>14</td></tr></table><h2 id="suite">Suite</h2>"""
    produced = pdf.render(document(body), base=BASE, assets={"halle.svg": SQUARE})
    for profile in ("ua1", "pdfa2a"):
        report = page.validate_pdf_bytes(produced, profile=profile)
        assert [failure.message for failure in report.failures] == []
        assert report.rules.total > 100
    links = [note.get_object() for note in first_page(produced)["/Annots"]]
    assert len(links) == 2  # one per link, whatever boxes it holds
    assert links[0]["/A"]["/URI"] == "https://valombreuse.example/agenda/"


@with_pango
def test_the_same_document_gives_the_same_bytes_even_from_another_child() -> None:
    html = document("<h1>Avis</h1><p>Un mot.</p><img src='halle.svg' alt='la halle'>")
    first = pdf.render(html, base=BASE, assets={"halle.svg": SQUARE})
    child = ENGINE.pid
    assert pdf.render(html, base=BASE, assets={"halle.svg": SQUARE}) == first
    assert ENGINE.pid == child
    ENGINE.stop()
    assert pdf.render(html, base=BASE, assets={"halle.svg": SQUARE}) == first


@with_pango
def test_pages_are_counted_and_a_missing_picture_is_told(caplog: pytest.LogCaptureFixture) -> None:
    html = document("<p>un<p style='break-before:page'>deux<img src='absente.jpg' alt='x'>")
    produced = pdf.produce(html, base=BASE)
    assert produced.pages == len(PdfReader(io.BytesIO(produced.pdf)).pages) == 2
    assert [note for note in produced.notes if "absente.jpg" in note]
    assert not caplog.records
    assert pdf.render(html, base=BASE) == produced.pdf
    assert "absente.jpg" in caplog.text


@with_pango
def test_static_files_are_the_folder_by_default() -> None:
    font = next((Path(settings.STATICFILES_DIRS[0]) / "fonts").glob("*.woff2"))
    face = f"@font-face {{ font-family: Essai; src: url(/static/fonts/{font.name}) }} h1 {{ font-family: Essai }}"
    produced = pdf.produce(document("<h1>Avis</h1>", f"<style>{face}</style>"), base=BASE)
    assert produced.notes == ()
    fonts = first_page(produced.pdf)["/Resources"]["/Font"]
    assert all("DejaVu" not in fonts[name]["/BaseFont"] for name in fonts)


def test_a_machine_without_pango_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LIBRARIES", ("libpango-de-demain.so.9",))
    pdf.obstacle.cache_clear()
    try:
        assert not pdf.available()
        with pytest.raises(
            pdf.PdfUnavailable, match=r"apt-get install --no-install-recommends libpango-1\.0-0 libpangoft2"
        ):
            pdf.render(document(""), base=BASE)
    finally:
        pdf.obstacle.cache_clear()
