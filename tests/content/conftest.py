"""What the tests of the kernel share."""

import ssl
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.content.internet import CERTIFICATE, World, serve

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")


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
