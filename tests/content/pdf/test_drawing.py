"""A hostile document reads nothing of the house and calls nobody."""

import io
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from content import pdf
from tests.content.pdf.canary import Canary, listening
from tests.content.pdf.paper import BASE, document, everything_in, text_of

pytestmark = pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.css").write_text("h1 { content: 'CANARI'; }")
    public = tmp_path / "public"
    (public / "css").mkdir(parents=True)
    (public / "css" / "a b.css").write_text("@import 'suite.css';")
    (public / "css" / "suite.css").write_text("h1::before { content: 'Avis : '; }")
    (public / "css" / "lien.css").symlink_to(tmp_path / "secret.css")
    return public


@pytest.mark.parametrize("href", ["/static/css/a%20b.css", "https://valombreuse.example/static/css/a%20b.css?v=1#x"])
def test_the_site_s_own_files_may_be_used(folder: Path, href: str) -> None:
    html = document("<h1>Halle</h1>", f'<link rel="stylesheet" href="{href}">')
    produced = pdf.produce(html, base=BASE, folders={"/static/": [folder / "absent", folder]})
    assert "Avis : Halle" in text_of(produced.pdf)
    assert produced.notes == ()


@pytest.mark.parametrize(
    "href",
    [
        "/static/../secret.css",
        "/static/%2e%2e/secret.css",
        "/static/..%2fsecret.css",
        "/static/css/lien.css",
        "/static/css",
        "/static/",
        "https://ailleurs.example/static/css/suite.css",
        "/media/css/suite.css",
    ],
)
def test_no_file_outside_the_folder_may_be_used(folder: Path, href: str) -> None:
    html = document("<h1>Halle</h1>", f'<link rel="stylesheet" href="{href}">')
    produced = pdf.produce(html, base=BASE, folders={"/static/": [folder]})
    assert "Avis" not in text_of(produced.pdf) and b"CANARI" not in everything_in(produced.pdf)
    assert len(produced.notes) == 1


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    with listening(tmp_path) as canary:
        yield canary


def test_a_hostile_document_reads_no_file_and_calls_nobody(canary: Canary) -> None:
    head, body = canary.vectors()
    produced = pdf.produce(document(body, head), base=BASE, folders={"/static/": [canary.file.parent / "public"]})
    assert "fin" in text_of(produced.pdf)
    assert canary.calls == []
    assert canary.secret not in everything_in(produced.pdf)
    assert PdfReader(io.BytesIO(produced.pdf)).attachments == {}
    assert len(produced.notes) > 12


def test_the_canaries_sing_when_something_does_read_them(canary: Canary) -> None:
    """What the test above relies on: a file taken in is found, a call is counted."""
    assets = {"a.txt": canary.file.read_bytes()}
    taken_in = pdf.render(document("<a rel='attachment' href='a.txt'>x</a>"), base=BASE, assets=assets)
    assert canary.secret in everything_in(taken_in)
    with socket.create_connection(canary.server.server_address) as visitor:  # type: ignore[arg-type]
        visitor.sendall(b"GET /x HTTP/1.0\r\n\r\n")
        visitor.recv(100)
    assert canary.calls == ["/x"]
