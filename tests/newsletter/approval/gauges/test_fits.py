"""An editor who asks for two pages is told what stands in the way, in lines, beside the section."""

from dataclasses import replace

from newsletter.approval.gauges.fits import pages_filled
from newsletter.approval.gauges.values import Gauge, Level
from newsletter.press.flatplan import plan
from tests.newsletter import editions
from tests.newsletter.editions import with_sections


def gauges_of(*sections: object) -> list[Gauge]:
    return list(pages_filled(plan(with_sections(*sections))))


def test_when_everything_holds_one_line_says_so() -> None:
    (gauge,) = list(pages_filled(plan(editions.december())))
    assert (gauge.level, gauge.value) == (Level.GOOD, "toutes tiennent dans leurs pages")


def test_a_text_too_long_for_its_page_names_its_section_and_counts_its_lines() -> None:
    told = replace(editions.council(), decisions=editions.council().decisions * 2, pages=1)
    (gauge,) = gauges_of(told)
    assert (gauge.label, gauge.level, gauge.anchor) == ("Conseil", Level.WARNING, "conseil")
    assert "lignes de trop" in gauge.value
    assert "Raccourcissez" in gauge.advice


def test_a_text_too_short_for_its_pages_says_how_many_lines_are_missing() -> None:
    (gauge,) = gauges_of(replace(editions.editorial(), pages=2))
    assert "il manque" in gauge.value
    assert "Allongez" in gauge.advice
