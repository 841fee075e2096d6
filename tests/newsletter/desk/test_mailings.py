"""What Odile sees of digests and alerts in the desk: how many an alert will reach, and everything that left."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from alerts.models import AlertPage
from home.founding import Sections
from newsletter.engine import freezing
from newsletter.models import Dispatch, Variant
from tests.newsletter.digests.town import (
    ALERTS,
    DAILY_NEWS,
    Worker,
    article,
    at,
    district,
    flood,
    november,
    plain,
)
from tests.newsletter.residents import issue, readers, subscriber
from tests.people import JEANNE, KARIM

LONG_AGO = november(2)


@pytest.fixture
def desk(client: Client, odile: User) -> Client:
    client.force_login(odile)
    return client


def form_of(desk: Client, page: AlertPage) -> str:
    return plain(desk.get(f"/admin/pages/{page.pk}/edit/").content.decode())


def test_the_form_of_an_alert_says_whom_it_will_reach_by_the_quarters_ticked(desk: Client, town: Sections) -> None:
    site = town.home.site
    mill = district(site, "moulin-neuf", "Moulin-Neuf")
    centre = district(site, "bourg", "Le Bourg")
    subscriber(site, KARIM, LONG_AGO, ALERTS).districts.set([centre])
    subscriber(site, JEANNE, LONG_AGO, ALERTS)
    draft = AlertPage(title="Eau coupée", level=1, live=False)
    town.alerts.add_child(instance=draft)
    draft.save_revision()
    assert "À la publication, un courriel part aussitôt à 2 personnes." in form_of(desk, draft)
    draft.districts = [mill]
    draft.save_revision()
    assert "un courriel part aussitôt à une personne." in form_of(desk, draft)


def test_once_told_the_form_says_how_many_had_it(desk: Client, town: Sections, worker: Worker) -> None:
    subscriber(town.home.site, KARIM, LONG_AGO, ALERTS)
    alert = flood(town, november(17, "09:00"))
    worker.passes(november(17, "09:00"))
    form = form_of(desk, alert)
    assert "« Alerte orange : Crue de la Lise », 1 sur 1 remis au serveur d’envoi." in form
    assert f'/admin/envois/{Dispatch.objects.get().pk}/"' in form
    assert "Un mot corrigé ne renvoie rien." in form


def test_an_alert_for_nobody_says_so_and_a_new_one_asks_to_be_saved(desk: Client, town: Sections) -> None:
    alert = flood(town, november(17))
    assert "elle paraîtra sur le site seulement" in form_of(desk, alert)
    new = desk.get(f"/admin/pages/add/alerts/alertpage/{town.alerts.pk}/").content.decode()
    assert "paraîtra ici dès que la page sera enregistrée" in new


@pytest.fixture
def sendings(town: Sections, worker: Worker) -> Worker:
    """A bulletin, an alert and the day's news."""
    site = town.home.site
    readers(site, 1, LONG_AGO)
    freezing.freeze(issue(site), november(16))
    subscriber(site, KARIM, LONG_AGO, DAILY_NEWS, ALERTS)
    article(town, november(16))
    worker.passes(november(17, "08:30"))
    flood(town, november(17, "09:00"))
    worker.passes(november(17, "09:00"))
    return worker


@pytest.mark.parametrize(
    ("genre", "shown"),
    [
        ("", {"bulletin", "alert", "news"}),
        ("bulletin", {"bulletin"}),
        ("alertes", {"alert"}),
        ("nouvelles", {"news"}),
        ("n’importe quoi", {"bulletin", "alert", "news"}),
    ],
)
def test_the_day_s_news_do_not_drown_the_bulletin(desk: Client, sendings: Worker, genre: str, shown: set[str]) -> None:
    page = plain(desk.get("/admin/envois/", {"genre": genre}).content.decode())
    subjects = {"bulletin": "Avis à la population n° 42", "alert": "Crue de la Lise", "news": "La halle rouvre"}
    assert {name for name, subject in subjects.items() if subject in page} == shown


def test_before_the_first_sending_the_screen_says_when_one_begins(desk: Client, town: Sections) -> None:
    assert (
        "Rien n’est parti. Un envoi commence quand un bulletin est approuvé"
        in desk.get("/admin/envois/").content.decode()
    )


def test_each_kind_has_its_tab_with_how_many_there_are(desk: Client, sendings: Worker) -> None:
    page = desk.get("/admin/envois/", {"genre": "nouvelles"}).content.decode()
    tabs = re.search(r'<nav class="sending-kinds.*?</nav>', page, re.DOTALL)
    assert tabs
    assert re.findall(r">([^<>]+ \(\d+\))</a>", tabs[0]) == [
        "Tout (3)",
        "Bulletins (1)",
        "Alertes (1)",
        "Nouvelles (1)",
    ]
    assert re.findall(r'genre=(\w+)" aria-current="page"', tabs[0]) == ["nouvelles"]


def test_odile_reads_again_the_very_mail_that_left(desk: Client, sendings: Worker) -> None:
    dispatch = Dispatch.objects.get(priority=Dispatch.Priority.DIGEST)
    screen = desk.get(f"/admin/envois/{dispatch.pk}/").content.decode()
    link = re.search(r'href="(/admin/envois/courriel/\d+/)"', screen)
    assert link
    mail = desk.get(link[1])
    assert "La halle rouvre" in mail.content.decode()
    assert "{{" not in mail.content.decode()
    assert "script-src" not in mail["Content-Security-Policy"]


def test_only_who_may_see_sendings_reads_them(client: Client, sendings: Worker) -> None:
    address = f"/admin/envois/courriel/{Variant.objects.latest('pk').pk}/"
    assert client.get(address).status_code == 302
    paul = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    client.force_login(paul)
    assert client.get(address).status_code in {302, 403}


def test_an_alert_over_promises_no_more_mail(desk: Client, town: Sections) -> None:
    with at(november(17)):
        alert = flood(town, november(17), ends_at=november(17, "20:00"))
    assert timezone.now() > november(17, "20:00")
    assert "plus aucun courriel ne part" in form_of(desk, alert)
