"""Public holidays are not the same everywhere in France."""

from datetime import date

from content.public_holidays import public_holidays


def test_saint_stephen_is_a_holiday_in_strasbourg_and_not_in_mende() -> None:
    assert date(2026, 12, 26) in public_holidays("67482", 2026)
    assert date(2026, 12, 26) in public_holidays("57463", 2026)
    assert date(2026, 12, 26) not in public_holidays("48095", 2026)


def test_reunion_remembers_the_abolition_of_slavery() -> None:
    assert date(2026, 12, 20) in public_holidays("97411", 2026)
    assert date(2026, 12, 20) not in public_holidays("", 2026)
