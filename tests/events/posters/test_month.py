"""The month on one sheet, however full."""

from datetime import date, time, timedelta

import pytest

from content import pdf
from content.theme import tokens
from events import display
from events.posters import month
from events.values import OccurrenceValue, Status, Timing

FIRST = date(2026, 12, 1)
NOTES = (
    ("La mairie vous reçoit", "lundi 14\xa0h\xa0– 17\xa0h, mardi 9\xa0h\xa0– 12\xa0h. Téléphone\xa0: 04 65 71 00 42."),
)
WEEKENDS = (3, 4, 10, 11, 18, 24, 25)


def dates(number: int, days: tuple[int, ...] = tuple(range(31))) -> list[OccurrenceValue]:
    """So many dates, on those days of December in turn; every third an association's, every seventh cancelled."""
    found = []
    for n in range(number):
        day = FIRST + timedelta(days=days[n % len(days)])
        found.append(
            OccurrenceValue(
                title=f"Concert de Sainte-Cécile n°{n}",
                path="/agenda/x/",
                address="https://ville.example/agenda/x/",
                timing=Timing(day, time(8 + n % 12, 30), end=time(22)),
                original_day=day,
                paper="white" if n % 3 else "coloured",
                organizer="Les Voix du Lavoir",
                status=Status.SCHEDULED if n % 7 else Status.CANCELLED,
            )
        )
    return found


def said(values: list[OccurrenceValue], first: date = FIRST) -> month.MonthPoster:
    shown = display.month(first, values, date(2026, 11, 20), "/agenda/")
    return month.MonthPoster(shown, "Valombreuse", NOTES, "ville.example/agenda", tokens("#0e4a3a", "#f3a49b"))


@pytest.mark.parametrize("number", [0, 10, 60, 200])
def test_the_weeks_fill_the_sheet_and_no_more(number: int) -> None:
    layout = month.lay_out(said(dates(number)).month, 260)
    assert layout.table_top + month.HEADS + sum(row.height for row in layout.rows) == pytest.approx(255, abs=0.1)


def test_an_empty_month_has_even_weeks_under_its_whole_name() -> None:
    layout = month.lay_out(said([]).month, 260)
    assert len({row.height for row in layout.rows}) == 1
    assert layout.density is month.DENSITIES[0]


def test_a_full_month_is_in_a_smaller_body_and_leaves_nothing_out() -> None:
    layout = month.lay_out(said(dates(60)).month, 260)
    assert layout.density.body < month.DENSITIES[0].body
    assert sum(len(square.entries) for row in layout.rows for square in row.squares) == 60


def test_a_square_too_full_says_how_many_it_leaves_out() -> None:
    layout = month.lay_out(said(dates(200, WEEKENDS)).month, 260)
    squares = [square for row in layout.rows for square in row.squares]
    left_out = 200 - sum(len(square.entries) for square in squares)
    assert left_out > 0
    assert sum(int(square.more.split()[1]) for square in squares if square.more) == left_out


def test_a_month_of_a_thousand_dates_is_measured_once_and_not_once_for_each_line_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured: list[month.Square] = []
    height = month._height

    def noted(square: month.Square, density: month.Density) -> float:
        measured.append(square)
        return height(square, density)

    monkeypatch.setattr(month, "_height", noted)
    layout = month.lay_out(said(dates(1000)).month, 260)
    assert layout.density is month.DENSITIES[-1]
    assert len(measured) < 1000 + 35 * (len(month.DENSITIES) + 2)


@pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())
@pytest.mark.parametrize(
    ("number", "days", "first"),
    [
        (0, range(31), FIRST),
        (60, range(31), FIRST),
        (60, WEEKENDS, FIRST),
        (200, WEEKENDS, FIRST),
        (0, [0], date(2026, 8, 1)),
    ],
)
def test_it_is_drawn_on_one_sheet_without_a_remark(number: int, days: tuple[int, ...], first: date) -> None:
    poster = said(dates(number, tuple(days)), first)
    produced = pdf.produce(month.html(poster), base=month.BASE, assets=month.assets(poster))
    assert (produced.pages, produced.notes) == (1, ())
