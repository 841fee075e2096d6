"""A hostile document reads nothing of the house and calls nobody."""

import http.server
import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from content import pdf
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


class Canary:
    """A file nobody may read and a server nobody may call."""

    def __init__(self, file: Path, server: http.server.HTTPServer, calls: list[str]) -> None:
        self.file, self.server, self.calls = file, server, calls
        self.secret = b"CANARI-4f1c"
        file.write_bytes(self.secret)
        self.url = f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[Canary]:
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(302)
            self.send_header("Location", f"file://{tmp_path / 'canari.txt'}")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Calls are counted above."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield Canary(tmp_path / "canari.txt", server, calls)
    server.shutdown()
    server.server_close()


def test_a_hostile_document_reads_no_file_and_calls_nobody(canary: Canary) -> None:
    file, http_ = canary.file.as_uri(), canary.url
    svg = f"""<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>
        <image xlink:href='{http_}/svg-image' width='9' height='9'/><image href='{file}' width='9' height='9'/>
        <use xlink:href='{file}#a'/><style>@import '{http_}/svg-style';</style></svg>""".replace("#", "%23")
    head = f"""<base href="{http_}/base/"><link rel="stylesheet" href="{http_}/link"><link rel="stylesheet" href="{file}">
        <link rel="attachment" href="{file}"><link rel="attachment" href="{http_}/attachment"><link rel="icon" href="{http_}/icon">
        <style>@import "{http_}/import"; @import url({file}); @font-face {{ font-family: X; src: url({http_}/font), url({file}) }}
        @page {{ background: url({http_}/page) }} body {{ font-family: X; background: url({file}) }}
        li {{ list-style-image: url({http_}/list) }} p::before {{ content: url({http_}/content) }}</style>"""
    body = f"""<img src="{http_}/img" alt="a"><img src="{file}" alt="b"><img src="relative.png" alt="c">
        <img src="data:image/svg+xml;utf8,{svg}" alt="d"><object data="{http_}/object" type="image/png">x</object>
        <object data="{file}">x</object><embed src="{http_}/embed"><iframe src="{file}"></iframe>
        <a rel="attachment" href="{file}">x</a><a rel="attachment" href="{http_}/a">x</a>
        <img srcset="{http_}/srcset 2x" alt="e"><video poster="{http_}/poster"></video><input type="image" src="{http_}/input">
        <img src="{http_.replace("http", "ftp")}/x" alt="f"><img src="{http_.removeprefix("http:")}/y" alt="g">
        <ul><li>un</li></ul><p>fin</p>"""
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
