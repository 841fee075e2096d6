"""HTML becomes a tagged PDF (PDF/UA-1 and PDF/A-2a), by WeasyPrint, in a child process that can neither harm nor delay the site.

The child has no network and no secrets, opens no file but those under the declared folders, has bounded memory and
time. It is kept warm for previews and sheets, and replaced after some; what is frozen for good (`once`) is drawn by a
child born for it. WeasyPrint itself is never imported here: on a machine
without Pango its import fails, and a site must live without its printed bulletin.
"""

import ctypes
import logging
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from content.pdf.engine import ENGINE, ONCE, PdfError, PdfUnavailable, Produced

__all__ = ["PACKAGES", "PdfError", "PdfUnavailable", "Produced", "available", "obstacle", "produce", "render"]

_LOGGER = logging.getLogger(__name__)

STANDARD = "pdf/a-2a"
"""Made to last, and readable by everybody: such a file names PDF/UA-1 too (content.pdf.archiving)."""

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What Debian and Ubuntu call the libraries WeasyPrint opens."""

LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libpangoft2-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
)


def render(
    html: str,
    *,
    base: str,
    assets: Mapping[str, bytes] | None = None,
    variant: str = STANDARD,
    timeout: float = 60,
    once: bool = False,
) -> bytes:
    """The PDF of an HTML document: same HTML and same assets, same bytes.

    `base` is the document's own address, for its links and its relative addresses. `assets` are the files it may use,
    by their address, absolute or relative to `base`; static files of the site may be used too. Nothing else is read.
    `once`: in a child that has drawn nothing before and ends with it, for what residents will keep.
    What the engine remarks goes to the log. Raises PdfUnavailable where this machine cannot make one, PdfError when
    this one failed or took over `timeout` seconds.
    """
    produced = produce(html, base=base, assets=assets, variant=variant, timeout=timeout, once=once)
    for note in produced.notes:
        _LOGGER.warning("%s: %s", base, note)
    return produced.pdf


def produce(
    html: str,
    *,
    base: str,
    assets: Mapping[str, bytes] | None = None,
    variant: str | None = STANDARD,
    timeout: float = 60,
    folders: Mapping[str, Iterable[Path]] | None = None,
    stylesheet: str = "",
    once: bool = False,
) -> Produced:
    """As `render`, with the number of pages and what the engine remarked (a missing picture, a rule it ignored).

    `folders` says which files may be used, by the beginning of their address; the site's static files by default.
    `stylesheet` is the address, among the assets, of one that the warm child keeps parsed for the next documents, with
    the fonts it names: half the time of a single page. The document's own styles count more.
    """
    if reason := obstacle():
        raise PdfUnavailable(reason)
    return (ONCE if once else ENGINE).produce(
        html=html,
        base=base,
        assets=assets or {},
        variant=variant,
        timeout=timeout,
        folders=_static_folders() if folders is None else folders,
        stylesheet=stylesheet,
    )


def available() -> bool:
    """Whether this machine can make a PDF. Costs nothing after the first call."""
    return not obstacle()


@cache
def obstacle() -> str:
    """Why this machine cannot make a PDF and what to type, in French; empty when it can."""
    if find_spec("weasyprint") is None:
        return "Le PDF attend le paquet Python weasyprint : relancez script/setup."
    missing = [name for name in LIBRARIES if sys.platform == "linux" and not _loads(name)]
    if not missing:
        return ""
    return (
        f"Le PDF attend des bibliothèques du système ({', '.join(missing)}). "
        f"Sous Debian ou Ubuntu : apt-get install --no-install-recommends {PACKAGES}"
    )


def _static_folders() -> dict[str, list[Path]]:
    folders = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS]
    return {settings.STATIC_URL: [Path(folder) for folder in folders if folder]}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
