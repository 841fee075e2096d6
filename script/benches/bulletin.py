"""What printing a number costs: beside bare WeasyPrint on the same HTML and pictures, by number of pages, and one section alone.

Processor seconds of every process of each side, its children included, never the clock on the wall: the machine may be busy. Both
sides start from nothing each time and are measured in turn; the least of the rounds is kept, which is what a quiet machine does.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread

import hub.wsgi  # noqa: F401  loads the apps

from django.utils import timezone  # isort: skip -- once the apps are loaded

from content.pdf.engine import ENGINE, ONCE
from newsletter.bulletin import pictures
from newsletter.bulletin.edition import Edition
from newsletter.compose import edition_of
from newsletter.models import BulletinPage
from newsletter.press.fitting import fits
from newsletter.press.flatplan import plan
from newsletter.proofing.page_by_page import preview
from newsletter.renderers import papers, pdf

ROUNDS = 3
RATIO, MEMORY, WEIGHT, ALONE = 1.15, 200, 5.0, 0.5
"""What is promised: times bare WeasyPrint, megabytes of memory, megabytes of file, seconds for a section."""
PAGES = (4, 12, 24, 48)
BARE = """
import sys, weasyprint
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
print(open("/proc/self/status").read())
"""


@dataclass(frozen=True)
class Measure:
    """Processor seconds, megabytes of memory at the highest, megabytes of file."""

    seconds: float
    memory: float = 0.0
    weight: float = 0.0


def processor(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def ours(press: Callable[[], bytes]) -> Measure:
    """From values to bytes, in a process made for it: the flat plan, the HTML, the child from its birth to its end."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("fork")) as pool:
        return pool.submit(measured, press).result()


def measured(press: Callable[[], bytes]) -> Measure:
    """All that this process and its children spent since they began, and the highest memory of the one that drew."""
    highest, over = [0.0], Event()

    def watch() -> None:
        while not over.wait(0.05):
            with suppress(OSError):
                highest.append(high_water(Path(f"/proc/{ONCE.pid}/status").read_text()))

    watcher = Thread(target=watch)
    watcher.start()
    drawn = press()
    ENGINE.stop()
    over.set()
    watcher.join()
    seconds = processor(resource.RUSAGE_SELF) + processor(resource.RUSAGE_CHILDREN)
    return Measure(seconds, max(highest), len(drawn) / 1e6)


def high_water(status: str) -> float:
    """Megabytes a process held at its highest, from what the system says of it."""
    return max((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), default=0) / 1024


def bare(folder: Path) -> Measure:
    """A Python that does nothing but import WeasyPrint and draw the document of that folder."""
    out = folder / "bare.pdf"
    command = [sys.executable, "-W", "ignore", "-c", BARE, str(folder / "index.html"), str(out)]
    before = processor(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - this same Python
    seconds = processor(resource.RUSAGE_CHILDREN) - before
    return Measure(seconds, high_water(done.stdout), out.stat().st_size / 1e6)


def write_out(edition: Edition, photos: Mapping[str, bytes], folder: Path) -> None:
    """The document ours is drawn from, with its fonts, drawings and pictures, as files."""
    flat = plan(edition)
    (folder / "index.html").write_text(pdf.html(edition, flat), encoding="utf-8")
    for name, content in pdf.assets(edition, flat, photos).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def best(measures: Sequence[Measure]) -> Measure:
    return min(measures, key=lambda measure: measure.seconds)


def of_pages(edition: Edition, wanted: int) -> Edition:
    """The number with its sections repeated, or only its first ones, until it makes that many pages."""
    inner, back = edition.sections[:-1], edition.sections[-1]
    repeated = [replace(section, anchor=f"{section.anchor}-{turn}") for turn in range(wanted) for section in inner]
    for count in range(1, len(repeated) + 1):
        longer = replace(edition, sections=(*repeated[:count], back))
        if plan(longer).pages >= wanted:
            return longer
    return edition


def side_by_side(edition: Edition, photos: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_out(edition, photos, folder)
        turns = [(bare(folder), ours(partial(pdf.render, edition, photos))) for _round in range(ROUNDS)]
    theirs, mine = best([turn[0] for turn in turns]), best([turn[1] for turn in turns])
    print("| 12 pages | processeur | mémoire du processus | poids |")
    print("|---|---|---|---|")
    print(f"| WeasyPrint seul, PDF/UA-1 | {theirs.seconds:.2f} s | {theirs.memory:.0f} Mo | {theirs.weight:.2f} Mo |")
    print(f"| Tambour, PDF/UA-1 et A-2a | {mine.seconds:.2f} s | {mine.memory:.0f} Mo | {mine.weight:.2f} Mo |")
    print(
        f"| rapport | x{mine.seconds / theirs.seconds:.2f} (promis : {RATIO}) | (promis : {MEMORY}) | (promis : {WEIGHT:.0f}) |"
    )


def by_pages(edition: Edition, photos: Mapping[str, bytes]) -> None:
    print("| pages | processeur | par page, au-delà de la moins longue | mémoire | poids |")
    print("|---|---|---|---|---|")
    first: tuple[int, float] | None = None
    for wanted in PAGES:
        longer = of_pages(edition, wanted)
        pages = plan(longer).pages
        measure = best([ours(partial(pdf.render, longer, photos)) for _round in range(ROUNDS)])
        slope = (measure.seconds - first[1]) / (pages - first[0]) if first else 0.0
        first = first or (pages, measure.seconds)
        more = f"{slope:.3f} s" if slope else ""
        print(f"| {pages} | {measure.seconds:.2f} s | {more} | {measure.memory:.0f} Mo | {measure.weight:.2f} Mo |")


def other_papers(edition: Edition, photos: Mapping[str, bytes]) -> None:
    print("| autre papier | processeur | poids |")
    print("|---|---|---|")
    sheets = papers.Sheets.of(edition)
    for label, press in (("économe en encre", papers.economical), ("imprimeur", papers.printers)):
        measure = ours(partial(press, sheets, photos))
        print(f"| {label} | {measure.seconds:.2f} s | {measure.weight:.2f} Mo |")


def alone(edition: Edition, photos: Mapping[str, bytes]) -> None:
    """Each section in a child already warm, as the desk draws it again while somebody types."""
    print("| une rubrique seule | pages | processeur |")
    print("|---|---|---|")
    for fit in fits(plan(edition)):
        seconds = min(warm(partial(preview, edition, fit.anchor, photos)) for _round in range(ROUNDS))
        print(f"| {fit.label} | {fit.pages} | {seconds:.2f} s |")


def warm(draw: Callable[[], object]) -> float:
    """Processor seconds of both sides for that act, the child being warm."""
    draw()
    while (pid := ENGINE.pid) is None:  # it has just been replaced
        draw()
    before = processor(resource.RUSAGE_SELF) + running(pid)
    draw()
    return processor(resource.RUSAGE_SELF) + running(pid) - before if ENGINE.pid == pid else float("inf")


def running(pid: int | None) -> float:
    """Processor seconds of a process that goes on."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    page = next(page for page in BulletinPage.objects.live().by_number() if page.frozen)
    number = edition_of(page, timezone.now())
    pictures_of_it = pictures.load(number)
    print(f"« {number.reference} », {plan(number).pages} pages, {len(pictures_of_it)} photos.\n")
    side_by_side(of_pages(number, PAGES[1]), pictures_of_it)
    for bench in (by_pages, other_papers, alone):
        print()
        bench(number, pictures_of_it)
