"""The kept mails are for those who may read them."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_odile_reads_the_kept_mails(client: Client, odile: User) -> None:
    client.force_login(odile)
    assert client.get("/admin/courriels/").status_code == 200


def test_a_colleague_without_the_permission_is_told_so(client: Client) -> None:
    """Not sent to the sign-in screen, where she already is."""
    group = Group.objects.create(name="accueil")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    colleague = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    colleague.groups.add(group)
    client.force_login(colleague)
    response = client.get("/admin/courriels/", follow=True)
    assert [address for address, _status in response.redirect_chain] == ["/admin/"]
    assert "autorisation" in response.content.decode()
