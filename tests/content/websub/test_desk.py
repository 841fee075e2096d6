"""Operators read who is told, who has left, and why somebody was let go."""

import datetime as dt

from django.test import Client
from django.utils import timezone

from accounts.models import User
from content.models import HubLine, HubSubscription
from content.websub import delivering
from home.founding import Sections
from tests.content.websub.subscriber import Subscriber

PATH = "/admin/abonnes-aux-flux/"


def test_an_operator_reads_who_is_told_and_who_was_let_go(
    client: Client, odile: User, subscription: HubSubscription, subscriber: Subscriber
) -> None:
    client.force_login(odile)
    page = client.get(PATH).content.decode()
    assert "lecteur.example" in page
    assert "Aucun programme" not in page
    HubSubscription.objects.update(failing_since=timezone.now() - dt.timedelta(days=1), sent_digest="", seen_lines=99)
    subscriber.status = 500
    delivering.deliver_due(timezone.now(), subscriber.network)
    page = client.get(f"{PATH}?page=x").content.decode()
    assert "Aucun programme" in page
    assert "Abandonné" in page
    assert "Un jour sans réponse. L’adresse répond « 500 »." in page


def test_an_empty_list_says_so(client: Client, odile: User, town: Sections) -> None:
    client.force_login(odile)
    page = client.get(PATH).content.decode()
    assert "Aucun programme n’est abonné" in page
    assert "Rien depuis trois mois" in page


def test_a_town_reads_nothing_of_its_neighbours_readers(
    client: Client, odile: User, town: Sections, neighbour: Sections, now: dt.datetime
) -> None:
    HubLine.objects.create(site=neighbour.home.site, at=now, kind="left", host="voisin.example", feed="tout/rss.xml")
    client.force_login(odile)
    assert "voisin.example" not in client.get(PATH).content.decode()


def test_a_stranger_reads_nothing(client: Client, town: Sections) -> None:
    assert client.get(PATH).status_code == 302
