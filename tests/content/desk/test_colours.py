"""Two colours tried on before they are saved; warnings advise, they never forbid."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Site

from accounts.models import User
from content import theme
from home.founding import Sections

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, odile: User, town: Sections) -> Client:
    client.force_login(odile)
    return client


def trial(desk: Client, site: Site, query: str = "") -> str:
    response = desk.get(f"/admin/couleurs/{site.pk}/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_odile_tries_a_pair_and_sees_the_server_s_own_tokens(desk: Client, site: Site) -> None:
    assert f"/admin/couleurs/{site.pk}/7a1f5c-ffe100.css" in trial(desk, site, "?c1=%237A1F5C&c2=ffe100")
    sheet = desk.get(f"/admin/couleurs/{site.pk}/7a1f5c-ffe100.css").content.decode()
    assert sheet == theme.stylesheet(theme.tokens("#7a1f5c", "#ffe100"))
    drawing = desk.get(f"/admin/couleurs/{site.pk}/7a1f5c-ffe100.svg")
    assert drawing["Content-Type"] == "image/svg+xml"
    assert "#7a1f5c" in drawing.content.decode()


def test_without_a_script_the_saved_pair_is_shown(desk: Client, site: Site) -> None:
    assert "0e4a3a-f3a49b.css" in trial(desk, site)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?c1=%23000091&c2=%23e1000f", "marque de l’État"),
        ("?c1=%230e4a3a&c2=%23ff7a00", "de vigilance"),
        ("?c1=vert&c2=%23f3a49b", "L’aperçu garde les couleurs enregistrées"),
    ],
)
def test_the_trial_says_what_to_know(desk: Client, site: Site, query: str, words: str) -> None:
    assert words in trial(desk, site, query).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("query", ["?c1=", "?c1=%00&c2=%00", f"?c1={'f' * 5000}", "?c2=<script>", "?c1=é"])
def test_nonsense_shows_the_saved_pair(desk: Client, site: Site, query: str) -> None:
    page = trial(desk, site, query)
    assert "0e4a3a-f3a49b.css" in page
    assert "<script>" not in page


def test_only_who_may_change_the_town_tries_colours(client: Client, site: Site, town: Sections) -> None:
    assert client.get(f"/admin/couleurs/{site.pk}/").status_code == 302
    group = Group.objects.create(name="accueil")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    colleague = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    colleague.groups.add(group)
    client.force_login(colleague)
    assert client.get(f"/admin/couleurs/{site.pk}/")["Location"] == "/admin/"
    assert client.get("/admin/couleurs/999999/").status_code == 404
