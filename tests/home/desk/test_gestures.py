"""Odile opens the desk and finds, first of all, the doors to what she came to write."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from accounts.models import User
from home.founding import Sections

pytestmark = pytest.mark.django_db
DOOR = re.compile(r'class="gestures__door[^"]*" href="([^"]+)"')


def doors(client: Client, person: User) -> list[str]:
    client.force_login(person)
    return DOOR.findall(client.get("/admin/").content.decode())


def test_each_door_opens_a_blank_form_in_the_right_section(client: Client, odile: User, town: Sections) -> None:
    found = doors(client, odile)
    assert found == [
        f"/admin/pages/add/news/newspage/{town.news.pk}/",
        f"/admin/pages/add/events/eventpage/{town.agenda.pk}/",
        f"/admin/pages/add/alerts/alertpage/{town.alerts.pk}/",
        f"/admin/pages/add/newsletter/bulletinpage/{town.bulletin.pk}/",
    ]
    assert [client.get(door).status_code for door in found] == [200] * 4


def test_an_association_president_sees_only_the_door_that_opens_for_her(client: Client, town: Sections) -> None:
    presidents = Group.objects.create(name="présidents")
    presidents.permissions.set(Permission.objects.filter(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=presidents,
        page=Page.objects.get(pk=town.agenda.pk),
        permission=Permission.objects.get(codename="add_page"),
    )
    solange = User.objects.create_user("solange", "solange@loto.example", "un long mot de passe")
    solange.groups.add(presidents)
    assert doors(client, solange) == [f"/admin/pages/add/events/eventpage/{town.agenda.pk}/"]


def test_each_town_has_its_own_doors_and_says_whose_they_are(
    client: Client, odile: User, town: Sections, neighbour: Sections
) -> None:
    found = doors(client, odile)
    assert len(found) == 8
    assert f"/admin/pages/add/news/newspage/{neighbour.news.pk}/" in found
    assert neighbour.home.site.site_name in client.get("/admin/").content.decode()
