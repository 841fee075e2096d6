"""Whom to call: from the town's lists, or named in the page."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Site

from content.blocks import ContactBlock
from content.models import Organizer, Place


def cleaned(value: dict[str, Any]) -> Any:
    block = ContactBlock()
    return block.clean(block.to_python(value))


def shown(value: dict[str, Any]) -> str:
    return render_to_string("blocks/contact.html", {"value": cleaned(value)})


def test_a_contact_of_the_lists_brings_its_phone_and_its_address(site: Site) -> None:
    choir = Organizer.objects.create(
        site=site, name="Les Voix du Lavoir", slug="voix", phone="04 65 71 00 42", website="https://voix.example/"
    )
    hall = Place.objects.create(
        site=site, name="Salle des fêtes", slug="salle", address="2 rue du Lavoir", access="Rampe"
    )
    page = shown({"organizer": choir.pk, "place": hall.pk, "hours": "le mardi"})
    assert "Les Voix du Lavoir" in page
    assert 'href="tel:+33465710042"' in page
    assert "2 rue du Lavoir" in page and "Rampe" in page and "le mardi" in page
    assert 'href="https://voix.example/"' in page


def test_what_is_written_in_the_page_comes_first(site: Site) -> None:
    choir = Organizer.objects.create(site=site, name="Les Voix du Lavoir", slug="voix", phone="04 65 71 00 42")
    page = shown({"organizer": choir.pk, "name": "Inès Roux", "role": "cheffe de chœur", "phone": "04 65 71 00 43"})
    assert "Inès Roux" in page and "00 43" in page.replace("\xa0", " ").replace("\u202f", " ")
    assert "Lavoir" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("value", "field"), [({"phone": "04 65 71 00 42"}, "name"), ({"name": "Inès Roux", "role": "cheffe"}, "phone")]
)
def test_a_contact_that_cannot_be_reached_is_refused(value: dict[str, Any], field: str) -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(value)
    assert set(refused.value.block_errors) == {field}
