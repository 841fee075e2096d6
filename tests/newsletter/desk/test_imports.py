"""Odile brings the old list: she looks, then starts, then reads what happened."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry, Site

from accounts.models import User
from home.founding import Sections
from newsletter.importing import applying
from newsletter.models import Import, Subscriber
from tests.newsletter.residents import subscriber
from tests.newsletter.views.reading import words
from tests.people import JEANNE, KARIM

PAGE = "/admin/abonnes/importer/"


@pytest.fixture
def desk(client: Client, odile: User, town: Sections) -> Client:
    client.force_login(odile)
    return client


def upload(raw: bytes = f"courriel\n{KARIM}\npas une adresse\n".encode(), **changes: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("vieille liste.csv", raw)
    return {"file": file, "source": "carnet de 2019", "choices": ["bulletin:mois"]} | changes


def test_odile_looks_at_the_list_before_anybody_is_enrolled(desk: Client) -> None:
    page = desk.post(PAGE, upload(attested="on"), follow=True)
    said = words(page)
    assert "1 personne sera inscrite" in said
    assert "Adresse refusée 1" in said
    assert "Vous avez écrit « pas une adresse »" in said
    assert "Origine des accords : carnet de 2019" in said
    assert not Subscriber.objects.exists()


def test_she_starts_it_and_the_desk_remembers_who_did(desk: Client, odile: User) -> None:
    desk.post(PAGE, upload(attested="on"))
    batch = Import.objects.get()
    desk.post(f"{PAGE}{batch.pk}/start/")
    applying.advance(timezone.now())
    said = words(desk.get(f"{PAGE}{batch.pk}/"))
    assert "Inscrit 1" in said
    assert Subscriber.objects.get().address == KARIM
    assert ModelLogEntry.objects.get(action="newsletter.import_start").user == odile
    assert "vieille liste.csv" in words(desk.get(PAGE))


def test_not_attested_the_screen_says_that_each_must_confirm(desk: Client) -> None:
    said = words(desk.post(PAGE, upload(), follow=True))
    assert "1 personne recevra un seul courriel , 30 par heure au plus" in said
    assert "Inviter 1 personne" in said


def test_she_cancels_and_nothing_happens(desk: Client) -> None:
    desk.post(PAGE, upload(attested="on"))
    batch = Import.objects.get()
    assert "annulé" in words(desk.post(f"{PAGE}{batch.pk}/cancel/", follow=True))
    assert "Rien n’a changé" in words(desk.post(f"{PAGE}{batch.pk}/start/", follow=True))
    applying.advance(timezone.now())
    assert not Subscriber.objects.exists()


def test_every_line_leaves_as_a_file_that_runs_nothing(desk: Client) -> None:
    desk.post(PAGE, upload(b"courriel\n=cmd|calc\nkarim@boite.example\n"))
    report = desk.get(f"{PAGE}{Import.objects.get().pk}/lignes.csv").content.decode("utf-8-sig")
    assert report.splitlines()[1].startswith("2;'=cmd|calc;carnet de 2019;adresse refusée;")


def test_looking_at_a_long_list_asks_the_database_little(desk: Client, django_assert_max_num_queries: Any) -> None:
    desk.post(PAGE, upload("\n".join(f"lecteur{n}@boite.example" for n in range(60)).encode()))
    path = f"{PAGE}{Import.objects.get().pk}/"
    desk.get(path)
    with django_assert_max_num_queries(30):
        assert b"lecteur19@" in desk.get(path).content


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"file": ""}, "Choisissez un fichier."),
        ({"source": "  "}, "Dites d’où viennent ces accords"),
        ({"choices": []}, "Cochez au moins une case."),
        ({"choices": ["pigeon:jour"]}, "pigeon:jour"),
    ],
)
def test_what_is_missing_is_told(desk: Client, changes: dict[str, Any], said: str) -> None:
    page = desk.post(PAGE, upload(**changes))
    assert page.status_code == 200
    assert said in words(page)
    assert not Import.objects.exists()


@pytest.mark.parametrize("raw", [b"PK\x03\x04", b"\x00\x01\x02", b"Nom;Ville\nKarim;Cahors", b'"' + b"x" * 200_000])
def test_a_file_that_cannot_be_read_is_told_beside_its_field(desk: Client, raw: bytes) -> None:
    page = desk.post(PAGE, upload(raw))
    assert page.status_code == 200
    assert not Import.objects.exists()


def test_whoever_may_not_import_sees_nothing(client: Client, town: Sections, odile: User) -> None:
    batch = applying.draft(
        town.home.site,
        KARIM.encode(),
        "liste.csv",
        source="x",
        choices=[],
        attested=True,
        uploader=odile,
        now=timezone.now(),
    )
    group = Group.objects.create(name="accueil")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_subscriber"]))
    colleague = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    colleague.groups.add(group)
    client.force_login(colleague)
    for path in ("", f"{batch.pk}/", f"{batch.pk}/lignes.csv"):
        assert KARIM.encode() not in client.get(PAGE + path, follow=True).content
    client.post(f"{PAGE}{batch.pk}/start/")
    batch.refresh_from_db()
    assert batch.state == Import.State.DRAFT


def test_one_town_never_sees_the_list_of_the_other(desk: Client, neighbour: Sections, odile: User) -> None:
    subscriber(neighbour.home.site, JEANNE, timezone.now())
    batch = applying.draft(
        neighbour.home.site,
        KARIM.encode(),
        "x.csv",
        source="x",
        choices=[],
        attested=True,
        uploader=odile,
        now=timezone.now(),
    )
    assert desk.get(f"{PAGE}{batch.pk}/").status_code == 404
    assert "1 personne sera inscrite" in words(desk.post(PAGE, upload(JEANNE.encode(), attested="on"), follow=True))


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=300), source=st.text(max_size=40))
def test_nothing_that_is_brought_breaks_the_screen(desk: Client, raw: bytes, source: str) -> None:
    assert desk.post(PAGE, upload(raw, source=source), follow=True).status_code == 200


def test_a_list_still_being_read_says_how_far_it_is(desk: Client, site: Site, odile: User) -> None:
    batch = applying.draft(
        site, KARIM.encode(), "longue.csv", source="guichet", choices=[], attested=True, uploader=odile,
        now=timezone.now(), budget=0.0,
    )  # fmt: skip
    page = desk.get(f"/admin/abonnes/importer/{batch.pk}/").content.decode()
    assert '<progress value="0" max="1"' in page
    assert "/start/" not in page and "/cancel/" in page
