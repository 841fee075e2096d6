"""`manage.py serve` speaks plainly to whoever starts the site."""

import os
import socket
from io import StringIO
from subprocess import CalledProcessError
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from home.founding import Sections
from hub.management.commands import serve


class Became(Exception):
    """The process turned into this program, with this environment."""

    def __init__(self, path: str, command: list[str], environment: dict[str, str]) -> None:
        self.command, self.environment = command, environment


@pytest.fixture
def free_port(monkeypatch: pytest.MonkeyPatch) -> int:
    def become(*facts: Any) -> None:
        raise Became(*facts)

    monkeypatch.setattr(os, "execve", become)
    monkeypatch.setattr("hub.management.commands.serve.connections.close_all", lambda: None)
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port: int = finder.getsockname()[1]
        return port


@pytest.mark.django_db
def test_a_taken_port_is_said_in_french() -> None:
    with socket.socket() as neighbour:
        neighbour.bind(("127.0.0.1", 0))
        neighbour.listen()
        port = neighbour.getsockname()[1]
        with pytest.raises(CommandError, match=f"Le port {port} est déjà pris .* PORT={port + 1} script/server"):
            call_command("serve", port=port)


@pytest.mark.django_db
def test_it_becomes_the_supervisor(free_port: int) -> None:
    with pytest.raises(Became) as became:
        call_command("serve", port=free_port, workers=2, no_worker=True, stdout=StringIO())
    assert became.value.command[1:3] == ["-m", "hub.supervising"]
    assert became.value.command[-1] == "--no-worker"
    assert "TAMBOUR_GREETING" not in became.value.environment


def test_the_greeting_says_where_the_site_is_and_opens_the_desk_once(town: Sections, free_port: int) -> None:
    with pytest.raises(Became) as became:
        call_command("serve", port=free_port, greet=True, stdout=StringIO())
    greeting = became.value.environment["TAMBOUR_GREETING"]
    assert "http://localhost/connexion/" in greeting
    assert "rien ne quitte cette machine" in greeting
    assert not any("/connexion/" in word for word in became.value.command)


@pytest.mark.django_db
def test_the_greeting_names_the_mail_server_without_its_password(settings: Any) -> None:
    settings.EMAIL_URL = "smtp+tls://mairie:secret@smtp.exemple.fr:587"
    assert serve.where_mail_goes() == "part par smtp.exemple.fr"


@pytest.mark.parametrize(("name", "value"), [("PORT", "80000"), ("PORT", "huit mille"), ("WEB_CONCURRENCY", "0")])
def test_an_odd_number_is_refused_with_the_variables_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"{name} doit être un nombre"):
        call_command("serve")


@pytest.mark.django_db
def test_a_preparation_that_fails_is_said_in_french(free_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(say: object) -> None:
        raise CalledProcessError(1, "migrate")

    monkeypatch.setattr(serve, "prepare", fail)
    with pytest.raises(CommandError, match="La préparation du site a échoué"):
        call_command("serve", port=free_port, prepare=True, stdout=StringIO())
