from datetime import date

from events.days_off import school_holidays


def test_schools_of_zone_a_rest_at_christmas_and_a_wednesday_of_november_is_school() -> None:
    zone_a = school_holidays("A")
    assert date(2026, 12, 25) in zone_a.days
    assert date(2026, 11, 25) not in zone_a.days


def test_the_three_zones_do_not_ski_together() -> None:
    days = {zone: school_holidays(zone).days for zone in "ABC"}
    assert len(set(days.values())) == len(days)


def test_what_the_ministry_has_not_published_is_said_to_be_unknown() -> None:
    known = school_holidays("A").known_until
    assert known is not None
    assert max(school_holidays("A").days) == known


def test_a_town_of_corsica_knows_nothing_until_it_enters_its_dates() -> None:
    assert school_holidays("").known_until is None
    entered = school_holidays("", [(date(2026, 12, 19), date(2027, 1, 3))])
    assert {date(2026, 12, 19), date(2026, 12, 31), date(2027, 1, 3)} <= entered.days
    assert entered.known_until == date(2027, 1, 3)
