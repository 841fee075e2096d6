"""Pictures and documents."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class ImageBlock(blocks.StructBlock):
    """One picture, with the caption of this very use."""

    image = ImageChooserBlock(label="image", help_text="Sa description se règle dans l’image elle-même.")
    caption = blocks.CharBlock(label="légende", required=False, help_text="Vide : la légende de l’image.")

    class Meta:
        icon = "image"
        label = "Image"
        description = "Une photo ou un dessin, avec sa légende et son crédit."
        template = "blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures, one under the other on a phone, never a carousel."""

    images = blocks.ListBlock(ImageBlock(), label="images", min_num=2, max_num=12)

    class Meta:
        icon = "image"
        label = "Galerie"
        description = "Deux à douze images, toutes visibles."
        template = "blocks/gallery.html"


class AttachmentsBlock(blocks.StructBlock):
    """Documents to download; format, weight and pages stand in the link."""

    documents = blocks.ListBlock(
        blocks.StructBlock([
            ("document", DocumentChooserBlock(label="document")),
            ("description", blocks.CharBlock(label="description", required=False, help_text="Ce que l’on y trouve.")),
        ]),
        label="pièces jointes",
        min_num=1,
    )  # fmt: skip

    class Meta:
        icon = "doc-full"
        label = "Pièces jointes"
        description = "Des documents à télécharger. Format, poids et nombre de pages s’écrivent tout seuls."
        template = "blocks/attachments.html"
