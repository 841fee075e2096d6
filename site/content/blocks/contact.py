"""Whom to call or write to: an organizer or a place of the town's lists, or somebody named here."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

FIELDS = ("name", "phone", "email", "website", "address", "access")


class ContactValue(blocks.StructValue):
    """A contact. Its own fields keep what was typed; `reach` is what residents read."""

    @property
    def reach(self) -> dict[str, str]:
        """Each of FIELDS: what is written here first, else the organizer's, else the place's, else empty."""
        chosen = (self["organizer"], self["place"])
        return {
            field: next(filter(None, [self.get(field), *(getattr(row, field, "") for row in chosen)]), "")
            for field in FIELDS
        }


class ContactBlock(blocks.StructBlock):
    """A service, a person, a place: how to reach it."""

    organizer = SnippetChooserBlock(
        "content.Organizer",
        label="organisateur",
        required=False,
        help_text="Téléphone et courriel viennent de sa fiche.",
    )
    place = SnippetChooserBlock(
        "content.Place", label="lieu", required=False, help_text="L’adresse et l’accès viennent de sa fiche."
    )
    name = blocks.CharBlock(label="ou un nom", required=False, max_length=120)
    role = blocks.CharBlock(
        label="qualité", required=False, max_length=120, help_text="« service de l’urbanisme », « présidente »"
    )
    phone = blocks.CharBlock(label="téléphone", required=False, max_length=20)
    email = blocks.EmailBlock(label="courriel", required=False)
    address = blocks.CharBlock(label="adresse postale", required=False, max_length=200)
    hours = blocks.CharBlock(
        label="quand", required=False, max_length=160, help_text="« le mardi et le jeudi, de 9 h à 12 h »"
    )

    class Meta:
        icon = "user"
        label = "Contact"
        description = "À qui s’adresser : une fiche de la commune, ou une personne nommée ici."
        template = "blocks/contact.html"
        value_class = ContactValue

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        reach = value.reach
        if not reach["name"]:
            raise StructBlockValidationError(
                {"name": ValidationError("Dites de qui il s’agit, ou choisissez une fiche.")}
            )
        if not any(reach[field] for field in ("phone", "email", "website", "address")):
            message = "Donnez au moins un téléphone, un courriel ou une adresse."
            raise StructBlockValidationError({"phone": ValidationError(message)})
        return value
