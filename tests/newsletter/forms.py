"""The four forms of an issue reduced to their letters, and the few things that are rightly not the same in all of them."""

import re
from collections.abc import Iterable
from itertools import pairwise

from bs4 import BeautifulSoup, Tag

from newsletter.bulletin.edition import AnySection, Edition, Feature
from newsletter.press.flatplan import plan
from newsletter.press.leaves import CoverLeaf, FridgeLeaf, NotesLeaf, WallLeaf
from newsletter.press.lists import LEGEND
from newsletter.press.pictographs import without
from newsletter.renderers import email, text, web
from tests.newsletter.reading import Element, pages_of

# ---- what is rightly different, and why --------------------------------------------------------------------------

ONLY_PRINTED = (CoverLeaf, FridgeLeaf, WallLeaf, NotesLeaf)
"""Leaves: the cover (compared apart), and those that only fill the last sheet."""
SAID_OF_PAPER = (
    LEGEND,
    "Papier blanc : la mairie. Papier de couleur : une association, la mairie relaie.",
    "Avancement des chantiers de la commune",
    "Chantier Avancement Pour vous Fin prévue",
    "Chantier Avancement Fin prévue",
)
"""How the printed page is read: what teeth and colours mean, what a column of works holds."""
SAID_OF_SCREENS = ("Fin prévue", "Voir ces images")
"""What stands there for the column of works, and a link to pictures that mails do not carry."""
ADDRESS = re.compile(r"(https?://\S+|…/\S*|(localhost|[\w-]+(\.[\w-]+)+)(:\d+)?(/\S*)?)")
"""A link is words on screen; on paper and in text its address is written."""
LINK = "\0"
"""What stands around the words of a link while a page is read: one cut at the end of a line is two elements."""
# Emoji are drawn on paper (newsletter.press.pictographs) and left out everywhere here; images have alternatives, not sentences.
# The margin of a long piece (figures, dates) and the colophon stand where the page has room: found once, compared apart.


def in_margins(section: AnySection) -> list[str]:
    if not isinstance(section, Feature):
        return []
    figures = [f"{figure.value} {figure.caption}" for figure in section.figures]
    return figures + [f"{milestone.when} {milestone.what}" for milestone in section.milestones]


# ---- letters -----------------------------------------------------------------------------------------------------


def letters(words: str) -> str:
    """Letters and figures, capitals aside: spaces, punctuation and the hyphens of line ends say nothing here."""
    return re.sub(r"[\W_]", "", without(words)).casefold()


def of_web(edition: Edition) -> list[str]:
    page = BeautifulSoup(web.render(edition), "html.parser")
    return [_screen(section) for section in page.select(".bulletin-section:not(.is-colophon)")]


def of_email(edition: Edition) -> list[str]:
    page = BeautifulSoup(email.unchecked(edition), "html.parser")
    return [_screen(section) for section in page.select("div.rule") if section.find("h2", recursive=False)]


def of_text(edition: Edition) -> list[str]:
    body = text.render(edition)
    starts = [0]
    for section in edition.sections:
        starts.append(body.index(f"\n{text.underlined(section.plain_title)}\n", starts[-1] + 1))
    parts = [body[start:end] for start, end in pairwise([*starts[1:], body.rindex("-" * text.WIDTH)])]
    return [_without(_told(part), SAID_OF_SCREENS) for part in parts]


def of_pdf(edition: Edition, content: bytes) -> str:
    """All its sections one after the other, as a screen reader says them."""
    leaves = plan(edition).leaves
    pages = [page for leaf, page in zip(leaves, pages_of(content), strict=True) if not isinstance(leaf, ONLY_PRINTED)]
    spoken = "".join(map(_spoken, pages)).replace(LINK * 2, "")
    parts = spoken.split(LINK)
    kept = [part for at, part in enumerate(parts) if at % 2 == 0 or not ADDRESS.fullmatch(re.sub(r"\s", "", part))]
    return _without(letters("".join(kept)), SAID_OF_PAPER)


def _screen(section: Tag) -> str:
    for number, item in ((number, item) for found in section("ol") for number, item in enumerate(found("li"), 1)):
        if not item.find_parent("ol").get("class"):
            item.insert(0, f"{number} ")
    for link in section("a"):
        if ADDRESS.fullmatch(re.sub(r"\s", "", link.get_text())):
            link.decompose()
    return _without(letters(section.get_text()), SAID_OF_SCREENS)


def _told(part: str) -> str:
    """Without the descriptions of images, nor the addresses under their links."""
    part = re.sub(r"(Sur le site\s*:\s*)\S+", r"\1", part)
    lines = re.sub(r"^ *\[[^\]]*\]$", "", part, flags=re.MULTILINE).splitlines()
    return letters("\n".join(line for line in lines if not re.fullmatch(r"\s*https?://\S+", line)))


def _spoken(element: Element) -> str:
    words = element.words + "".join(map(_spoken, element.children))
    return f"{LINK}{words}{LINK}" if element.kind == "Link" else words


def _without(words: str, said: tuple[str, ...]) -> str:
    for one in said:
        words = words.replace(letters(one), "")
    return words


def apart(words: str, found: Iterable[str]) -> str:
    """The words without those, each of which must be there."""
    for one in found:
        assert letters(one) in words, one
        words = words.replace(letters(one), "", 1)
    return words


def assert_same_words(edition: Edition, content: bytes, *, missing: Iterable[str] = ()) -> None:
    """The same sentences in the same order in its four forms. ``missing`` describes pictures whose file is gone."""
    pages = of_web(edition)
    assert len(pages) == len(edition.sections)
    assert of_email(edition) == pages
    assert of_text(edition) == pages
    moved = [one for section in edition.sections for one in in_margins(section)]
    printed = apart(of_pdf(edition, content), moved)
    if edition.colophon:
        printed = apart(printed, [f"Ours {' '.join(edition.colophon)}"])
    assert apart(printed, missing) == apart("".join(pages), moved)
