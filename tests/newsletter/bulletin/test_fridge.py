"""« /feuille-de-frigo.pdf »: what a household hangs in its kitchen."""

import datetime as dt
import io

import page as validator
import pytest
from django.test import Client
from pypdf import PdfReader
from time_machine import TimeMachineFixture

from content import pdf
from content.models import CollectionRound, Commune
from events.models import AgendaPage
from home.founding import Sections
from newsletter.compose.fridge import month_to_hang
from tests.events.town import announce, concert, hall

ADDRESS = "/feuille-de-frigo.pdf"
printing = pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())


@pytest.mark.parametrize(
    ("today", "month"),
    [((2026, 11, 24), (2026, 11, 1)), ((2026, 11, 25), (2026, 12, 1)), ((2026, 12, 31), (2027, 1, 1))],
)
def test_in_the_last_days_of_a_month_one_hangs_the_next(
    today: tuple[int, int, int], month: tuple[int, int, int]
) -> None:
    assert month_to_hang(dt.date(*today)) == dt.date(*month)


@printing
@pytest.mark.slow
def test_bins_appointments_hours_and_numbers_on_one_page(
    town: Sections, client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(dt.datetime(2026, 11, 27, 9, tzinfo=dt.UTC), tick=False)
    agenda = AgendaPage.objects.get()
    announce(agenda, concert(place=hall(agenda), free=True))
    CollectionRound.objects.create(site=agenda.site, what="le bac jaune", first_day=dt.date(2026, 12, 5), every=2)
    commune = Commune.for_site(agenda.site)
    commune.phone = "04 65 71 00 42"
    commune.save()
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert len(pages) == 1
    for profile in ("ua1", "pdfa2a"):
        assert [
            failure.message for failure in validator.validate_pdf_bytes(answer.content, profile=profile).failures
        ] == []
    words = " ".join(pages[0].extract_text().replace("\xa0", " ").split())
    for said in ("Décembre", "bac jaune", "Concert", "04 65 71 00 42", "Samu", "Chez nous", "27 novembre 2026"):
        assert said in words, said
    assert client.get(ADDRESS, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_machine_that_cannot_print_says_where_to_read_the_same(
    town: Sections, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "obstacle", lambda: "pas de Pango")
    answer = client.get(ADDRESS)
    assert answer.status_code == 503
    assert "Les pages du site" in answer.content.decode()
