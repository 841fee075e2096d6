"""Rich text becomes words and nothing else: what an editor pastes cannot act on any page."""

import pytest

from newsletter.bulletin.prose import Bullets, Heading, Paragraph, Quotation, Run, from_html, paragraphs, words

HERE = "https://valombreuse-sur-lise.example"


def test_paragraphs_keep_their_bold_their_italic_and_their_links() -> None:
    (paragraph,) = from_html('<p>La <b>halle</b> rouvre, <i>enfin</i> : <a href="/agenda/">venez</a>.</p>', HERE)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (
        Run("La "),
        Run("halle", bold=True),
        Run(" rouvre, "),
        Run("enfin", italic=True),
        Run("\u00a0: "),
        Run("venez", href=f"{HERE}/agenda/"),
        Run("."),
    )


def test_headings_never_skip_a_level_whatever_the_editor_chose() -> None:
    levels = [block.level for block in from_html("<h3>A</h3><p>a</p><h3>B</h3>", HERE) if isinstance(block, Heading)]
    assert levels == [3, 3]
    mixed = from_html("<h3>Avant</h3><h2>Un</h2><h3>Un un</h3><h4>Un un un</h4>", HERE)
    assert [block.level for block in mixed if isinstance(block, Heading)] == [3, 3, 4, 4]


def test_lists_and_quotations_are_kept_as_such() -> None:
    found = from_html(
        "<ul><li>pain</li><li>sel</li></ul><blockquote><p>On a gardé tout.</p><p>Maud</p></blockquote>", HERE
    )
    assert isinstance(found[0], Bullets)
    assert [item.text for item in found[0].items] == ["pain", "sel"]
    assert found[1] == Quotation("On a gardé tout.", "Maud")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<style>@import url(file:///etc/passwd)</style>",
        '<img src="file:///etc/passwd" onerror="alert(1)">',
        '<svg><image href="http://169.254.169.254/"/><text>mot</text></svg>',
        '<object data="ftp://ailleurs.example/"></object>',
        '<iframe src="https://ailleurs.example/"></iframe>',
    ],
)
def test_what_could_act_is_gone_and_the_words_around_stay(hostile: str) -> None:
    assert words(from_html(f"<p>Avant {hostile} après</p>", HERE)) == "Avant après"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[mauvais"]
)
def test_a_link_that_is_not_for_the_web_a_mail_or_a_telephone_is_only_words(address: str) -> None:
    (paragraph,) = from_html(f'<p><a href="{address}">ici</a></p>', HERE)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs == (Run("ici"),)


def test_an_unknown_tag_leaves_its_words_and_never_breaks_the_reader() -> None:
    assert (
        words(from_html("<marquee>Foire <blink>aux</blink> arbres</marquee></p></li><b>", HERE)) == "Foire aux arbres"
    )


def test_plain_text_is_cut_at_its_blank_lines() -> None:
    assert [block.text for block in paragraphs("Un.\nToujours un.\n\nDeux.") if isinstance(block, Paragraph)] == [
        "Un. Toujours un.",
        "Deux.",
    ]


def test_a_link_on_an_image_keeps_the_words_that_describe_it() -> None:
    (block,) = from_html(
        '<p><a href="/plan/"><img src="plan.png" alt="Le plan de la halle"></a></p>', "https://valombreuse.example"
    )
    assert isinstance(block, Paragraph)
    assert block.runs == (Run("Le plan de la halle", href="https://valombreuse.example/plan/"),)
