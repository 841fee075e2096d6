"""Subscribers and sendings as the town clerk sees them."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import ModelLogEntry, Site

from accounts.models import User
from content.addresses import Address
from newsletter.engine import freezing
from newsletter.engine.sending import send_due
from newsletter.models import Bounce, Delivery, Dispatch
from newsletter.subscribers import limits, subscriptions
from tests.newsletter.relay import DOUBT, NEVER, Script
from tests.newsletter.residents import ALERTS, BULLETIN, issue, readers, subscriber
from tests.people import JEANNE, KARIM

State = Delivery.State


@pytest.fixture
def desk(client: Client, odile: User) -> Client:
    client.force_login(odile)
    return client


def somebody_who_may(client: Client, *codenames: str) -> Client:
    """A colleague whose group holds those permissions and the desk's door."""
    group = Group.objects.create(name="accueil")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    colleague = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    colleague.groups.add(group)
    client.force_login(colleague)
    return client


@pytest.fixture
def sent(site: Site, now: dt.datetime) -> Dispatch:
    """Five readers: three served, one in doubt, one refused."""
    readers(site, 5, now)
    dispatch = freezing.freeze(issue(site), now)
    send_due(now, open_carrier=Script(DOUBT, NEVER))
    return dispatch


def test_odile_finds_a_subscriber_and_what_they_receive(desk: Client, site: Site, now: dt.datetime) -> None:
    subscriber(site, KARIM, now, BULLETIN, ALERTS)
    subscriber(site, JEANNE, now, ALERTS)
    page = desk.get("/admin/abonnes/?q=karim").content.decode()
    assert KARIM in page
    assert JEANNE not in page
    assert "Le bulletin (chaque mois)" in page
    assert JEANNE not in desk.get("/admin/abonnes/?subscriptions__stream=bulletin").content.decode()


def test_a_list_of_addresses_leaves_the_desk_with_a_permission_of_its_own(
    client: Client, site: Site, now: dt.datetime
) -> None:
    subscriber(site, KARIM, now)
    reader = somebody_who_may(client, "view_subscriber")
    page = reader.get("/admin/abonnes/")
    assert page.status_code == 200
    assert "export=csv" not in page.content.decode()
    assert reader.get("/admin/abonnes/?export=csv").status_code in {302, 403}


