"""The blocks every page is written with. Nothing here names another room; each has a template of the same name."""

from wagtail import blocks

from content.blocks.contact import ContactBlock
from content.blocks.files import AttachmentsBlock, GalleryBlock, ImageBlock
from content.blocks.table import TableBlock
from content.blocks.text import (
    LINE_FEATURES,
    PROSE_FEATURES,
    KeyFiguresBlock,
    PracticalBlock,
    ProseBlock,
    QuotationBlock,
)
from content.blocks.video import VideoBlock

__all__ = [
    "LINE_FEATURES",
    "PROSE_FEATURES",
    "AttachmentsBlock",
    "BodyBlock",
    "ContactBlock",
    "GalleryBlock",
    "ImageBlock",
    "KeyFiguresBlock",
    "PracticalBlock",
    "ProseBlock",
    "QuotationBlock",
    "TableBlock",
    "VideoBlock",
]


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    prose = ProseBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    quotation = QuotationBlock()
    key_figures = KeyFiguresBlock()
    table = TableBlock()
    practical = PracticalBlock()
    contact = ContactBlock()
    attachments = AttachmentsBlock()

    class Meta:
        required = False
