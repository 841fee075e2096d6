"""What the tests of the kernel share."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from hypothesis import settings

from tests.content.internet import CERTIFICATE, World, serve

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")


@pytest.fixture
def shelf(settings: LazySettings, tmp_path: Path) -> Path:
    """A folder of its own for the files a test hangs: others count theirs."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    server = serve(world)
    yield world
    server.shutdown()
    server.server_close()


@pytest.fixture
def encrypted_world() -> Iterator[World]:
    world = World()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    server = serve(world, tls)
    yield world
    server.shutdown()
    server.server_close()