def test_the_export_holds_everybody_with_what_they_receive(desk: Client, site: Site, now: dt.datetime) -> None:
    subscriber(site, KARIM, now)
    subscriber(site, JEANNE, now, ALERTS)
    rows = b"".join(desk.get("/admin/abonnes/?export=csv").streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert rows[0].startswith("Adresse,État,Reçoit")
    assert [row.split(",")[0] for row in rows[1:]] == [JEANNE, KARIM]


def test_nobody_without_a_permission_sees_a_name(client: Client, sent: Dispatch) -> None:
    stranger = somebody_who_may(client)
    for path in (
        "/admin/abonnes/",
        "/admin/envois/",
        f"/admin/envois/{sent.pk}/",
        f"/admin/envois/{sent.pk}/personnes/",
    ):
        assert b"lecteur0000" not in stranger.get(path, follow=True).content


def test_the_screen_of_a_sending_says_who_is_in_doubt_and_who_was_refused(desk: Client, sent: Dispatch) -> None:
    assert sent.issue.subject in desk.get("/admin/envois/").content.decode()
    page = desk.get(f"/admin/envois/{sent.pk}/").content.decode()
    figures = dict(re.findall(r'<th scope="row">([^<]+)</th><td>(\d+)</td>', page))
    assert (figures["Prévus"], figures["Acceptés par le serveur"]) == ("5", "3")
    assert (figures["Incertains"], figures["Refusés"]) == ("1", "1")
    assert "lecteur0000@boite.example" in page
    assert "no such user" in page


def test_who_has_not_received_it_is_answered_in_one_list(desk: Client, sent: Dispatch) -> None:
    assert f"/admin/envois/{sent.pk}/personnes/?received=non" in desk.get(f"/admin/envois/{sent.pk}/").content.decode()
    page = desk.get(f"/admin/envois/{sent.pk}/personnes/?received=non").content.decode()
    assert "lecteur0000@boite.example" in page
    assert "lecteur0001@boite.example" in page
    assert "lecteur0002@boite.example" not in page


def test_who_has_not_received_it_leaves_as_a_file_for_whoever_may_export(
    client: Client, odile: User, sent: Dispatch
) -> None:
    path = f"/admin/envois/{sent.pk}/personnes/?received=non&export=csv"
    reader = somebody_who_may(client, "view_dispatch")
    assert reader.get(path).status_code in {302, 403}
    client.force_login(odile)
    rows = b"".join(client.get(path).streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert [row.split(",")[:2] for row in rows[1:]] == [
        ["lecteur0000@boite.example", "incertain"],
        ["lecteur0001@boite.example", "refusé"],
    ]


def test_a_running_sending_says_when_it_should_be_over(desk: Client, site: Site, now: dt.datetime) -> None:
    readers(site, 2, now)
    dispatch = freezing.freeze(issue(site), now)
    assert "dès les premiers messages acceptés" in desk.get(f"/admin/envois/{dispatch.pk}/").content.decode()
    Delivery.objects.filter(pk=dispatch.deliveries.first().pk).update(state=State.SENT, settled_at=timezone.now())
    assert "Fin prévue" in desk.get(f"/admin/envois/{dispatch.pk}/").content.decode()


def test_where_the_provider_counts_the_day_the_end_is_said_in_days(
    desk: Client, site: Site, now: dt.datetime, settings: Settings
) -> None:
    settings.MAIL_PER_DAY = 10
    readers(site, 12, now)
    dispatch = freezing.freeze(issue(site), now)
    assert "10 par jour : fin " in desk.get(f"/admin/envois/{dispatch.pk}/").content.decode().replace("\xa0", " ")


def test_a_mail_that_came_back_is_counted_on_its_sending(desk: Client, sent: Dispatch, now: dt.datetime) -> None:
    delivery = sent.deliveries.filter(state=State.SENT).first()
    Bounce.objects.create(delivery=delivery, kind=Bounce.Kind.FAILURE, received_at=now)
    page = desk.get(f"/admin/envois/{sent.pk}/").content.decode()
    assert '<th scope="row">Revenus après avoir été acceptés</th><td>1</td>' in page


def test_the_screen_of_a_sending_asks_the_database_little(desk: Client, site: Site, now: dt.datetime) -> None:
    readers(site, 12, now)
    dispatch = freezing.freeze(issue(site), now)
    desk.get("/admin/envois/")
    with CaptureQueriesContext(connection) as queries:
        desk.get(f"/admin/envois/{dispatch.pk}/")
    ours = [query for query in queries.captured_queries if "newsletter_d" in query["sql"]]
    assert len(ours) <= 7


def test_odile_sends_again_what_is_in_doubt_and_the_desk_remembers(desk: Client, odile: User, sent: Dispatch) -> None:
    doubtful = sent.deliveries.get(state=State.UNCERTAIN)
    desk.post(f"/admin/envois/{sent.pk}/resend/", {"deliveries": [doubtful.pk, "n’importe quoi"]})
    doubtful.refresh_from_db()
    assert doubtful.state == State.PENDING
    entry = ModelLogEntry.objects.get(action="newsletter.resend")
    assert (entry.user, entry.object_id) == (odile, str(sent.pk))


def test_odile_holds_a_sending_lets_it_go_and_ends_it(desk: Client, site: Site, now: dt.datetime) -> None:
    readers(site, 2, now)
    dispatch = freezing.freeze(issue(site), now)
    for action, state in (("pause", "paused"), ("resume", "running"), ("stop", "stopped"), ("resume", "stopped")):
        desk.post(f"/admin/envois/{dispatch.pk}/{action}/")
        dispatch.refresh_from_db()
        assert dispatch.state == state
    assert [entry.action for entry in ModelLogEntry.objects.order_by("pk")] == [
        "newsletter.pause",
        "newsletter.resume",
        "newsletter.stop",
    ]


def test_whoever_may_only_look_has_no_button_and_no_power(client: Client, sent: Dispatch) -> None:
    reader = somebody_who_may(client, "view_dispatch")
    assert "Renvoyer à ceux" not in reader.get(f"/admin/envois/{sent.pk}/").content.decode()
    doubtful = sent.deliveries.get(state=State.UNCERTAIN)
    reader.post(f"/admin/envois/{sent.pk}/resend/", {"deliveries": [doubtful.pk]})
    doubtful.refresh_from_db()
    assert doubtful.state == State.UNCERTAIN


def test_a_flood_of_requests_is_told_on_the_first_page(
    desk: Client, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscriptions.ask(site, Address(KARIM), [BULLETIN], timezone.now() - dt.timedelta(minutes=11))
    assert "demande d’abonnement attend" in desk.get("/admin/").content.decode()
    limits.forget(timezone.now())
    subscriptions.answer_requests(timezone.now())
    assert "demande d’abonnement attend" not in desk.get("/admin/").content.decode()
