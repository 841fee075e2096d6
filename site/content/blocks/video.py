"""A film of the town's own, that everybody can follow; or a plain link to one that lives elsewhere. Never an iframe."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from content.blocks.text import LINE_FEATURES
from content.films import is_captions, is_film

TRANSCRIPT_FEATURES = [*LINE_FEATURES, "ul", "ol"]


class VideoBlock(blocks.StructBlock):
    """With the town's own file: poster, captions and transcript too (RGAA 4.1 and 4.3). With a link: nothing is played here."""

    title = blocks.CharBlock(label="titre", max_length=120, help_text="Ce que montre la vidéo.")
    film = DocumentChooserBlock(
        label="fichier de la vidéo",
        required=False,
        help_text="MP4 ou WebM, 40 Mo au plus : environ cinq minutes. Rien ne se lance avant qu’on le demande.",
    )
    poster = ImageChooserBlock(
        label="image d’attente", required=False, help_text="Une image de la vidéo, montrée avant la lecture."
    )
    captions = DocumentChooserBlock(
        label="sous-titres",
        required=False,
        help_text="Un fichier WebVTT (.vtt). Paroles et bruits utiles, pour qui n’entend pas.",
    )
    transcript = blocks.RichTextBlock(
        label="transcription",
        required=False,
        features=TRANSCRIPT_FEATURES,
        help_text="Tout ce qui se dit et ce qu’il faut voir, en toutes lettres : on peut lire au lieu de regarder.",
    )
    link = blocks.URLBlock(
        label="ou un lien vers une vidéo d’un autre site",
        required=False,
        help_text="Un simple lien : l’autre site ne saura rien de vos lecteurs tant qu’ils ne le suivent pas.",
    )

    class Meta:
        icon = "media"
        label = "Vidéo"
        description = "Le fichier de la commune avec sous-titres et transcription, ou un lien."
        template = "blocks/video.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if bool(value["film"]) == bool(value["link"]):
            one = ValidationError("Choisissez un fichier, ou donnez un lien : l’un des deux.")
            raise StructBlockValidationError({"film": one})
        wrong = faults_of_film(value) if value["film"] else {}
        if wrong:
            raise StructBlockValidationError({name: ValidationError(message) for name, message in wrong.items()})
        return value


def faults_of_film(value: Any) -> dict[str, str]:
    """What is missing or is not what it should be, by field."""
    faults = {}
    if not is_film(value["film"]):
        faults["film"] = "Ce fichier n’est pas une vidéo MP4 ou WebM."
    if not value["poster"]:
        faults["poster"] = "Choisissez l’image que l’on voit avant de lancer la vidéo."
    if not value["captions"]:
        faults["captions"] = "Sans sous-titres, la vidéo exclut qui n’entend pas. Ajoutez un fichier .vtt."
    elif not is_captions(value["captions"]):
        faults["captions"] = "Ce fichier n’est pas un fichier de sous-titres WebVTT."
    if not str(value["transcript"]).strip():
        faults["transcript"] = "Écrivez ce qui se dit et se voit : certains liront au lieu de regarder."
    return faults
