"""Links an editor is told of: gone from the site, dead elsewhere, or saying nothing."""

from dataclasses import replace
from datetime import date

import pytest

from newsletter.approval.gauges import Level, links
from newsletter.approval.gauges.values import Gauge, LostLink, OutsideAnswer
from newsletter.bulletin.prose import from_html
from tests.newsletter import editions
from tests.newsletter.editions import Edition, with_sections

RULES = "https://regles.example/texte"


def leading_outside() -> Edition:
    body = from_html(f'<p>Lisez <a href="{RULES}#un">le règlement</a>.</p>', editions.SITE)
    return with_sections(replace(editions.editorial(), body=body))


def outside(*answers: OutsideAnswer) -> dict[str, Gauge]:
    return {gauge.label: gauge for gauge in links.outside(leading_outside(), answers)}


def test_a_page_withdrawn_is_named_where_it_is_linked_from() -> None:
    (gauge,) = links.lost([LostLink("le marché", "page hors ligne", "b1")])
    assert (gauge.value, gauge.level, gauge.anchor) == ("« le marché » (page hors ligne)", Level.BLOCKING, "b1")


def test_each_section_has_its_own_lost_links() -> None:
    found = list(links.lost([LostLink("un", "x", "b1"), LostLink("deux", "x", "b2"), LostLink("trois", "x", "b1")]))
    assert [gauge.value for gauge in found] == ["« un » (x), « trois » (x)", "« deux » (x)"]


def test_a_page_that_no_longer_exists_elsewhere_is_in_red_with_the_day_it_was_asked() -> None:
    gauge = outside(OutsideAnswer(RULES, dead=True, said="erreur 404", asked_on=date(2026, 11, 18)))[
        "Lien extérieur mort"
    ]
    assert gauge.level is Level.BLOCKING
    assert gauge.value == f"{RULES} (erreur 404, le 18\u00a0novembre)"
    assert gauge.anchor == editions.editorial().anchor


def test_a_site_that_did_not_answer_only_warns() -> None:
    found = outside(OutsideAnswer(RULES, dead=False, said="erreur 503", asked_on=date(2026, 11, 18)))
    assert found["Liens extérieurs sans réponse"].level is Level.WARNING
    assert found["Liens extérieurs"].advice == "Vérifiés le 18\u00a0novembre."


def test_addresses_nobody_has_asked_yet_are_said_to_wait() -> None:
    gauge = outside(OutsideAnswer(RULES, dead=False, said="", asked_on=None))["Liens extérieurs"]
    assert (gauge.level, gauge.advice) == (Level.GOOD, "1 à vérifier : le site le fera dans l’heure.")


@pytest.mark.parametrize("edition", [editions.december()])
def test_a_number_that_leads_nowhere_else_says_nothing(edition: Edition) -> None:
    assert list(links.outside(edition, ())) == []
