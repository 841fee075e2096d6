"""An address once published never breaks: it leads where the page went, or says that it was withdrawn."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from content.models import ContentPage
from home.founding import Sections
from home.models import EditorialPage
from news.models import NewsPage
from tests.conftest import publish

pytestmark = pytest.mark.django_db


Committing = Callable[[], AbstractContextManager[Any]]


def follow(client: Client, address: str) -> tuple[int, str]:
    """The status and the address, at the end of at most one hop."""
    response = client.get(address, follow=True)
    assert len(response.redirect_chain) <= 1
    return response.status_code, response.redirect_chain[-1][0] if response.redirect_chain else address


def rename(page: ContentPage, slug: str) -> None:
    page.slug = slug
    page.save_revision().publish()


@pytest.fixture
def committing(django_capture_on_commit_callbacks: Any) -> Committing:
    """Wagtail writes its redirects once the new address is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def wood(town: Sections) -> EditorialPage:
    """« Vivre ici » with « Le bois » below it, and « Demarches » beside."""
    live = EditorialPage(title="Vivre ici", slug="vivre-ici")
    publish(town.home, live)
    wood = EditorialPage(title="Le bois", slug="le-bois")
    publish(live, wood)
    publish(wood, EditorialPage(title="La coupe", slug="la-coupe"))
    publish(town.home, EditorialPage(title="La forêt", slug="foret"))
    return wood


def test_a_whole_branch_moves_and_moves_again(client: Client, wood: EditorialPage, committing: Committing) -> None:
    wood.move(EditorialPage.objects.get(slug="foret"), pos="last-child")
    assert follow(client, "/vivre-ici/le-bois/la-coupe/") == (200, "/foret/le-bois/la-coupe/")
    with committing():
        rename(EditorialPage.objects.get(slug="le-bois"), "bois")
    for old in ("/vivre-ici/le-bois", "/foret/le-bois"):  # never a chain
        assert follow(client, f"{old}/la-coupe/?fbclid=1") == (200, "/foret/bois/la-coupe/?fbclid=1")
    EditorialPage.objects.get(slug="bois").move(EditorialPage.objects.get(slug="vivre-ici"), pos="last-child")
    for old in ("/vivre-ici/le-bois", "/foret/le-bois", "/foret/bois"):
        assert follow(client, f"{old}/") == (200, "/vivre-ici/bois/")


def test_a_page_that_comes_home_does_not_turn_in_circles(client: Client, wood: EditorialPage) -> None:
    wood.move(EditorialPage.objects.get(slug="foret"), pos="last-child")
    EditorialPage.objects.get(slug="le-bois").move(EditorialPage.objects.get(slug="vivre-ici"), pos="last-child")
    assert follow(client, "/vivre-ici/le-bois/") == (200, "/vivre-ici/le-bois/")
    assert follow(client, "/foret/le-bois/") == (200, "/vivre-ici/le-bois/")


def test_what_a_page_routes_itself_moves_with_it(client: Client, town: Sections, committing: Committing) -> None:
    with committing():
        rename(town.news, "nouvelles")
    assert follow(client, "/actualites/?page=1") == (200, "/nouvelles/?page=1")
    assert client.get("/actualites/2026/11/")["Location"] == "/nouvelles/2026/11/"


def test_a_withdrawn_page_is_said_to_be(client: Client, town: Sections) -> None:
    page = NewsPage(title="Eau coupée", slug="eau-coupee")
    publish(town.news, page)
    page.unpublish()
    response = client.get("/actualites/eau-coupee/")
    assert response.status_code == 410 and "Cette page a été retirée" in response.text and "noindex" in response.text
    page.save_revision().publish()
    assert client.get("/actualites/eau-coupee/").status_code == 200
    page.delete()
    assert client.get("/actualites/eau-coupee/").status_code == 410
    assert client.get("/actualites/jamais-ecrite/").status_code == 404


def test_a_redirect_to_a_draft_leads_nowhere(client: Client, wood: EditorialPage) -> None:
    wood.move(EditorialPage.objects.get(slug="foret"), pos="last-child")
    EditorialPage.objects.get(slug="le-bois").unpublish()
    assert client.get("/vivre-ici/le-bois/").status_code in {404, 410}


def test_an_editor_keeps_the_addresses_of_the_site_before(client: Client, wood: EditorialPage) -> None:
    Redirect.add_redirect("/index.php?id=12", redirect_to=wood)
    Redirect.add_redirect("/vieux", redirect_to="https://archives.example/")
    assert client.get("/index.php?id=12")["Location"].endswith("/vivre-ici/le-bois/")
    assert client.get("/vieux/")["Location"] == "https://archives.example/"
    assert client.get("/vieux/plus-bas/").status_code == 404


@pytest.mark.parametrize("address", ["/%00/", "/%FF%FE/", "/a" * 400 + "/", "/é/?x=%ZZ", "/..%2f/"])
def test_odd_addresses_are_only_not_found(client: Client, wood: EditorialPage, address: str) -> None:
    assert client.get(address).status_code in {301, 400, 404}
