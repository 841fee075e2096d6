"""Sheets of A4 that the desk shows, prints and gives as PDF, all three from one template (« content/desk/sheet.html »)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from content import pdf
from content.visitors import private


def sheet_response(
    request: HttpRequest, template: str, context: dict[str, Any], *, name: str, as_pdf: bool
) -> HttpResponse:
    """The sheet as a page or, when asked for and possible on this machine, as the file « name.pdf »."""
    if as_pdf:
        html = render_to_string(template, context | {"printed": True}, request)
        try:
            printed = pdf.render(html, base=request.build_absolute_uri("/"), timeout=30)
        except pdf.PdfError as error:
            return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
        response = HttpResponse(printed, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
        return private(response)
    return private(render(request, template, context))
