"""The child process: reads documents on its standard input, answers PDFs, until its parent goes away.

    python -m content.pdf.child LIFELINE

LIFELINE is a file descriptor the parent holds open: when it closes, the child leaves, even in the middle of a page.
"""

import math
import os
import resource
import sys
import threading
from typing import Any, BinaryIO

from content.pdf import frames

MEMORY = 1024**3
"""Bytes of address space: a twelve-page bulletin takes a fifth of it."""


def main(lifeline: int) -> None:
    answers = _take_over_output()
    _leave_with_parent(lifeline)
    _limit_memory()
    try:
        from content.pdf.drawing import draw  # noqa: PLC0415 - its import fails on a machine without Pango
    except (OSError, ImportError) as error:
        frames.write(answers, {"ready": False, "reason": str(error).split(":")[0]})
        return
    frames.write(answers, {"ready": True})
    while request := frames.read(sys.stdin.buffer):
        header, parts = request
        _limit_time(header["timeout"])
        answer, pdf = _attempt(draw, header, parts)
        frames.write(answers, answer, [pdf])


def _attempt(draw: Any, header: dict[str, Any], parts: list[bytes]) -> tuple[dict[str, Any], bytes]:
    try:
        pages, notes, pdf = draw(header, parts)
    except MemoryError:
        return {"error": "le document demande trop de mémoire"}, b""
    except Exception as error:  # noqa: BLE001 - whatever a document breaks, the parent is told
        return {"error": f"{type(error).__name__}: {error}"[:500]}, b""
    return {"pages": pages, "notes": notes}, pdf


def _take_over_output() -> BinaryIO:
    """Standard output belongs to the messages: whatever a library prints goes to standard error."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _leave_with_parent(lifeline: int) -> None:
    def wait() -> None:
        os.read(lifeline, 1)
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def _limit_memory() -> None:
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CORE, 0)


def _limit_time(seconds: float) -> None:
    """Processor time for the next document: the system ends the child (SIGXCPU) when it is spent."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, math.ceil(usage.ru_utime + usage.ru_stime + seconds) + 1)


def _limit(what: int, value: int) -> None:
    hard = resource.getrlimit(what)[1]
    try:
        resource.setrlimit(what, (value, hard))
    except (ValueError, OSError):  # a system that does not know this limit, or already has a lower one
        return


if __name__ == "__main__":
    main(int(sys.argv[1]))
