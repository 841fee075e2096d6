from datetime import date, timedelta

from events.days_off import school_holidays

TODAY = date(2026, 11, 20)


def test_schools_of_zone_a_rest_at_christmas_and_a_wednesday_of_november_is_school() -> None:
    zone_a = school_holidays("A")
    assert date(2026, 12, 25) in zone_a.days
    assert date(2026, 11, 25) not in zone_a.days


def test_the_three_zones_do_not_ski_together() -> None:
    days = {zone: school_holidays(zone).days for zone in "ABC"}
    assert len(set(days.values())) == len(days)


def test_what_the_ministry_has_not_published_is_said_to_be_unknown() -> None:
    zone_a = school_holidays("A")
    known = zone_a.known_until(TODAY)
    assert known is not None
    assert max(zone_a.days) == known
    assert zone_a.cover(known, TODAY) and not zone_a.cover(known + timedelta(days=1), TODAY)


def test_a_town_of_corsica_knows_nothing_until_it_enters_its_dates() -> None:
    assert school_holidays("").known_until(TODAY) is None
    entered = school_holidays("", [(date(2026, 12, 19), date(2027, 1, 3))])
    assert {date(2026, 12, 19), date(2026, 12, 31), date(2027, 1, 3)} <= entered.days
    assert entered.known_until(TODAY) == date(2027, 1, 3)


def test_a_hole_in_what_was_entered_ends_what_is_known() -> None:
    christmases = [(date(2026, 12, 19), date(2027, 1, 3)), (date(2027, 12, 18), date(2028, 1, 2))]
    assert school_holidays("", christmases).known_until(TODAY) == date(2027, 1, 3)
    assert school_holidays("", christmases[1:]).known_until(TODAY) is None
