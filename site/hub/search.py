"""Searching the site. A plain page of results; an empty or odd question gives a page too."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from content.paging import page_of


class SearchForm(forms.Form):
    """?q=…&page=…"""

    q = forms.CharField(label=_("Chercher sur le site"), max_length=120, required=False)

    def question(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("q", "")).replace("\x00", "").strip()


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Pages that hold every word of the question, best first."""
    form = SearchForm(request.GET)
    question = form.question()
    site = Site.find_for_request(request)
    found = Page.objects.none()
    if question and site:
        pages = Page.objects.live().descendant_of(site.root_page)
        found = pages.search(words_of(question))
    results = page_of(found, request.GET.get("page"))
    results.object_list = [page.specific for page in results.object_list]
    return render(request, "search.html", {"form": form, "question": question, "results": results})


def words_of(question: str) -> str:
    """Letters and digits only: quotation marks and operators are the index’s own language, not the resident’s."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in question).split())
