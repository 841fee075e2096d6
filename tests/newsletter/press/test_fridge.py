"""The sheet of the kitchen: what it always says, however full the month is."""

from dataclasses import replace
from datetime import date

from newsletter.bulletin.edition import Agenda, AgendaDay, AgendaLine, BinDay, Practical
from newsletter.press.fridge import Kitchen, leaf_alone, leaf_in_issue
from tests.newsletter.editions import agenda, december, practical


def kitchen(days: tuple[AgendaDay, ...], *bins: BinDay, facts: Practical | None = None) -> Kitchen:
    edition = december()
    month: Agenda = replace(agenda(), days=days)
    known = replace(facts or practical(), bins=bins)
    return Kitchen(edition.town, edition.theme, month, known, advice="À garder.", reference="Imprimé ce jour.")


def day(number: int, *titles: str) -> AgendaDay:
    return AgendaDay(date(2026, 12, number), tuple(AgendaLine(hour="", title=title, url="/") for title in titles))


FULL = (day(5, "Marché", "Fête", "Loto", "Bal", "Concert", "Cirque", "Soupe"),)


def test_a_calm_month_leaves_numbers_and_hours_at_their_ease() -> None:
    leaf = leaf_alone(kitchen((day(5, "Marché"),)))
    assert not leaf.tight
    assert leaf.emergencies
    assert "La mairie vous reçoit" in [table.caption for table in leaf.tables]


def test_a_full_month_sets_them_tighter_and_never_drops_them() -> None:
    leaf = leaf_alone(kitchen(FULL))
    assert leaf.tight
    assert leaf.emergencies
    assert leaf.tables
    assert leaf.week_height > leaf_alone(kitchen((day(5, "Marché"),))).week_height


def test_in_an_issue_a_full_month_takes_the_page_for_the_facts_are_elsewhere() -> None:
    leaf = leaf_in_issue(kitchen(FULL))
    assert (leaf.tables, leaf.emergencies) == ((), ())


def test_a_household_has_lines_for_its_own_numbers() -> None:
    town_without_hours = replace(practical(), tables=())
    assert [table.caption for table in leaf_alone(kitchen((), facts=town_without_hours)).tables] == ["Chez nous"]


def test_the_star_is_explained_only_where_there_is_one() -> None:
    starred = BinDay(date(2026, 12, 3), "le seau brun, selon le quartier")
    assert leaf_alone(kitchen((), starred)).by_district
    assert not leaf_alone(kitchen(())).by_district
