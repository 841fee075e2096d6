"""The PDF: readable by everyone, drawn where a hostile document can do no harm."""

import http.server
import io
import os
import resource
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import page
import pytest
from django.conf import settings
from pypdf import PdfReader
from pypdf.generic import StreamObject

from content import pdf
from content.pdf import engine, frames
from content.pdf.engine import ENGINE, Child

pytestmark = pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())

BASE = "https://valombreuse.example/bulletin/47/"
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="#0e4a3a" d="M0 0h9v9H0z"/></svg>'


def document(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="fr"><head><title>Avis</title>{head}</head><body>{body}</body></html>'


def text_of(produced: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(produced)).pages)


def first_page(produced: bytes) -> Any:
    return PdfReader(io.BytesIO(produced)).pages[0]


def everything_in(produced: bytes) -> bytes:
    """The raw file and every stream of it, unpacked."""
    reader = PdfReader(io.BytesIO(produced))
    objects = [
        reader.get_object(number) for number in range(1, len(reader.xref_objStm) + len(reader.xref.get(0, {})) + 1)
    ]
    return produced + b"".join(item.get_data() for item in objects if isinstance(item, StreamObject))


def test_a_resident_reads_the_town_s_words() -> None:
    produced = pdf.render(document("<h1>Avis</h1><p>La halle rouvre jeudi 26 novembre, à 18 h 30.</p>"), base=BASE)
    assert "La halle rouvre jeudi 26 novembre" in text_of(produced)


def test_a_resident_who_cannot_see_reads_it_too() -> None:
    body = """<h1>Avis</h1><h2>La halle</h2><p>Elle rouvre.</p><ul><li>jeudi</li><li>samedi</li></ul>
        <p>Voir <a href="/agenda/"><b>l’agenda</b> <i>du mois</i></a>,
        <a href="#suite"><img src="halle.svg" alt="la halle"></a>.</p>
        <table><caption>Votes</caption><tr><th scope="col">Pour</th></tr><tr><td>14</td></tr></table><h2 id="suite">Suite</h2>"""
    produced = pdf.render(document(body), base=BASE, assets={"halle.svg": SQUARE})
    report = page.validate_pdf_bytes(produced, profile="ua1")
    assert not list(report.failures)
    assert report.rules.total > 100
    links = [note.get_object() for note in first_page(produced)["/Annots"]]
    assert len(links) == 2  # one per link, whatever boxes it holds
    assert links[0]["/A"]["/URI"] == "https://valombreuse.example/agenda/"


def test_the_same_document_gives_the_same_bytes_even_from_another_child() -> None:
    html = document("<h1>Avis</h1><p>Un mot.</p><img src='halle.svg' alt='la halle'>")
    first = pdf.render(html, base=BASE, assets={"halle.svg": SQUARE})
    child = ENGINE.pid
    assert pdf.render(html, base=BASE, assets={"halle.svg": SQUARE}) == first
    assert ENGINE.pid == child
    ENGINE.stop()
    assert pdf.render(html, base=BASE, assets={"halle.svg": SQUARE}) == first


def test_pages_are_counted_and_a_missing_picture_is_told(caplog: pytest.LogCaptureFixture) -> None:
    html = document("<p>un<p style='break-before:page'>deux<img src='absente.jpg' alt='x'>")
    produced = pdf.produce(html, base=BASE)
    assert produced.pages == len(PdfReader(io.BytesIO(produced.pdf)).pages) == 2
    assert [note for note in produced.notes if "absente.jpg" in note]
    assert not caplog.records
    assert pdf.render(html, base=BASE) == produced.pdf
    assert "absente.jpg" in caplog.text


# What a document may use


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


def test_static_files_are_the_folder_by_default() -> None:
    font = next((Path(settings.STATICFILES_DIRS[0]) / "fonts").glob("*.woff2"))
    face = f"@font-face {{ font-family: Essai; src: url(/static/fonts/{font.name}) }} h1 {{ font-family: Essai }}"
    produced = pdf.produce(document("<h1>Avis</h1>", f"<style>{face}</style>"), base=BASE)
    assert produced.notes == ()
    fonts = first_page(produced.pdf)["/Resources"]["/Font"]
    assert all("DejaVu" not in fonts[name]["/BaseFont"] for name in fonts)


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


