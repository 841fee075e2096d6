"""The register of processings, as the data protection officer files it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import User
from content import privacy
from home.founding import Sections

SHEET = "/admin/registre-des-traitements/"


def test_odile_prints_every_processing_the_software_knows_of(client: Client, odile: User, town: Sections) -> None:
    client.force_login(odile)
    page = client.get(SHEET).content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert "article 30" in page
    for processing in privacy.processings():
        assert str(processing.title).replace("’", "") in page.replace("’", "")
    for heading in ("Finalité", "Base légale", "Personnes concernées", "Destinataires", "Durées", "Sécurité"):
        assert heading in page
    assert (
        SHEET in client.get("/admin/reports/", follow=True).content.decode()
        or SHEET in client.get("/admin/").content.decode()
    )


def test_only_whoever_answers_for_the_town_reads_it(client: Client, town: Sections) -> None:
    group = Group.objects.create(name="accueil")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    colleague = User.objects.create_user("paul", "paul@mairie.example", "un long mot de passe")
    colleague.groups.add(group)
    client.force_login(colleague)
    assert client.get(SHEET).status_code == 302
    assert SHEET not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_to_be_read(client: Client, odile: User, town: Sections, method: str) -> None:
    client.force_login(odile)
    assert getattr(client, method)(SHEET).status_code == 405
