"""A sheet over HTTP: drawn once for each content, kept on disk, never drawn for whoever already has it."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from importlib.metadata import version

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from content import pdf
from content.pdf.shelf import Shelf

_LOGGER = logging.getLogger(__name__)
SHEETS = Shelf("affiches", ".pdf", most=400)


def sheet_response(
    request: HttpRequest, html: str, assets: Mapping[str, bytes], *, base: str, name: str
) -> HttpResponse:
    """The sheet as a PDF shown by the browser, 304 for whoever has these bytes, 503 where none can be made."""
    key = fingerprint(html, assets)
    etag = f'"{key[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None and unchanged.status_code == 304:
        response: HttpResponse = unchanged
    else:
        try:
            response = HttpResponse(sheet(key, html, assets, base=base), content_type="application/pdf")
        except pdf.PdfError as error:
            _LOGGER.warning("%s: %s", request.path, error)
            words = _("Cette feuille ne peut pas être imprimée pour l’instant. Les pages du site disent la même chose.")
            return HttpResponse(words, status=503, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def sheet(key: str, html: str, assets: Mapping[str, bytes], *, base: str) -> bytes:
    """The PDF of that document, from the shelf when it was drawn before. Raises content.pdf.PdfError."""
    return kept(key, lambda: pdf.render(html, base=base, assets=assets, timeout=20))


def kept(key: str, draw: Callable[[], bytes]) -> bytes:
    """What stands on the shelf under that key, drawn and put there if it does not. The key changes with the content."""
    return SHEETS.kept(key, draw)


def fingerprint(html: str, assets: Mapping[str, bytes]) -> str:
    """What changes whenever the sheet would look different: the document, its drawings, the engine."""
    proof = hashlib.sha256(f"{version('weasyprint')} {html}".encode())
    for name in sorted(assets):
        proof.update(name.encode() + hashlib.sha256(assets[name]).digest())
    return proof.hexdigest()
