"""The parent's side: children asked one document at a time, killed when they are late, replaced before they grow old.

ENGINE keeps one warm for the previews of the desk and for sheets anybody may ask for again. ONCE starts one for each
document: what residents receive is drawn by a child that has seen nothing else.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from content.pdf import frames

RENDERS = 20
"""Documents drawn by one child before it is replaced: it keeps about 1.4 MB of each."""

LIFETIME = 600.0
"""Seconds a child lives at most: one that nobody asks any more gives its hundred megabytes back."""

_SOURCES = Path(__file__).resolve().parents[2]
_INHERITED = (
    "HOME",
    "PATH",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "LD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
)


class PdfError(Exception):
    """This document could not be made; the message says why."""


class PdfUnavailable(PdfError):
    """This machine cannot make PDFs; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Produced:
    """A PDF, its number of pages, and the engine's remarks, in its own English."""

    pdf: bytes = field(repr=False)
    pages: int
    notes: tuple[str, ...]


class Child:
    """One process of `content.pdf.child`, ready to draw."""

    def __init__(self, deadline: float) -> None:
        ours, self._lifeline = os.pipe()
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own module, by this same Python
                [sys.executable, "-W", "ignore", "-m", "content.pdf.child", str(ours)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                pass_fds=(ours,),
                cwd="/",
                env=clean_environment(),
            )
        except OSError:
            os.close(self._lifeline)
            raise
        finally:
            os.close(ours)
        self.renders = 0
        self._late = False
        try:
            self._greet(deadline)
        except PdfError:
            self.stop()
            raise

    def ask(self, header: Mapping[str, Any], parts: list[bytes], deadline: float) -> tuple[dict[str, Any], list[bytes]]:
        """The child's answer. Raises PdfError when it died or was late; it is then of no more use."""
        with self._punctual(deadline), suppress(OSError):
            frames.write(self._pipe(self.process.stdin), header, parts)
        with self._punctual(deadline):
            answer = self._hear()
        self.renders += 1
        return answer

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    @property
    def was_killed(self) -> bool:
        """Whether a signal ended it that is not the sign of too long a document: memory short, an operator."""
        code = self.process.poll() or 0
        return code < 0 and code != -signal.SIGXCPU and not self._late

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.let_go()

    def let_go(self) -> None:
        """Close our ends of the pipes, in this process; after a fork the child belongs to the other one."""
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):  # what is left to send to a dead child
                self._pipe(pipe).close()
        with suppress(OSError):
            os.close(self._lifeline)
        self.process.returncode = self.process.returncode or 0

    def _greet(self, deadline: float) -> None:
        with self._punctual(deadline):
            hello, _ = self._hear()
        if not hello.get("ready"):
            raise PdfUnavailable(f"Le moteur de PDF ne démarre pas : {hello.get('reason', '')}")

    def _hear(self) -> tuple[dict[str, Any], list[bytes]]:
        try:
            answer = frames.read(self._pipe(self.process.stdout))
        except frames.BrokenMessage:
            answer = None
        if answer is None:
            code = self.process.wait()
            raise PdfError("Le PDF a pris trop de temps." if self._late else f"Le moteur de PDF s’est arrêté ({code}).")
        return answer

    @contextmanager
    def _punctual(self, deadline: float) -> Iterator[None]:
        """Kill the child at the deadline, so that whoever listens to it hears the end."""
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._kill_late)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _kill_late(self) -> None:
        self._late = True
        self.process.kill()

    @staticmethod
    def _pipe(stream: Any) -> BinaryIO:
        pipe: BinaryIO = stream
        return pipe


class Engine:
    """Keeps a child for this process and its threads, for so many documents and so many seconds."""

    def __init__(self, renders: int, lifetime: float = LIFETIME) -> None:
        self.renders, self.lifetime = renders, lifetime
        self._turn = threading.Lock()
        self._child: Child | None = None
        self._end: threading.Timer | None = None

    def produce(
        self,
        *,
        html: str,
        base: str,
        assets: Mapping[str, bytes],
        variant: str | None,
        timeout: float,
        folders: Mapping[str, Iterable[Path]],
        stylesheet: str = "",
    ) -> Produced:
        header = {
            "base": base,
            "assets": list(assets),
            "variant": variant,
            "timeout": timeout,
            "stylesheet": stylesheet,
            "folders": {start: [str(folder) for folder in paths] for start, paths in folders.items()},
        }
        deadline = time.monotonic() + timeout
        if not self._turn.acquire(timeout=timeout):
            raise PdfError("Le moteur de PDF est occupé par d’autres documents.")
        try:
            answer, parts = self._ask(header, [html.encode(errors="replace"), *assets.values()], deadline)
        finally:
            self._turn.release()
        if "error" in answer:
            raise PdfError(f"Le PDF n’a pas pu être composé : {answer['error']}")
        return Produced(parts[0], int(answer["pages"]), tuple(answer["notes"]))

    def stop(self) -> None:
        """End the child, if there is one. The next document starts another."""
        if self._end:
            self._end.cancel()
        if self._child:
            self._child.stop()
        self._child = self._end = None

    def forget(self) -> None:
        """After a fork: the child answers to the other process, and so does whoever held the turn."""
        if self._child:
            self._child.let_go()
        self._child, self._end, self._turn = None, None, threading.Lock()

    @property
    def pid(self) -> int | None:
        """The process number of the child, None when there is none."""
        return self._child.process.pid if self._child else None

    def _ask(
        self, header: Mapping[str, Any], parts: list[bytes], deadline: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        child = self._warm_child(deadline)
        try:
            answer = child.ask(header, parts, deadline)
        except PdfError:
            again = child.was_killed and child.renders > 0  # while it was idle, most likely: the document is innocent
            self.stop()
            if not again:
                raise
            answer = self._warm_child(deadline).ask(header, parts, deadline)
        if self._child and (self._child.renders >= self.renders or "error" in answer[0]):
            self.stop()  # after an error memory may be short, the engine half way: the next document gets a fresh one
        return answer

    def _warm_child(self, deadline: float) -> Child:
        if self._child and not self._child.is_alive:
            self.stop()
        if not self._child:
            try:
                self._child = Child(deadline)
            except OSError as error:
                raise PdfError(f"Le moteur de PDF n’a pas pu être lancé : {error}") from error
            self._end = threading.Timer(self.lifetime, self._retire, [self._child])
            self._end.daemon = True
            self._end.start()
        return self._child

    def _retire(self, child: Child) -> None:
        """The end of a child's time, once it has drawn the document it is at."""
        with self._turn:
            if self._child is child:
                self.stop()


def clean_environment() -> dict[str, str]:
    """What the child needs to find Python and fonts; none of the site's secrets, no proxy."""
    kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    return kept | {"PYTHONPATH": str(_SOURCES), "PYTHONHASHSEED": "0", "LANG": "C.UTF-8", "TZ": "UTC"}


ENGINE, ONCE = Engine(RENDERS), Engine(1)
for _engine in (ENGINE, ONCE):
    atexit.register(_engine.stop)
    os.register_at_fork(after_in_child=_engine.forget)
