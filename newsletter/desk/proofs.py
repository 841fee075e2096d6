"""The proof of what somebody agreed to, as a sheet to print: from the list of subscribers, or from an address alone.

The ledger knows addresses by their keyed hash: whoever brings an address can be answered, even long after its erasure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from content import addresses, pdf
from content.addresses import Address, AddressRefused
from content.desk.sheets import sheet_response
from content.models import commune_of
from newsletter.models import ConsentLine, Subscriber
from newsletter.subscribers import consent
from newsletter.subscribers.choices import in_words

PERMISSION = "newsletter.view_consentline"


@dataclass(frozen=True)
class Entry:
    """A line of the ledger and its choices in words."""

    line: ConsentLine
    choices: list[str]


class ProofForm(forms.Form):
    """Whose proof. Sent by POST: an address stands in no log."""

    address = forms.CharField(label="Adresse électronique", max_length=320)

    def clean_address(self) -> Address:
        try:
            return addresses.parse(self.cleaned_data["address"])
        except AddressRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def proof_of_address(request: HttpRequest) -> HttpResponse:
    """The form and, sent with an address, the sheet of everybody who ever had it."""
    form = ProofForm(request.POST or None)
    if not form.is_valid():
        return render(request, "newsletter/desk/proof_form.html", {"form": form, "can_print": pdf.available()})
    address = form.cleaned_data["address"]
    lines = ConsentLine.objects.of_people_at(consent.address_hash(address.text))
    return sheet(request, address.text, lines, as_pdf="pdf" in request.POST)


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def proof_of_subscriber(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of one subscriber of the list."""
    subscriber = get_object_or_404(Subscriber.objects.exclude(address=None), pk=pk)
    lines = ConsentLine.objects.filter(person=subscriber.uid)
    url = f"{request.path}?pdf" if pdf.available() else ""
    return sheet(request, str(subscriber.address), lines, as_pdf="pdf" in request.GET, pdf_url=url)


def sheet(
    request: HttpRequest, address: str, lines: Sequence[ConsentLine] | Any, *, as_pdf: bool, pdf_url: str = ""
) -> HttpResponse:
    site = Site.find_for_request(request) or Site.objects.get(is_default_site=True)
    context = {
        "commune": commune_of(site),
        "address": address,
        "fingerprint": consent.address_hash(address),
        "entries": [Entry(line, [in_words(code) for code in line.choices]) for line in lines],
        "now": timezone.now(),
        "pdf_url": pdf_url,
    }
    return sheet_response(request, "newsletter/desk/proof.html", context, name="preuve-d-accord", as_pdf=as_pdf)
