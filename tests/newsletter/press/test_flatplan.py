"""The flat plan: sheets that fold, pages in the order people read, nothing forgotten."""

from dataclasses import replace

from newsletter.bulletin.edition import Briefs, Editorial, News, Row, Table
from newsletter.bulletin.prose import paragraphs
from newsletter.press.articles import caption_height, gallery_leaves
from newsletter.press.flatplan import FlatPlan, plan
from newsletter.press.leaves import CoverLeaf, EditorialLeaf, GalleryLeaf, Leaf, StackedLeaf, WorksLeaf
from newsletter.press.lists import set_table
from tests.newsletter import editions
from tests.newsletter.editions import december, with_sections


def templates(flat: FlatPlan) -> list[str]:
    return [leaf.template for leaf in flat.leaves]


def test_the_december_issue_makes_twelve_pages_from_cover_to_back() -> None:
    flat = plan(december())
    assert templates(flat) == [
        "cover", "editorial", "gallery", "opening", "opening", "council", "works", "agenda", "portrait", "practical", "groups", "back",
    ]  # fmt: skip
    assert (flat.added, flat.blank) == (0, 0)


def test_short_of_a_sheet_useful_pages_come_before_the_back() -> None:
    edition = with_sections(*december().sections[:4], *december().sections[7:])
    flat = plan(edition)
    assert flat.pages % 4 == 0
    assert flat.added == flat.pages - plan(edition, complete=False).pages
    assert templates(flat)[-1] == "back"
    assert "fridge" in templates(flat)


def test_without_completing_the_missing_pages_are_counted() -> None:
    flat = plan(with_sections(editions.editorial()), complete=False)
    assert (flat.pages, flat.blank) == (2, 2)


def test_a_cover_short_of_room_announces_the_groups_before_the_back_and_the_pictures() -> None:
    many = (*december().sections[:3], editions.news(), editions.news(), *december().sections[3:])
    cover = plan(with_sections(*many)).leaves[0]
    assert isinstance(cover, CoverLeaf)
    kinds = [section.kind for section in cover.entries]
    assert len(kinds) == 10
    assert "groups" in kinds
    assert not {"back", "gallery"} & set(kinds)


def test_captions_of_pictures_side_by_side_never_overlap() -> None:
    wordy = replace(
        editions.gallery(),
        snapshots=tuple(
            replace(each, caption="Une légende assez longue. " * 4) for each in editions.gallery().snapshots
        ),
    )
    (leaf,) = gallery_leaves(wordy)
    assert isinstance(leaf, GalleryLeaf)
    tops = [place.legend_top for place in leaf.places]
    feet = [place.legend_top + caption_height(place.snapshot) for place in leaf.places]
    assert all(foot < top for foot, top in zip(feet, tops[1:], strict=False))


def test_a_long_label_takes_the_room_that_costs_the_fewest_lines() -> None:
    where = Row("Le seau à biodéchets (La Gare, Le Bourg, Le Moulin-Neuf, Le Pré-Neuf)", "chaque jeudi")
    assert set_table(Table("Collectes", ("Bac", "Quand"), (where,))).lines == (3,)
    aside = Row("Le bac jaune", "samedis 5 et 19 décembre")
    assert set_table(Table("Collectes", ("Bac", "Quand"), (aside,))).lines == (1,)


def test_a_spread_opens_on_a_left_page_only() -> None:
    even = plan(december())
    assert [leaf.half for leaf in even.leaves if hasattr(leaf, "half")] == ["left", "right"]
    odd = plan(with_sections(editions.editorial(), editions.feature()))
    assert [leaf.half for leaf in odd.leaves if hasattr(leaf, "half")] == [""]


def test_every_section_has_the_number_of_its_first_page() -> None:
    numbers = plan(december()).numbers()
    assert (numbers["editorial"], numbers["dossier"], numbers["agenda"], numbers["etre-prevenu"]) == (2, 4, 8, 12)
    assert {section.anchor for section in december().sections} <= set(numbers)


def test_briefs_and_colophon_share_the_editorial_s_page_when_they_can() -> None:
    leaf = plan(december()).leaves[1]
    assert isinstance(leaf, EditorialLeaf)
    assert leaf.briefs is not None
    assert leaf.colophon is not None


def test_a_mayor_who_writes_at_length_keeps_every_word_and_signs_at_the_end() -> None:
    long = replace(
        editions.editorial(), body=paragraphs("\n\n".join(["Un paragraphe qui dit encore une chose. " * 12] * 14))
    )
    pages = [leaf for leaf in plan(with_sections(long, editions.briefs())).leaves if isinstance(leaf, EditorialLeaf)]
    assert len(pages) > 1
    assert [page.signed for page in pages] == [False] * (len(pages) - 1) + [True]


def test_works_stand_under_a_short_council_and_elsewhere_otherwise() -> None:
    short = replace(editions.council(), decisions=editions.council().decisions[:2])
    few = replace(
        editions.works(),
        sites=tuple(replace(site, for_you="") for site in editions.works().sites[:3]),
        standfirst="",
        contact="",
    )
    stacked = plan(with_sections(editions.editorial(), short, few)).leaves
    assert any(isinstance(leaf, StackedLeaf) for leaf in stacked)
    assert any(isinstance(leaf, WorksLeaf) for leaf in plan(december()).leaves)


def test_two_pictures_at_the_foot_of_facing_pages_are_level() -> None:
    feet = [leaf.foot for leaf in plan(december()).leaves[5:7]]  # type: ignore[attr-defined]
    assert feet[0].top == feet[1].top


def test_an_issue_of_nothing_but_news_is_printed_whole() -> None:
    many = replace(editions.news(), items=editions.news().items * 5)
    leaves: tuple[Leaf, ...] = plan(with_sections(many)).leaves
    printed = [entry for leaf in leaves for entry in getattr(leaf, "items", ())]
    assert len(printed) == 20


def test_an_issue_without_a_section_still_has_a_cover_and_its_colophon() -> None:
    assert templates(plan(with_sections(), complete=False)) == ["cover", "briefs"]


def test_sections_follow_one_another_as_the_editor_ordered_them() -> None:
    sections: tuple[object, ...] = (editions.groups(), editions.agenda(), editions.council())
    numbers = plan(with_sections(*sections)).numbers()
    assert numbers["expression"] < numbers["agenda"] < numbers["conseil"]


def test_a_long_month_goes_on_to_the_next_page() -> None:
    month = editions.agenda()
    crowded = replace(month, days=tuple(replace(day, lines=day.lines * 3) for day in month.days))
    flat = plan(with_sections(crowded), complete=False)
    assert templates(flat).count("agenda") > 1
    assert sum(len(leaf.days) for leaf in flat.leaves if leaf.template == "agenda") == len(month.days)  # type: ignore[attr-defined]


def test_briefs_on_their_own_take_the_colophon_with_them() -> None:
    alone: Briefs = editions.briefs()
    flat = plan(with_sections(alone), complete=False)
    assert templates(flat) == ["cover", "briefs"]
    assert flat.leaves[1].colophon is not None  # type: ignore[attr-defined]


def test_no_kind_of_section_is_unknown_to_the_plan() -> None:
    kinds = {type(section) for section in december().sections} | {News, Editorial}
    assert len(kinds) == 12
