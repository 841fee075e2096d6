"""The blocks every page is written with. Nothing here names another room; each has a template of the same name."""

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

PROSE_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
LINE_FEATURES = ["bold", "italic", "link"]


class ProseBlock(blocks.RichTextBlock):
    """Running text with headings, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=PROSE_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Texte"
        template = "blocks/prose.html"


class ImageBlock(blocks.StructBlock):
    """One picture, with the caption of this very use."""

    image = ImageChooserBlock(label="image")
    caption = blocks.CharBlock(label="légende", required=False)

    class Meta:
        icon = "image"
        label = "Image"
        template = "blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures, one under the other on a phone, never a carousel."""

    images = blocks.ListBlock(ImageBlock(), label="images", min_num=2)

    class Meta:
        icon = "image"
        label = "Galerie"
        template = "blocks/gallery.html"


class QuotationBlock(blocks.StructBlock):
    """Somebody's words, and whose."""

    text = blocks.TextBlock(label="citation")
    source = blocks.CharBlock(label="de qui", required=False)

    class Meta:
        icon = "openquote"
        label = "Citation"
        template = "blocks/quotation.html"


class TableBlock(blocks.StructBlock):
    """A simple table: a caption, a line of headers, no merged cell (RGAA 5.4 to 5.7)."""

    caption = blocks.CharBlock(label="titre du tableau")
    headers = blocks.ListBlock(blocks.CharBlock(label="en-tête"), label="en-têtes", min_num=2, max_num=6)
    rows = blocks.ListBlock(
        blocks.StructBlock(
            [("cells", blocks.ListBlock(blocks.CharBlock(label="case", required=False), label="cases"))]
        ),
        label="lignes",
        min_num=1,
    )

    class Meta:
        icon = "table"
        label = "Tableau"
        template = "blocks/table.html"


class AttachmentsBlock(blocks.StructBlock):
    """Documents to download; format, weight and pages stand in the link."""

    documents = blocks.ListBlock(
        blocks.StructBlock([
            ("document", DocumentChooserBlock(label="document")),
            ("description", blocks.CharBlock(label="description", required=False)),
        ]),
        label="pièces jointes",
        min_num=1,
    )  # fmt: skip

    class Meta:
        icon = "doc-full"
        label = "Pièces jointes"
        template = "blocks/attachments.html"


class KeyFiguresBlock(blocks.StructBlock):
    """Two to four figures, each with what it counts."""

    figures = blocks.ListBlock(
        blocks.StructBlock([
            ("value", blocks.CharBlock(label="chiffre", max_length=20)),
            ("label", blocks.CharBlock(label="ce qu’il compte", max_length=120)),
        ]),
        label="chiffres",
        min_num=1,
        max_num=4,
    )  # fmt: skip

    class Meta:
        icon = "order"
        label = "Chiffres clés"
        template = "blocks/key_figures.html"


class PracticalBlock(blocks.StructBlock):
    """What to know before going: a title and short lines."""

    title = blocks.CharBlock(label="titre", default="En pratique")
    lines = blocks.ListBlock(
        blocks.StructBlock([
            ("label", blocks.CharBlock(label="quoi", max_length=40)),
            ("value", blocks.RichTextBlock(label="réponse", features=LINE_FEATURES)),
        ]),
        label="lignes",
        min_num=1,
    )  # fmt: skip

    class Meta:
        icon = "help"
        label = "Encadré pratique"
        template = "blocks/practical.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    prose = ProseBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    quotation = QuotationBlock()
    table = TableBlock()
    attachments = AttachmentsBlock()
    key_figures = KeyFiguresBlock()
    practical = PracticalBlock()

    class Meta:
        required = False
