"""An act is read, searched and checked by anybody, and no door of the desk takes it off before its time."""

import datetime as dt
import hashlib
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from accounts.models import User
from content.models import JournalLine
from home.founding import Sections
from home.models import ActIndexPage, ActPage
from tests.home.registers import PDF, act, put_online, register, signed_file

pytestmark = pytest.mark.django_db
LATER = dt.datetime(2027, 1, 21, 8, tzinfo=dt.UTC)


@pytest.fixture
def index(town: Sections) -> ActIndexPage:
    return register(town)


@pytest.fixture
def quay(index: ActIndexPage) -> ActPage:
    return put_online(index, act(), timezone.now())


@pytest.fixture
def desk(client: Client, odile: User) -> Client:
    client.force_login(odile)
    return client


def words(client: Client, address: str, **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def test_a_resident_reads_who_signed_when_it_came_online_and_until_when_to_contest_it(
    client: Client, index: ActIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_online(index, act())
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC))
    page = words(client, "/actes/quai-ferme/")
    for fact in (
        "Hélène Courtade, maire",
        "vendredi 20 novembre 2026, 9 h 04",
        "jusqu’au jeudi 21 janvier 2027",
        "Arrêté n° 2026-118",
        "PDF",
        "Le quai est fermé.",
    ):
        assert fact in page, fact


def test_anybody_can_check_the_file_by_its_fingerprint(client: Client, quay: ActPage) -> None:
    assert quay.digest == hashlib.sha256(PDF).hexdigest()
    assert quay.digest[:4] in words(client, "/actes/quai-ferme/")
    assert b"".join(client.get(quay.document.url).streaming_content) == PDF  # type: ignore[union-attr]


def test_minutes_are_not_said_to_be_contested(client: Client, index: ActIndexPage) -> None:
    put_online(index, act(kind="proces-verbal", number="PV-9"), timezone.now())
    assert "Le contester" not in words(client, "/actes/quai-ferme/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, True),
        ({"nature": "arrete"}, True),
        ({"nature": "deliberation"}, False),
        ({"annee": "2026"}, True),
        ({"annee": "2025"}, True),  # no act of that year: nothing to choose, so nothing is narrowed
        ({"mot": "quai LAVANDIÈRES"}, True),
        ({"mot": "2026-118"}, True),
        ({"mot": "piscine"}, False),
        ({"nature": "n’importe quoi", "annee": "²", "page": "99"}, True),
        ({"mot": "\x00" * 81}, True),
    ],
)
def test_the_register_is_narrowed_by_kind_year_and_words(
    client: Client, quay: ActPage, asked: dict[str, str], found: bool
) -> None:
    assert ("/actes/quai-ferme/" in words(client, "/actes/", **asked)) is found


def test_an_empty_register_says_so(client: Client, index: ActIndexPage) -> None:
    assert "Aucun acte n’est encore en ligne" in words(client, "/actes/")


