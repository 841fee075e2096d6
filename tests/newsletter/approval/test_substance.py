"""What is approved is what is frozen, whatever the day."""

from dataclasses import replace
from datetime import date

from newsletter.approval.substance import substance
from tests.newsletter import editions
from tests.newsletter.editions import december


def test_the_same_words_on_another_day_are_the_same() -> None:
    edition = december()
    later = replace(
        edition,
        issued_on=date(2027, 1, 1),
        sections=tuple(
            replace(section, on=date(2027, 1, 1)) if isinstance(section, editions.Editorial) else section
            for section in edition.sections
        ),
    )
    assert substance(later) == substance(edition)


def test_one_word_more_is_another_number() -> None:
    assert substance(replace(december(), headline="Un autre titre")) != substance(december())
    assert substance(replace(december(), sections=december().sections[1:])) != substance(december())
