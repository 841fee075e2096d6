"""Words: running text, a quotation, figures, what to know before going."""

import re
from typing import Any

from wagtail import blocks
from wagtail.rich_text import get_text_for_indexing

PROSE_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
LINE_FEATURES = ["bold", "italic", "link"]
_PART_ENDS = re.compile(r"</(?:p|h\d|li|blockquote)>")


class ProseBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=PROSE_FEATURES, **kwargs)

    def get_searchable_content(self, value: Any) -> list[str]:
        """Heading by heading, paragraph by paragraph, so that an extract does not run one into the next."""
        return [text for part in _PART_ENDS.split(value.source) if (text := get_text_for_indexing(part))]

    class Meta:
        icon = "pilcrow"
        label = "Texte"
        description = "Paragraphes, intertitres, listes et liens."
        template = "blocks/prose.html"


class QuotationBlock(blocks.StructBlock):
    """Somebody's words, and whose."""

    text = blocks.TextBlock(label="citation", help_text="Les mots exacts. Les guillemets se posent tout seuls.")
    source = blocks.CharBlock(
        label="de qui", required=False, help_text="Nom, qualité, et où cela a été dit : « en réunion publique »."
    )

    class Meta:
        icon = "openquote"
        label = "Citation"
        description = "Les mots de quelqu’un, et de qui ils sont."
        template = "blocks/quotation.html"


class KeyFiguresBlock(blocks.StructBlock):
    """One to four figures, each with what it counts."""

    figures = blocks.ListBlock(
        blocks.StructBlock([
            ("value", blocks.CharBlock(label="chiffre", max_length=20, help_text="Avec son unité : « 612 000 € ».")),
            ("label", blocks.CharBlock(label="ce qu’il compte", max_length=120)),
        ]),
        label="chiffres",
        min_num=1,
        max_num=4,
    )  # fmt: skip

    class Meta:
        icon = "order"
        label = "Chiffres clés"
        description = "Un à quatre chiffres en grand. Dites d’où ils viennent dans les sources."
        template = "blocks/key_figures.html"


class PracticalBlock(blocks.StructBlock):
    """What to know before going: a title and short lines."""

    title = blocks.CharBlock(label="titre", default="En pratique")
    lines = blocks.ListBlock(
        blocks.StructBlock([
            ("label", blocks.CharBlock(label="quoi", max_length=40, help_text="« Où », « Quand », « Tarif »")),
            ("value", blocks.RichTextBlock(label="réponse", features=LINE_FEATURES)),
        ]),
        label="lignes",
        min_num=1,
    )  # fmt: skip

    class Meta:
        icon = "help"
        label = "Encadré pratique"
        description = "Où, quand, combien : ce qu’il faut savoir avant de venir."
        template = "blocks/practical.html"
