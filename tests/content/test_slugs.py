"""Addresses: a title keeps all its letters, and no page takes an address that the site needs."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver

from accounts.models import User
from content import slugs
from home.founding import Sections
from home.models import EditorialPage


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Le chœur de Noël", "le-choeur-de-noel"),
        ("Œuvres & Cætera", "oeuvres-caetera"),
        ("L’été à l’école", "lete-a-lecole"),
        ("« ! »", ""),
    ],
)
def test_a_title_keeps_all_its_letters(title: str, slug: str) -> None:
    assert slugs.slug_of(title) == slug


@pytest.mark.django_db
def test_an_address_left_empty_is_made_of_the_title(town: Sections) -> None:
    pages = [town.home.add_child(instance=EditorialPage(title="Le chœur")) for _ in range(2)]
    assert [page.slug for page in pages] == ["le-choeur", "le-choeur-1"]


@pytest.mark.django_db
def test_the_field_of_the_desk_knows_the_same_letters(client: Client, odile: User, town: Sections) -> None:
    client.force_login(odile)
    form = client.get(f"/admin/pages/add/home/editorialpage/{town.home.pk}/").context["form"]
    formatters = json.loads(form.fields["slug"].widget.attrs["data-w-slug-formatters-value"])
    assert {(pattern[0], letters) for pattern, letters in formatters} == set(slugs.LIGATURES.items())


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["theme", "admin", "recevoir", "2026"])
def test_an_address_of_the_site_is_refused_with_what_to_do(town: Sections, slug: str) -> None:
    with pytest.raises(ValidationError, match="Ajoutez un mot"):
        town.home.add_child(instance=EditorialPage(title="Page", slug=slug))


def test_every_word_the_site_answers_is_refused() -> None:
    """The first literal word of each pattern of the URL configuration."""
    words = {str(pattern.pattern).lstrip("^").split("/")[0] for pattern in get_resolver().url_patterns}
    literal = {word for word in words if word.isidentifier()}
    assert literal >= {"admin", "documents", "recevoir", "recherche", "sante"}
    assert literal <= slugs.TAKEN_BY_THE_SITE
