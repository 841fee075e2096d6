"""What happens to people in a hurry."""

import pytest
from playwright.sync_api import APIResponse, Page, Route

from tests.journeys import desk
from tests.journeys.running_town import until

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_page_published_while_its_draft_is_being_saved_is_published_once(odile: Page) -> None:
    page = odile.context.new_page()
    answers: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        """Lets the draft be saved, and keeps the answer back, as a slow line would."""
        if route.request.resource_type == "fetch" and route.request.method == "POST":
            answers.append((route, route.fetch()))
        else:
            route.continue_()

    desk.new_page(page, "Actualités")
    page.route("**/admin/pages/add/**", hold)
    desk.write_title(page, "La navette part dix minutes plus tôt")
    desk.field(page, "standfirst").fill("Dès lundi, elle quitte la gare à 7 h 20.")

    def writes_a_word_and_pauses() -> bool:
        """Wagtail takes the form as it is two seconds after it opened for its beginning, and saves once typing pauses."""
        desk.field(page, "standfirst").press_sequentially(" Bientôt.")
        page.wait_for_timeout(3000)
        return bool(answers)

    until(writes_a_word_and_pauses, "no draft was saved")
    desk.press_publish(page)
    route, response = answers[0]
    route.fulfill(response=response)
    assert desk.published(page) == "/actualites/la-navette-part-dix-minutes-plus-tot/"
    page.close()