# When things go wrong

LONG = document("<table>" + "<tr><td>La halle rouvre jeudi et le marché revient.</td></tr>" * 20_000 + "</table>")


def test_a_document_without_end_is_stopped_in_time_and_the_next_one_is_made() -> None:
    pdf.render(document("<p>chaud</p>"), base=BASE)
    child, started = ENGINE.pid, time.monotonic()
    with pytest.raises(pdf.PdfError, match="trop de temps"):
        pdf.render(LONG, base=BASE, timeout=0.5)
    assert time.monotonic() - started < 3
    assert not is_running(child)
    assert "suivant" in text_of(pdf.render(document("<p>suivant</p>"), base=BASE))


@pytest.mark.parametrize(("how", "seen_dead"), [(signal.SIGKILL, False), (signal.SIGSEGV, True)])
def test_a_child_killed_between_two_documents_is_replaced_without_a_word(how: signal.Signals, seen_dead: bool) -> None:
    pdf.render(document("<p>chaud</p>"), base=BASE)
    child = ENGINE.pid
    assert child
    os.kill(child, how)
    if seen_dead:
        wait_for_the_end_of(child)
    assert "suivant" in text_of(pdf.render(document("<p>suivant</p>"), base=BASE))
    assert ENGINE.pid != child


def test_processor_time_is_bounded_by_the_system_itself() -> None:
    child = Child(time.monotonic() + 60)
    header: dict[str, Any] = {"base": BASE, "assets": [], "variant": None, "timeout": -1, "folders": {}}
    with pytest.raises(pdf.PdfError, match=rf"arrêté \(-{signal.SIGXCPU}\)"):
        child.ask(header, [LONG.encode()], time.monotonic() + 60)
    child.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_child_has_little_memory_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "le-secret-de-la-mairie")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    ENGINE.stop()
    pdf.render(document("<p>chaud</p>"), base=BASE)
    assert ENGINE.pid
    assert resource.prlimit(ENGINE.pid, resource.RLIMIT_AS)[0] == 1024**3
    assert resource.prlimit(ENGINE.pid, resource.RLIMIT_CORE)[0] == 0
    environment = Path(f"/proc/{ENGINE.pid}/environ").read_bytes()
    assert b"le-secret" not in environment and b"PROXY" not in environment


def test_a_document_the_engine_chokes_on_is_an_error_and_the_next_one_is_made() -> None:
    with pytest.raises(pdf.PdfError, match="n’a pas pu être composé"):
        pdf.render(document("<p>x</p>"), base=BASE, variant="pdf/inconnu")
    assert ENGINE.pid is None
    assert "suivant" in text_of(pdf.render(document("<p>suivant</p>"), base=BASE))


def test_a_child_is_replaced_after_some_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "RENDERS", 2)
    ENGINE.stop()
    children = []
    for _ in range(4):
        pdf.render(document("<p>x</p>"), base=BASE)
        children.append(ENGINE.pid)
    assert children[0] is not None and children[1] is None and children[2] not in (None, children[0])


def test_several_people_asking_at_once_each_get_their_own() -> None:
    with ThreadPoolExecutor(4) as people:
        made = list(people.map(lambda n: text_of(pdf.render(document(f"<p>numéro {n}</p>"), base=BASE)), range(8)))
    assert [text.strip() for text in made] == [f"numéro {n}" for n in range(8)]


def test_whoever_waits_too_long_for_a_turn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with ENGINE._turn, pytest.raises(pdf.PdfError, match="occupé"):
        pdf.render(document("<p>x</p>"), base=BASE, timeout=0.05)


# A machine without Pango