def test_the_register_asks_the_database_little(
    client: Client, index: ActIndexPage, remembering: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(25):
        put_online(index, act(number=f"2026-{number}", slug=f"acte-{number}"), timezone.now())
    client.get("/mentions-legales/")
    for address in ("/actes/", "/actes/acte-3/"):
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200


def doors(page: ActPage) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each way out of the desk: its address and what is posted."""
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return {
        "unpublish": (reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {}),
        "delete": (reverse("wagtailadmin_pages:delete", args=[page.pk]), {}),
        "the section above": (reverse("wagtailadmin_pages:delete", args=[page.get_parent().pk]), {}),
        "unpublish the section": (
            reverse("wagtailadmin_pages:unpublish", args=[page.get_parent().pk]),
            {"include_descendants": "on"},
        ),
        "bulk delete": (f"{bulk}?id={page.pk}", {}),
        "bulk unpublish": (f"{bulk.replace('delete', 'unpublish')}?id={page.pk}", {"include_descendants": "on"}),
    }


@pytest.mark.parametrize(
    "door", ["unpublish", "delete", "the section above", "unpublish the section", "bulk delete", "bulk unpublish"]
)
def test_no_door_of_the_desk_takes_an_act_off_before_two_months(desk: Client, quay: ActPage, door: str) -> None:
    address, posted = doors(quay)[door]
    answer = desk.post(address, posted, follow=True)
    first = quay.withdrawable_on
    assert f"{first.year}" in answer.content.decode()
    assert "deux mois au moins" in answer.content.decode()
    assert ActPage.objects.live().filter(pk=quay.pk).exists()


@pytest.mark.parametrize("door", ["unpublish", "delete", "bulk unpublish"])
def test_after_two_months_the_same_doors_open(desk: Client, quay: ActPage, door: str) -> None:
    long_ago = timezone.now() - dt.timedelta(days=80)
    ActPage.objects.filter(pk=quay.pk).update(first_published_at=long_ago)
    address, posted = doors(quay)[door]
    desk.post(address, posted, follow=True)
    assert not ActPage.objects.live().filter(pk=quay.pk).exists()


def test_a_draft_is_thrown_away_at_once(desk: Client, index: ActIndexPage) -> None:
    draft = index.add_child(instance=act(live=False))
    desk.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert not ActPage.objects.filter(pk=draft.pk).exists()


def test_an_act_does_not_leave_for_another_town(desk: Client, quay: ActPage, neighbour: Sections) -> None:
    away = neighbour.home.add_child(instance=ActIndexPage(title="Actes", slug="actes"))
    address = reverse("wagtailadmin_pages:move_confirm", args=[quay.pk, away.pk])
    assert "deux mois au moins" in desk.post(address, follow=True).content.decode()
    assert ActPage.objects.get(pk=quay.pk).is_descendant_of(Page.objects.get(slug="actes", path=quay.path[:-4]))


def test_an_early_expiry_is_refused_with_the_first_date_possible(quay: ActPage) -> None:
    quay.expire_at = timezone.now() + dt.timedelta(days=30)
    with pytest.raises(ValidationError, match=f"{quay.withdrawable_on:%d/%m/%Y}"):
        quay.full_clean()


def test_a_draft_that_waited_for_its_publication_does_not_expire_too_early(index: ActIndexPage) -> None:
    now = timezone.now()
    page = put_online(index, act(expire_at=now + dt.timedelta(days=90)), now - dt.timedelta(days=60))
    assert timezone.localdate(page.expire_at) >= page.withdrawable_on
    ActPage.objects.filter(pk=page.pk).update(first_published_at=now, expire_at=now + dt.timedelta(days=2))
    late = ActPage.objects.get(pk=page.pk)
    late.save(clean=False)
    assert timezone.localdate(late.expire_at) == late.withdrawable_on


@pytest.mark.parametrize("change", [{"number": "2026-119"}, {"kind": "decision"}, {"signed_on": dt.date(2026, 1, 1)}])
def test_what_was_put_online_no_longer_changes(quay: ActPage, change: dict[str, Any]) -> None:
    for name, value in change.items():
        setattr(quay, name, value)
    with pytest.raises(ValidationError, match="ne changent plus"):
        quay.full_clean()


def test_the_file_is_not_exchanged_for_another(quay: ActPage) -> None:
    quay.document = signed_file("autre.pdf")
    with pytest.raises(ValidationError, match="ne changent plus"):
        quay.full_clean()


def test_the_file_is_not_replaced_in_the_library_either(desk: Client, quay: ActPage) -> None:
    other = BytesIO(b"%PDF-1.4 autre")
    other.name = "autre.pdf"
    address = reverse("wagtaildocs:edit", args=[quay.document_id])
    answer = desk.post(address, {"title": "Arrêté", "file": other, "tags": "", "collection": "1"})
    assert "Ce fichier est celui d’un acte publié" in answer.content.decode()


def test_a_file_that_can_be_rewritten_is_refused(index: ActIndexPage) -> None:
    page = act(document=signed_file("arrete.docx"))
    with pytest.raises(ValidationError, match="PDF"):
        page.clean()


def posted(**said: Any) -> dict[str, Any]:
    body = {"body-count": "0"}
    document = signed_file()
    usual = {
        "title": "Fermeture du quai",
        "slug": "quai",
        "kind": "arrete",
        "number": "2026-118",
        "signed_on": "2026-11-20",
        "signatory_name": "Hélène Courtade",
        "signatory_quality": "maire",
        "document": str(document.pk),
    }
    return usual | body | said


def test_nothing_is_published_before_somebody_has_looked_for_names(desk: Client, index: ActIndexPage) -> None:
    address = reverse("wagtailadmin_pages:add", args=["home", "actpage", index.pk])
    refused = desk.post(address, posted(**{"action-publish": "1"}))
    assert "aucun nom, adresse ou situation d’un particulier" in refused.content.decode()
    assert not ActPage.objects.live().exists()
    desk.post(address, posted(**{"action-publish": "1", "names_checked": "on"}))
    page = ActPage.objects.live().get()
    assert page.names_checked_by is not None
    assert page.names_checked_by.username == "odile"
    assert page.names_checked_at is not None


def test_a_draft_may_still_wait_for_that_reading(desk: Client, index: ActIndexPage) -> None:
    address = reverse("wagtailadmin_pages:add", args=["home", "actpage", index.pk])
    desk.post(address, posted())
    draft = ActPage.objects.get()
    assert not draft.live
    assert draft.names_checked_by is None


def test_the_journal_tells_of_an_act_once(quay: ActPage) -> None:
    quay.save_revision().publish()
    assert [line.kind for line in JournalLine.objects.about(quay.uid)] == [JournalLine.Kind.PUBLISHED]
