"""Two subscribers, and a mailbox on a real IMAP server."""

import datetime as dt
import ssl
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from wagtail.models import Site

from newsletter.models import Subscriber
from tests.dovecot import CERTIFICATE, DovecotServer, NoDovecot
from tests.newsletter.residents import subscriber
from tests.people import JEANNE, KARIM


@pytest.fixture
def karim(site: Site, now: dt.datetime) -> Subscriber:
    subscriber(site, JEANNE, now)
    return subscriber(site, KARIM, now)


@pytest.fixture(scope="module")
def dovecot() -> Iterator[DovecotServer]:
    # Not below pytest's own folder, which is for one account alone: this server runs under another.
    with tempfile.TemporaryDirectory(prefix="dovecot", ignore_cleanup_errors=True) as folder:
        try:
            server = DovecotServer(Path(folder))
        except NoDovecot as missing:
            pytest.skip(str(missing))
        with server:
            yield server


@pytest.fixture
def server(dovecot: DovecotServer, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> DovecotServer:
    """An empty mailbox, and an installation that knows it and trusts its certificate."""
    for path in (dovecot.folder / "mail").rglob("*"):
        if path.is_file() and path.parent.name in {"new", "cur"}:
            path.unlink()
    settings.TAMBOUR_BOUNCE_ADDRESS = "rebonds+*@valombreuse.example"
    settings.TAMBOUR_BOUNCE_IMAP = dovecot.url()
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.load_verify_locations(CERTIFICATE)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    return dovecot
