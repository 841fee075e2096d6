"""What the front page is composed of, in the desk. A new town has all of it, in a good order, before anyone touches it."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from content.blocks import PROSE_FEATURES


class LeadBlock(blocks.StructBlock):
    """The story in large type."""

    story = blocks.PageChooserBlock(
        label="actualité",
        page_type="news.NewsPage",
        required=False,
        help_text="Vide : l’actualité épinglée, sinon la plus récente.",
    )
    headline = blocks.CharBlock(
        label="titre",
        max_length=120,
        required=False,
        help_text="Pour l’actualité choisie. Vide : son propre titre. Une barre | coupe la ligne.",
    )

    class Meta:
        icon = "pick"
        label = "À la une"

    def clean(self, value: Any) -> Any:
        """A headline without its story would one day announce another story."""
        cleaned = super().clean(value)
        if cleaned["headline"] and not cleaned["story"]:
            error = ValidationError("Choisissez l’actualité que ce titre annonce, ou laissez le titre vide.")
            raise StructBlockValidationError({"headline": error})
        return cleaned


class NewsBlock(blocks.StructBlock):
    most = blocks.IntegerBlock(label="nombre de nouvelles, au plus", default=4, min_value=1, max_value=10)

    class Meta:
        icon = "doc-full"
        label = "Nouvelles"


class WeekBlock(blocks.StructBlock):
    days = blocks.IntegerBlock(label="nombre de jours qui ont un rendez-vous", default=3, min_value=1, max_value=7)

    class Meta:
        icon = "calendar-alt"
        label = "Cette semaine (agenda)"


class ProceduresBlock(blocks.StructBlock):
    chosen = blocks.ListBlock(
        blocks.PageChooserBlock(label="démarche", page_type="home.ProcedurePage"),
        label="démarches choisies",
        default=[],
        max_num=12,
        help_text="Aucune : les premières de la rubrique, dans leur ordre.",
    )
    most = blocks.IntegerBlock(label="nombre, si elles ne sont pas choisies", default=6, min_value=2, max_value=12)

    class Meta:
        icon = "list-ul"
        label = "Démarches"


class FreeBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="titre", max_length=80)
    text = blocks.RichTextBlock(label="texte", features=[name for name in PROSE_FEATURES if name != "h2"])

    class Meta:
        icon = "pilcrow"
        label = "Texte libre"


class FrontBlock(blocks.StreamBlock):
    """The sections of the front page, in the order residents meet them. The alerts and the almanac come before, always."""

    lead = LeadBlock()
    news = NewsBlock()
    week = WeekBlock()
    procedures = ProceduresBlock()
    bulletin = blocks.StaticBlock(
        label="Dernier bulletin", icon="doc-full-inverse", admin_text="Le dernier numéro paru."
    )
    keep_informed = blocks.StaticBlock(
        label="Être prévenu", icon="mail", admin_text="Toutes les façons d’être prévenu, papier compris."
    )
    hours = blocks.StaticBlock(
        label="Horaires de la mairie", icon="time", admin_text="Ceux des réglages de la commune."
    )
    free = FreeBlock()

    class Meta:
        block_counts = {
            name: {"max_num": 1}
            for name in ("lead", "news", "week", "procedures", "bulletin", "keep_informed", "hours")
        }


def usual() -> list[tuple[str, dict[str, Any] | None]]:
    """What a new town begins with, and what an emptied front page falls back on."""
    return [
        ("lead", {"story": None, "headline": ""}),
        ("news", {"most": 4}),
        ("week", {"days": 3}),
        ("procedures", {"chosen": [], "most": 6}),
        ("bulletin", None),
        ("keep_informed", None),
    ]
