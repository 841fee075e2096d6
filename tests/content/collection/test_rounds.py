"""What residents are told of their bins: which one tonight, until when it is true, and the days of the month."""

import datetime as dt

import pytest

from content.collection.rhythm import OnHoliday, Rhythm
from content.collection.rounds import Area, Round, Rounds, calendars, errands, month_rows, pickups_between

CET = dt.timezone(dt.timedelta(hours=1))
FRIDAY, SATURDAY, TUESDAY = dt.date(2026, 11, 20), dt.date(2026, 11, 21), dt.date(2026, 11, 24)
BOURG, GARE, COMBE = Area("bourg", "Le Bourg", ("rue des Halles",)), Area("gare", "La Gare"), Area("combe", "La Combe")
YELLOW = Round("le bac jaune", Rhythm(SATURDAY, every=2), "emballages", put_out_at=dt.time(19), passes_at=dt.time(5))
GREY = Round("le bac gris", Rhythm(TUESDAY, on_holiday=OnHoliday.NEXT_DAY), passes_at=dt.time(5))


def town(*rounds: Round) -> Rounds:
    return Rounds(rounds, (BOURG, GARE, COMBE), "48095")


def said(rounds: Rounds, day: dt.date, hour: int, minute: int = 0) -> list[tuple[str, str]]:
    at = dt.datetime.combine(day, dt.time(hour, minute), CET)
    return [(errand.label, errand.value) for errand in errands(rounds, at)]


def test_tonight_the_yellow_bin_goes_out_and_tomorrow_nobody_speaks_of_it() -> None:
    rounds = town(YELLOW, GREY)
    assert said(rounds, FRIDAY, 8) == [("Ce soir, à sortir", "le bac jaune")]
    assert said(rounds, SATURDAY, 4) == [("Ce matin, à sortir", "le bac jaune")]
    assert said(rounds, SATURDAY, 5) == []
    assert said(rounds, FRIDAY + dt.timedelta(days=7), 8) == [], "one Saturday out of two"


def test_a_bin_that_goes_out_in_the_morning_is_announced_the_afternoon_before() -> None:
    rounds = town(Round("le sac", Rhythm(SATURDAY), the_evening_before=False, put_out_at=dt.time(6)))
    assert said(rounds, FRIDAY, 11) == []
    assert said(rounds, FRIDAY, 12) == [("Demain matin, à sortir", "le sac")]
    assert said(rounds, SATURDAY, 5, 59) == [("Ce matin, à sortir", "le sac")]
    assert said(rounds, SATURDAY, 6) == []


def test_what_is_said_is_true_until_the_lorry_comes_or_midnight() -> None:
    at = dt.datetime.combine(SATURDAY, dt.time(4), CET)
    assert errands(town(YELLOW), at)[0].until == dt.datetime(2026, 11, 21, 5, tzinfo=CET)
    tonight = errands(town(YELLOW), at - dt.timedelta(hours=10))[0]
    assert tonight.until == dt.datetime(2026, 11, 21, 0, tzinfo=CET)


@pytest.mark.parametrize(
    ("areas", "value"),
    [
        ([{"bourg"}], "le bac jaune (Le Bourg)"),
        ([{"bourg", "combe"}], "le bac jaune (Le Bourg, La Combe)"),
        ([{"bourg"}, {"gare", "combe"}], "le bac jaune"),
        ([set()], "le bac jaune"),
    ],
)
def test_districts_are_named_only_when_they_differ(areas: list[set[str]], value: str) -> None:
    rounds = town(*(Round("le bac jaune", Rhythm(SATURDAY), areas=frozenset(some)) for some in areas))
    assert said(rounds, FRIDAY, 18) == [("Ce soir, à sortir", value)]


def test_two_bins_the_same_night_are_said_together() -> None:
    rounds = town(YELLOW, Round("le seau", Rhythm(SATURDAY), areas=frozenset({"gare"})))
    assert said(rounds, FRIDAY, 18) == [("Ce soir, à sortir", "le bac jaune et le seau (La Gare)")]


def test_districts_with_the_same_rounds_share_a_table_with_their_streets() -> None:
    rounds = town(GREY, Round("le seau", Rhythm(TUESDAY), areas=frozenset({"bourg", "gare"})))
    both, alone = calendars(rounds, FRIDAY)
    assert both.names == ("Le Bourg", "La Gare")
    assert both.streets == ("rue des Halles",)
    assert [line.what for line in both.lines] == ["le bac gris", "le seau"]
    assert [line.what for line in alone.lines] == ["le bac gris"]


