"""The posters as a resident, or whoever pins them up, gets them."""

import io
from datetime import date
from typing import Any

import page
import pytest
from django.test import Client
from pypdf import PdfReader

from content import pdf
from events.models import AgendaPage, DateChange
from tests.events.town import announce, choir, concert, hall, rehearsal

pytestmark = pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())


def sheet(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/pdf"
    assert len(PdfReader(io.BytesIO(response.content)).pages) == 1
    return bytes(response.content)


def words(produced: bytes) -> str:
    return " ".join(PdfReader(io.BytesIO(produced)).pages[0].extract_text().replace("\xa0", " ").split())


def test_a_resident_reads_on_the_wall_what_when_and_where(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(place=hall(agenda), organizer=choir(agenda), free=True, standfirst="Musique ancienne."))
    text = words(sheet(client, "/agenda/concert-de-sainte-cecile/affiche.pdf"))
    for said in ("Dimanche 6 décembre", "17 h", "Concert", "de Sainte-Cécile", "Salle du Préau, gratuit", "Musique ancienne.",
                 "Les Voix du Lavoir", "/agenda/concert-de-sainte-cecile", "Ne pas jeter sur la voie publique."):  # fmt: skip
        assert said in text, said


def test_the_poster_can_be_read_by_who_does_not_see_it(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(place=hall(agenda)))
    for address in ("/agenda/concert-de-sainte-cecile/affiche.pdf", "/agenda/2026/12/affiche.pdf"):
        for profile in ("ua1", "pdfa2a"):
            report = page.validate_pdf_bytes(sheet(client, address), profile=profile)
            assert not list(report.failures), (address, profile)


def test_a_cancelled_concert_is_overprinted_and_says_why(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, concert(place=hall(agenda), status="cancelled", status_message="L’église est inondée."))
    text = words(sheet(client, "/agenda/concert-de-sainte-cecile/affiche.pdf"))
    assert "Annulé" in text and "L’église est inondée." in text


def test_a_series_has_its_poster_and_each_date_its_own(agenda: AgendaPage, client: Client) -> None:
    off = DateChange(original_day=date(2026, 12, 8), kind="cancelled", message="La salle est prise.")
    announce(agenda, rehearsal(place=hall(agenda), date_changes=[off]))
    series = words(sheet(client, "/agenda/repetition-du-choeur/affiche.pdf"))
    assert "Chaque mardi" in series and "20 h – 22 h" in series and "Annulé" not in series
    one = words(sheet(client, "/agenda/repetition-du-choeur/2026-12-08/affiche.pdf"))
    assert "Mardi 8 décembre" in one and "Annulé" in one and "La salle est prise." in one
    assert client.get("/agenda/repetition-du-choeur/2026-12-09/affiche.pdf").status_code == 404


def test_the_month_hangs_on_one_sheet(agenda: AgendaPage, client: Client) -> None:
    announce(agenda, rehearsal(organizer=choir(agenda)))
    text = words(sheet(client, "/agenda/2026/12/affiche.pdf"))
    assert "Décembre" in text and text.count("Répétition du chœur") == 5 and "Les Voix du Lavoir" in text
    assert "Janvier" in words(sheet(client, "/agenda/2027/01/affiche.pdf"))


@pytest.mark.parametrize(
    "address", ["2026/13/affiche.pdf", "2045/12/affiche.pdf", "2001/01/affiche.pdf", "affiche.pdf"]
)
def test_no_poster_is_drawn_for_a_month_that_is_nobody_s(agenda: AgendaPage, client: Client, address: str) -> None:
    assert client.get(f"/agenda/{address}").status_code == 404


def test_whoever_has_the_sheet_is_not_sent_it_again_nor_is_it_drawn_again(
    agenda: AgendaPage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce(agenda, concert(place=hall(agenda)))
    address = "/agenda/concert-de-sainte-cecile/affiche.pdf"
    first = client.get(address)

    def no_more(*_args: Any, **_said: Any) -> bytes:
        raise AssertionError("drawn twice")

    monkeypatch.setattr(pdf, "render", no_more)
    assert client.get(address).content == first.content
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_machine_that_cannot_print_says_so(
    agenda: AgendaPage, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce(agenda, concert(title="Bal"))

    def out_of_ink(*_args: Any, **_said: Any) -> bytes:
        raise pdf.PdfUnavailable("pas de Pango")

    monkeypatch.setattr(pdf, "render", out_of_ink)
    response = client.get("/agenda/bal/affiche.pdf")
    assert response.status_code == 503 and "Les pages du site" in response.content.decode()
