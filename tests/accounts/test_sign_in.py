"""The desk opens with a link that serves once, within the hour. No default password exists."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import SignInLink, User


def path_of(link: str) -> str:
    return "/" + link.strip().split("/", 3)[3]


def printed_link() -> str:
    out = StringIO()
    call_command("signin_link", base="http://localhost", stdout=out)
    return out.getvalue()


@pytest.fixture
def path(db: None) -> str:
    return path_of(printed_link())


def test_the_first_link_makes_an_account_without_a_usable_password(path: str) -> None:
    account = User.objects.get()
    assert account.is_superuser
    assert not account.has_usable_password()
    printed_link()
    assert User.objects.count() == 1


def test_odile_enters_with_the_button(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200
    response = client.post(path)
    assert response.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_following_the_link_uses_nothing_up(path: str) -> None:
    for _time in range(3):
        Client().get(path)
        Client().head(path)
    assert SignInLink.objects.get().used_at is None


def test_the_link_serves_once(path: str) -> None:
    Client().post(path)
    second = Client()
    response = second.post(path)
    assert response.status_code == 410
    assert "déjà servi" in response.content.decode()
    assert second.get("/admin/").status_code == 302


def test_the_link_is_dead_after_an_hour(client: Client, path: str) -> None:
    SignInLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert client.post(path).status_code == 410


@pytest.mark.parametrize("secret", ["rien", "0" * 43, "é", "%00"])
def test_a_guessed_link_opens_nothing(client: Client, path: str, secret: str) -> None:
    assert client.post(f"/connexion/{secret}/").status_code == 410


def test_an_account_that_was_closed_cannot_enter(client: Client, path: str) -> None:
    User.objects.update(is_active=False)
    assert client.post(path).status_code == 410


def test_the_secret_is_stored_nowhere(path: str) -> None:
    secret = path.rstrip("/").rpartition("/")[2]
    assert secret not in str(list(SignInLink.objects.values()))