def test_a_town_of_one_round_has_one_table_without_a_name() -> None:
    (table,) = calendars(town(YELLOW), FRIDAY)
    assert table.names == ()
    (line,) = table.lines
    plain = {name: text.replace("\u00a0", " ") for name, text in vars(line).items()}
    assert plain == {
        "what": "le bac jaune",
        "contents": "emballages",
        "when": "un samedi sur deux, dès 5 h",
        "put_out": "la veille, après 19 h",
        "dates": "21 novembre, 5 et 19 décembre",
    }


def test_a_town_without_rounds_has_no_table() -> None:
    assert calendars(town(), FRIDAY) == []
    assert not town()


def test_a_holiday_is_explained_before_it_comes() -> None:
    christmas = Round("le bac gris", Rhythm(dt.date(2026, 12, 25), on_holiday=OnHoliday.NEXT_DAY))
    (table,) = calendars(town(christmas), dt.date(2026, 12, 10))
    assert [change.replace("\u00a0", " ") for change in table.changes] == [
        "Vendredi 25 décembre, jour férié : pour le bac gris, passage le samedi 26 décembre.",
        "Vendredi 1er janvier, jour férié : pour le bac gris, passage le samedi 2 janvier.",
    ]


def test_a_cancelled_round_is_said_too() -> None:
    strike = Round("le bac gris", Rhythm(TUESDAY, changes=((TUESDAY, None),)))
    (table,) = calendars(town(strike), FRIDAY)
    assert table.changes[0].replace("\u00a0", " ") == "Mardi 24 novembre : pas de passage pour le bac gris."


def test_the_bulletin_prints_the_days_of_its_month() -> None:
    weekly_in_two = [Round("le seau", Rhythm(TUESDAY), areas=frozenset(some)) for some in ({"bourg"}, {"gare"})]
    rows = month_rows(town(GREY, YELLOW, *weekly_in_two), dt.date(2026, 12, 8))
    assert [(what, days.replace("\u00a0", " ")) for what, days in rows] == [
        ("le bac gris", "chaque mardi"),
        ("le bac jaune", "samedis 5 et 19 décembre"),
        ("le seau (Le Bourg, La Gare)", "chaque mardi"),
    ]


def test_the_bulletin_says_nothing_of_a_bin_without_a_day_that_month() -> None:
    once = Round("les sapins", Rhythm(every=0, chosen=frozenset({dt.date(2027, 1, 9)})))
    assert month_rows(town(once), dt.date(2026, 12, 1)) == []
    assert month_rows(town(once), dt.date(2027, 1, 1))[0][1].replace("\u00a0", " ") == "samedi 9 janvier"


def test_the_bulletin_says_what_a_holiday_changes() -> None:
    friday = Round("le bac gris", Rhythm(dt.date(2026, 12, 4), on_holiday=OnHoliday.NEXT_DAY))
    assert month_rows(town(friday), dt.date(2026, 12, 1))[0][1].replace("\u00a0", " ") == (
        "chaque vendredi (samedi 26 décembre au lieu du 25)"
    )


def test_the_month_is_told_day_by_day_for_the_kitchen() -> None:
    here = Round("le bac brun", Rhythm(TUESDAY), areas=frozenset({"bourg"}))
    found = pickups_between(town(YELLOW, here), dt.date(2026, 12, 1), dt.date(2026, 12, 7))
    assert [(one.day.day, one.what, one.rare) for one in found] == [
        (1, "le bac brun (Le Bourg)", False),
        (5, "le bac jaune", True),
    ]


def test_districts_collected_the_same_day_are_told_together() -> None:
    one, other = (Round("le bac gris", Rhythm(TUESDAY), areas=frozenset({slug})) for slug in ("bourg", "gare"))
    found = pickups_between(town(one, other), TUESDAY, TUESDAY)
    assert [pickup.what for pickup in found] == ["le bac gris (Le Bourg, La Gare)"]


def test_a_public_holiday_moves_the_bin_on_the_kitchen_s_sheet() -> None:
    christmas = Round("le bac gris", Rhythm(dt.date(2026, 12, 25), on_holiday=OnHoliday.NEXT_DAY))
    found = pickups_between(town(christmas), dt.date(2026, 12, 24), dt.date(2026, 12, 27))
    assert [pickup.day for pickup in found] == [dt.date(2026, 12, 26)]