def test_a_machine_without_pango_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LIBRARIES", ("libpango-de-demain.so.9",))
    pdf.obstacle.cache_clear()
    try:
        assert not pdf.available()
        with pytest.raises(
            pdf.PdfUnavailable, match=r"apt-get install --no-install-recommends libpango-1\.0-0 libpangoft2"
        ):
            pdf.render(document(""), base=BASE)
    finally:
        pdf.obstacle.cache_clear()


def test_an_engine_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text(
        "print('bannière', flush=True)\nraise OSError('cannot load library libpango: no such file')"
    )
    ours = engine._environment()
    monkeypatch.setattr(engine, "_environment", lambda: ours | {"PYTHONPATH": f"{tmp_path}:{ours['PYTHONPATH']}"})
    ENGINE.stop()
    with pytest.raises(pdf.PdfUnavailable, match="cannot load library libpango"):
        pdf.render(document(""), base=BASE)
    assert ENGINE.pid is None


# Parents and forks


def is_running(pid: int | None) -> bool:
    try:
        os.kill(pid or 0, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")")[-1][:3]


def wait_for_the_end_of(pid: int) -> None:
    end = time.monotonic() + 3
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)


def script(lines: str) -> "subprocess.Popen[str]":
    start = f"""
        import os, sys, time
        from pathlib import Path
        from content.pdf.engine import ENGINE
        def draw(word):
            made = ENGINE.produce(html=f"<p>{{word}}", base={BASE!r}, assets={{}}, variant=None, timeout=60, folders={{}})
            print(ENGINE.pid, made.pages, flush=True)
    """
    code = textwrap.dedent(start) + textwrap.dedent(lines)
    env = os.environ | {"PYTHONPATH": str(settings.SITE_ROOT)}
    return subprocess.Popen([sys.executable, "-W", "error", "-c", code], stdout=subprocess.PIPE, text=True, env=env)


def heard(process: "subprocess.Popen[str]") -> list[str]:
    assert process.stdout
    return process.stdout.readline().split()


def test_the_child_leaves_with_its_parent_even_in_the_middle_of_a_document() -> None:
    with script("draw('un')\ndraw('<table>' + '<tr><td>La halle rouvre.' * 50_000)") as parent:
        child = int(heard(parent)[0])
        time.sleep(0.3)
        assert is_running(child)
        parent.kill()
    wait_for_the_end_of(child)
    assert not is_running(child)


def test_a_forked_worker_gets_a_child_of_its_own() -> None:
    lines = """
        draw("parent")
        ENGINE._turn.acquire()  # some other thread is drawing at that very moment
        if os.fork() == 0:
            draw("worker")
            ENGINE.stop()
            os._exit(0)
        os.wait()
        ENGINE._turn.release()
        draw("parent")
    """
    with script(lines) as parent:
        first, worker, again = heard(parent)[0], heard(parent)[0], heard(parent)[0]
        assert parent.wait() == 0
    assert worker != first == again


# The language between the two


@pytest.mark.parametrize("header, parts", [({}, []), ({"é": [1, "à"]}, [b"", b"x" * 100_000])])
def test_a_message_arrives_as_it_left(header: dict[str, object], parts: list[bytes]) -> None:
    pipe = io.BytesIO()
    frames.write(pipe, header, parts)
    pipe.seek(0)
    assert frames.read(pipe) == (header, parts)
    assert frames.read(pipe) is None


def test_a_message_cut_short_or_made_up_is_refused() -> None:
    pipe = io.BytesIO()
    frames.write(pipe, {"a": 1}, [b"abc"])
    whole = pipe.getvalue()
    for made_up in (*(whole[:length] for length in range(1, len(whole))), b"\0\0\0\0", b"\0\0\0\1" + b"\xff" * 8):
        with pytest.raises(frames.BrokenMessage):
            frames.read(io.BytesIO(made_up))
    with pytest.raises(frames.BrokenMessage):
        frames.read(io.BytesIO(b"\0\0\0\1" + b"\0\0\0\0\0\0\0\2" + b"[]"))
