"""The texts become what the editors' own desk would have written."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page

from content.blocks import PROSE_FEATURES, BodyBlock
from hub.demo import prose
from hub.demo.prose import Quotation, Table, Text, UnreadableProse
from hub.demo.stream import Stream

ARTICLE = """\
Fermée depuis l’hiver, la halle rouvre : voir [le programme](slug:reouverture).

## Ce qui change

- Les commerçants gardent **leur place**.
- L’entrée se fait par la rampe & la rue des Halles.

> « On a gardé tout ce qui tenait. »
>
> Maud Ferrandier, charpentière

| Jour | Ouverture |
|---|---|
| lundi | 14 h – 17 h |

1. Venez.
2. Regardez [en l’air](https://example.org/).
"""


def link(target: str) -> str:
    return 'linktype="page" id="7"' if target.startswith("slug:") else f'href="{target}"'


def test_an_article_becomes_text_a_quotation_and_a_table_in_their_order() -> None:
    first, quotation, table, last = prose.parse(ARTICLE, link, "La halle rouvre")
    assert isinstance(first, Text)
    assert isinstance(last, Text)
    assert quotation == Quotation("On a gardé tout ce qui tenait.", "Maud Ferrandier, charpentière")
    assert table == Table("Ce qui change", ["Jour", "Ouverture"], [["lundi", "14 h – 17 h"]])
    assert '<a linktype="page" id="7">le programme</a>' in first.html
    assert "<b>leur place</b>" in first.html
    assert "rampe &amp; la rue" in first.html
    assert last.html.startswith("<ol>")


def test_a_table_before_any_heading_is_captioned_by_the_title() -> None:
    (table,) = prose.parse("| Qui | Numéro |\n|---|---|\n| Mairie | 04 65 71 00 42 |", link, "Numéros utiles")
    assert isinstance(table, Table)
    assert table.caption == "Numéros utiles"


@pytest.mark.django_db
def test_opening_a_page_in_the_desk_and_saving_it_untouched_changes_nothing() -> None:
    converter = ContentstateConverter(PROSE_FEATURES)
    root = Page.objects.get(depth=1)
    for part in prose.parse(ARTICLE, lambda target: f'linktype="page" id="{root.pk}"', "La halle rouvre"):
        if isinstance(part, Text):
            assert converter.to_database_format(converter.from_database_format(part.html)) == part.html


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_no_text_becomes_markup_by_accident(text: str) -> None:
    html = prose.inline(text.replace("**", "").replace("](", ""), link)
    assert "<" not in html


@pytest.mark.parametrize(
    "text", ["- une puce\npas de puce", "| | Prix |\n|---|---|\n| Pain | 1 € |", "| A | B |\n|---|---|\n| seul |"]
)
def test_a_text_that_would_lose_something_stops_the_build(text: str) -> None:
    with pytest.raises(UnreadableProse):
        prose.parse(text, link, "Titre")


def written(seed: uuid.UUID) -> Stream:
    stream = Stream(seed)
    stream.add_parts(prose.parse(ARTICLE, link, "La halle rouvre"))
    return stream


def test_the_blocks_are_those_of_every_page_and_keep_their_identity() -> None:
    seed = uuid.uuid4()
    block = BodyBlock()
    value = block.to_python(written(seed).blocks)
    block.clean(value)
    assert [child.block_type for child in value] == ["prose", "quotation", "table", "prose"]
    assert value.get_prep_value() == written(seed).blocks
    assert written(seed).json() != written(uuid.uuid4()).json()
