"""No drawing twice in an issue."""

from dataclasses import replace

from newsletter.bulletin.edition import Picture
from newsletter.press.flatplan import plan
from newsletter.press.leaves import Leaf, WallLeaf
from newsletter.press.variety import speaking
from tests.newsletter import editions
from tests.newsletter.editions import december, with_sections


def decorations(leaves: tuple[Leaf, ...]) -> list[str]:
    pictures = [leaf.picture if isinstance(leaf, WallLeaf) else getattr(leaf, "foot", None) for leaf in leaves]
    found = [picture if isinstance(picture, Picture) else picture.picture for picture in pictures if picture]
    return [picture.engraving for picture in found if not picture.alternative]


def test_fillers_show_neither_what_the_issue_says_nor_one_drawing_twice() -> None:
    short = with_sections(editions.editorial(), editions.agenda(), editions.agenda(), editions.back())
    drawn = decorations(plan(short).leaves)
    assert len(drawn) >= 2
    assert len(set(drawn)) == len(drawn)


def test_a_drawing_that_says_something_is_never_a_decoration_too() -> None:
    said = replace(editions.back(), picture=editions.engraving("bourg", "Gravure : le bourg."))
    short = with_sections(editions.agenda(), said)
    assert "bourg" in set(speaking(short))
    assert "bourg" not in decorations(plan(short).leaves)


def test_a_market_on_two_pages_is_not_shown_again_at_the_foot_of_the_third() -> None:
    assert not {"market-left", "halle"} & set(decorations(plan(december()).leaves))
    assert {"halle", "market-left"} <= set(speaking(december()))


def test_an_issue_that_has_shown_everything_keeps_its_decorations() -> None:
    many = with_sections(*[replace(editions.agenda(), days=editions.agenda().days[:2]) for _ in range(14)])
    assert len(decorations(plan(many).leaves)) >= 14
