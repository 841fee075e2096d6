"""The evening of the flood: Odile cancels the next date from the list, then finds that it takes place after all."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import desk
from tests.journeys.running_town import RunningTown

pytestmark = [pytest.mark.journey, pytest.mark.slow]

REASON = "La salle est inondée, rendez-vous la semaine prochaine."


def test_the_next_date_is_cancelled_everywhere_and_comes_back(odile: Page, karim: Page, town: RunningTown) -> None:
    page = odile.context.new_page()
    page.goto("/admin/")
    page.get_by_role("link", name="Dates de l’agenda").click()
    page.get_by_role("link", name=re.compile("^Annuler ")).first.click()
    desk.field(page, "message").fill(REASON)
    page.get_by_role("button", name="Publier la décision").click()
    expect(desk.answer(page)).to_contain_text("le disent dès maintenant")
    karim.goto("/agenda/")
    expect(karim.get_by_text(REASON)).to_be_visible()
    calendar = karim.request.get(f"{town.url}/agenda/agenda.ics").text().replace("\r\n ", "")
    assert "SUMMARY:ANNULÉ – " in calendar and "STATUS:CANCELLED" in calendar
    assert REASON.partition(",")[0] in karim.request.get(f"{town.url}/agenda/rss.xml").text()
    page.get_by_role("row", name=REASON).get_by_role("button", name=re.compile("^Rétablir")).click()
    expect(desk.answer(page)).to_contain_text("La décision est annulée")
    karim.reload()
    expect(karim.get_by_text(REASON)).to_have_count(0)
    page.close()
