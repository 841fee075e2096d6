"""A document may go wrong; the site, the next document and the machine do not."""

import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from content import pdf
from content.pdf import engine
from content.pdf.engine import ENGINE, ONCE, Child
from tests.content.pdf.paper import BASE, document, text_of

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not pdf.available(), reason=pdf.obstacle())]

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
    header: dict[str, Any] = {
        "base": BASE,
        "assets": [],
        "variant": None,
        "timeout": -1,
        "folders": {},
        "stylesheet": "",
    }
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
    monkeypatch.setattr(ENGINE, "renders", 2)
    ENGINE.stop()
    children = []
    for _ in range(4):
        pdf.render(document("<p>x</p>"), base=BASE)
        children.append(ENGINE.pid)
    assert children[0] is not None and children[1] is None and children[2] not in (None, children[0])


def test_a_child_nobody_asks_any_more_leaves_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ENGINE.stop()
    monkeypatch.setattr(ENGINE, "lifetime", 0.2)
    pdf.render(document("<p>x</p>"), base=BASE)
    child = ENGINE.pid or pytest.fail("no child was kept warm")
    wait_for_the_end_of(child)
    with ENGINE._turn:
        assert ENGINE.pid is None
    assert "suivant" in text_of(pdf.render(document("<p>suivant</p>"), base=BASE))


def test_a_document_asked_for_once_is_drawn_by_a_child_of_its_own() -> None:
    pdf.render(document("<p>chaud</p>"), base=BASE)
    warm = ENGINE.pid
    assert "gardé" in text_of(pdf.render(document("<p>gardé</p>"), base=BASE, once=True))
    assert ENGINE.pid == warm and ONCE.pid is None


def test_several_people_asking_at_once_each_get_their_own() -> None:
    with ThreadPoolExecutor(4) as people:
        made = list(people.map(lambda n: text_of(pdf.render(document(f"<p>numéro {n}</p>"), base=BASE)), range(8)))
    assert [text.strip() for text in made] == [f"numéro {n}" for n in range(8)]


def test_whoever_waits_too_long_for_a_turn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with ENGINE._turn, pytest.raises(pdf.PdfError, match="occupé"):
        pdf.render(document("<p>x</p>"), base=BASE, timeout=0.05)


def test_an_engine_that_is_too_slow_to_start_is_left_in_time() -> None:
    ENGINE.stop()
    with pytest.raises(pdf.PdfError, match="trop de temps"):
        pdf.render(document("<p>x</p>"), base=BASE, timeout=0.01)
    assert ENGINE.pid is None
    assert "suivant" in text_of(pdf.render(document("<p>suivant</p>"), base=BASE))


def test_an_engine_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weasyprint.py").write_text(
        "print('bannière', flush=True)\nraise OSError('cannot load library libpango: no such file')"
    )
    ours = engine.clean_environment()
    monkeypatch.setattr(engine, "clean_environment", lambda: ours | {"PYTHONPATH": f"{tmp_path}:{ours['PYTHONPATH']}"})
    ENGINE.stop()
    with pytest.raises(pdf.PdfUnavailable, match="cannot load library libpango"):
        pdf.render(document(""), base=BASE)
    assert ENGINE.pid is None


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
