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
from dataclasses import dataclass, replace
from pathlib import Path

import hub.wsgi  # noqa: F401  loads the apps

from django.utils import timezone  # isort: skip -- once the apps are loaded

from content.pdf import produce
from content.pdf.engine import ENGINE
from newsletter import pictures
from newsletter.compose import edition_of
from newsletter.edition import AnySection, Edition
from newsletter.models import BulletinPage
from newsletter.press.flatplan import FlatPlan, plan
from newsletter.press.leaves import Leaf
from newsletter.renderers import papers, pdf

ROUNDS = 3
RATIO, MEMORY, WEIGHT, ALONE = 1.15, 200, 5.0, 0.5
"""What is promised: times bare WeasyPrint, megabytes of memory, megabytes of file, seconds for a section."""
PAGES = (4, 12, 24, 48)
BARE = """
import sys, weasyprint
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
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


def spent(act: Callable[[], object]) -> float:
    """Processor seconds of that act, in this process and in the children that end with it."""
    before = processor(resource.RUSAGE_SELF) + processor(resource.RUSAGE_CHILDREN)
    act()
    return processor(resource.RUSAGE_SELF) + processor(resource.RUSAGE_CHILDREN) - before


def ours(edition: Edition, photos: Mapping[str, bytes]) -> Measure:
    """From the Edition to the bytes: plan, HTML, a child of its own from its birth to its end."""
    drawn, memory = b"", 0.0

    def print_it() -> None:
        nonlocal drawn, memory
        drawn = pdf.render(edition, photos)
        memory = high_water(ENGINE.pid)
        ENGINE.stop()

    ENGINE.stop()
    return Measure(spent(print_it), memory, len(drawn) / 1e6)


def high_water(pid: int | None) -> float:
    """Megabytes that process held at its highest."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def bare(folder: Path) -> Measure:
    """A Python that does nothing but import WeasyPrint and draw the document of that folder."""
    out = folder / "bare.pdf"
    command = [sys.executable, "-W", "ignore", "-c", BARE, str(folder / "index.html"), str(out)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - this same Python
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError("bare WeasyPrint failed")
    return Measure(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.stat().st_size / 1e6)


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
        turns = [(bare(folder), ours(edition, photos)) for _round in range(ROUNDS)]
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
        measure = best([ours(longer, photos) for _round in range(ROUNDS)])
        slope = (measure.seconds - first[1]) / (pages - first[0]) if first else 0.0
        first = first or (pages, measure.seconds)
        more = f"{slope:.3f} s" if slope else ""
        print(f"| {pages} | {measure.seconds:.2f} s | {more} | {measure.memory:.0f} Mo | {measure.weight:.2f} Mo |")


def other_papers(edition: Edition, photos: Mapping[str, bytes]) -> None:
    print("| autre papier | processeur | poids |")
    print("|---|---|---|")
    sheets = papers.Sheets.of(edition)
    for label, press in (("économe en encre", papers.economical), ("imprimeur", papers.printers)):
        ENGINE.stop()
        drawn = b""

        def print_it(press: Callable[[papers.Sheets, Mapping[str, bytes]], bytes] = press) -> None:
            nonlocal drawn
            drawn = press(sheets, photos)
            ENGINE.stop()

        seconds = spent(print_it)
        print(f"| {label} | {seconds:.2f} s | {len(drawn) / 1e6:.2f} Mo |")


def alone(edition: Edition, photos: Mapping[str, bytes]) -> None:
    """Each section in a child already warm, as the desk draws it again while somebody types."""
    whole = plan(edition)
    files = pdf.assets(edition, whole, photos)
    pdf.render(edition, photos)
    print("| une rubrique seule | pages | processeur |")
    print("|---|---|---|")
    for section in edition.sections:
        if leaves := leaves_of(section, whole):
            seconds = min(warm(edition, FlatPlan(leaves), files) for _round in range(ROUNDS))
            print(f"| {section.label} | {len(leaves)} | {seconds:.2f} s |")


def leaves_of(section: AnySection, whole: FlatPlan) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in whole.leaves if getattr(leaf, "section", None) is section)


def warm(edition: Edition, flat: FlatPlan, files: Mapping[str, bytes]) -> float:
    """Processor seconds of both sides for those pages, the child being warm."""

    def draw() -> None:
        produce(pdf.html(edition, flat), base=pdf.BASE, assets=files)

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
