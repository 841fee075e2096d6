"""The bulletin on paper, as the town clerk keeps it."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.models import User
from content.models import District
from content.pdf import PdfUnavailable
from home.founding import Sections
from newsletter.models import PaperSubscriber
from newsletter.paper import labels
from newsletter.subscribers import retention
from tests.newsletter.views.reading import words

DAY = dt.timedelta(days=1)
State = PaperSubscriber.State


def somebody(town: Sections, name: str, street: str = "12, rue des Halles", **options: Any) -> PaperSubscriber:
    facts: dict[str, Any] = {"site": town.home.site, "locality": "46999 Valombreuse-sur-Lise"} | options
    return PaperSubscriber.objects.create(name=name, street=street, **facts)


@pytest.fixture
def desk(client: Client, odile: User) -> Client:
    client.force_login(odile)
    return client


def test_odile_adds_somebody_and_the_street_says_the_round(desk: Client, town: Sections) -> None:
    bourg = District.objects.create(site=town.home.site, name="Le Bourg", slug="bourg", streets="rue des Halles")
    answer = desk.post(
        "/admin/snippets/newsletter/papersubscriber/add/",
        {
            "name": "Mme Vernhade", "street": "12, rue des Halles", "locality": "46999 Valombreuse", "mode": "round",
            "copies": "2", "state": "active", "source": "counter", "since": "2026-11-20 10:00", "site": town.home.site.pk,
        },
    )  # fmt: skip
    assert answer.status_code == 302, words(answer)
    assert PaperSubscriber.objects.get().district == bourg


def test_the_round_says_how_many_copies_to_print(desk: Client, town: Sections) -> None:
    somebody(town, "Mme Vernhade", copies=2)
    somebody(town, "M. Roussin", mode=PaperSubscriber.Mode.POST)
    somebody(town, "M. Parti", state=State.LEFT)
    somebody(town, "M. Attend", state=State.WAITING)
    said = words(desk.get("/admin/tournee/"))
    assert "3 exemplaires pour 2 boîtes aux lettres" in said
    assert "1 demande du site à vérifier" in said


def test_a_round_without_anybody_says_how_one_asks(desk: Client, town: Sections) -> None:
    assert "Personne ne reçoit encore le bulletin en papier" in words(desk.get("/admin/tournee/"))


def test_the_list_opens_in_a_spreadsheet_in_the_order_of_the_walk(desk: Client, town: Sections) -> None:
    somebody(town, "=HYPERLINK(1)", "10, rue du Gué")
    somebody(town, "Mme Vernhade", "2, rue du Gué", complement="2e étage")
    raw = desk.get("/admin/tournee/liste.csv").content.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(raw, newline=""), delimiter=";")
    assert header[0] == "Tournée"
    assert [row[2:5] for row in rows] == [
        ["Mme Vernhade", "2e étage", "2, rue du Gué"],
        ["'=HYPERLINK(1)", "", "10, rue du Gué"],
    ]


def test_the_labels_are_those_asked_for_and_begin_where_the_sheet_does(
    desk: Client, town: Sections, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[str], int]] = []

    def drawn(rounds: list[Any], town_name: str, first: int) -> bytes:
        asked.append(([each.name for each in rounds], first))
        return b"%PDF-"

    monkeypatch.setattr(labels, "render", drawn)
    somebody(town, "Mme Vernhade")
    somebody(town, "M. Roussin", mode=PaperSubscriber.Mode.POST)
    for query in ("?envoi=post&premiere=5", "?envoi=round", "?envoi=pigeon&premiere=999", "?premiere=%00"):
        assert desk.get(f"/admin/tournee/etiquettes.pdf{query}").status_code == 200
    both = ["Sans tournée", "Par la poste"]
    assert asked == [(["Par la poste"], 5), (["Sans tournée"], 1), (both, 1), (both, 1)]


def test_a_machine_without_the_pdf_engine_says_so(
    desk: Client, town: Sections, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object) -> bytes:
        raise PdfUnavailable("Le PDF attend…")

    monkeypatch.setattr(labels, "render", refused)
    assert desk.get("/admin/tournee/etiquettes.pdf").status_code == 503


def test_the_first_page_of_the_desk_tells_who_waits(desk: Client, town: Sections) -> None:
    assert "en papier" not in words(desk.get("/admin/"))
    somebody(town, "Mme Vernhade", state=State.WAITING)
    assert "1 demande du bulletin en papier" in words(desk.get("/admin/"))


def test_one_town_does_not_carry_for_the_other(desk: Client, town: Sections, neighbour: Sections) -> None:
    somebody(neighbour, "Mme Voisine")
    assert b"Mme Voisine" not in desk.get("/admin/tournee/liste.csv").content
    assert "Personne ne reçoit" in words(desk.get("/admin/tournee/"))


@pytest.mark.parametrize("path", ["", "etiquettes.pdf", "liste.csv"])
def test_whoever_has_no_permission_sees_no_address(client: Client, town: Sections, path: str) -> None:
    group = Group.objects.create(name="accueil")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    colleague = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    colleague.groups.add(group)
    client.force_login(colleague)
    somebody(town, "Mme Vernhade")
    assert b"Vernhade" not in client.get(f"/admin/tournee/{path}", follow=True).content


def test_the_desk_s_log_forgets_the_name_as_well(desk: Client, town: Sections, odile: User) -> None:
    odette = somebody(town, "Mme Vernhade")
    log(instance=odette, action="wagtail.edit", user=odile)
    retention.forget(timezone.now() + 27 * DAY)
    assert "Vernhade" in ModelLogEntry.objects.get().label
    retention.forget(timezone.now() + 29 * DAY)
    assert ModelLogEntry.objects.get().label == "abonné papier"


def test_an_address_is_gone_four_weeks_after_the_end_and_a_request_after_two_months(town: Sections) -> None:
    now = timezone.now()
    odette = somebody(town, "Mme Vernhade")
    odette.state = State.LEFT
    odette.save()
    somebody(town, "M. Attend", state=State.WAITING, since=now)
    somebody(town, "M. Reçoit", since=now - 400 * DAY)
    retention.forget(now + 27 * DAY)
    assert PaperSubscriber.objects.count() == 3
    retention.forget(now + 29 * DAY)
    assert not PaperSubscriber.objects.filter(state=State.LEFT).exists()
    retention.forget(now + 61 * DAY)
    assert [person.name for person in PaperSubscriber.objects.all()] == ["M. Reçoit"]
