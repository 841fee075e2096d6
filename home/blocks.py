"""The blocks of procedures and services."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from content.blocks import LINE_FEATURES


class StepBlock(blocks.StructBlock):
    """One step: what to do in a few words, then how."""

    title = blocks.CharBlock(label="en quelques mots", max_length=80, required=False)
    text = blocks.RichTextBlock(label="explication", features=LINE_FEATURES, required=False)

    class Meta:
        icon = "list-ol"
        label = "Étape"


class PaperBlock(blocks.RichTextBlock):
    """One paper to bring."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=LINE_FEATURES, **kwargs)

    class Meta:
        icon = "doc-empty"
        label = "Papier"


class AttachmentBlock(blocks.StructBlock):
    """A form or a leaflet."""

    document = DocumentChooserBlock(label="document")
    description = blocks.CharBlock(label="à quoi il sert", required=False)

    class Meta:
        icon = "doc-full"
        label = "Document"


class MatterBlock(blocks.StructBlock):
    """Who to ask for what."""

    what = blocks.CharBlock(label="pour quoi", max_length=120)
    who = blocks.CharBlock(label="à qui s’adresser", max_length=120, required=False)
    phone = blocks.CharBlock(label="téléphone direct", max_length=20, required=False)

    class Meta:
        icon = "user"
        label = "Demande"
