"""The town's two colours, tried on before they are saved: what a page would look like, worked out by the server."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, re_path, reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from content import colour, engravings, theme
from content.models import Commune

PAIR = r"(?P<site_id>\d+)/(?P<one>[0-9a-f]{6})-(?P<other>[0-9a-f]{6})"


class ColoursForm(forms.Form):
    """Two colours from a query string, as somebody types them."""

    c1 = forms.CharField(max_length=9)
    c2 = forms.CharField(max_length=9)

    def clean_c1(self) -> str:
        return self.parsed("c1")

    def clean_c2(self) -> str:
        return self.parsed("c2")

    def parsed(self, name: str) -> str:
        try:
            return colour.parse(self.cleaned_data[name])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


def commune_to_change(request: HttpRequest, site_id: int) -> Commune:
    """The town of that site. Raises PermissionDenied when the editor may not change its settings."""
    site = get_object_or_404(Site, pk=site_id)
    if not Commune.get_permission_policy().user_has_permission_for_instance(request.user, "change", site):
        raise PermissionDenied
    return Commune.for_site(site)


@require_safe
def trial(request: HttpRequest, site_id: int) -> HttpResponse:
    """A small page in the colours asked for (?c1=…&c2=…), those of the town by default, with what to know about them."""
    commune = commune_to_change(request, site_id)
    saved = {"c1": commune.colour_1, "c2": commune.colour_2}
    form = ColoursForm(saved | {name: request.GET[name] for name in saved if name in request.GET})
    pair = (form.cleaned_data["c1"], form.cleaned_data["c2"]) if form.is_valid() else tuple(saved.values())
    digits = [value.removeprefix("#") for value in pair]
    context = {
        "town": {"commune": commune},
        "errors": [error for errors in form.errors.values() for error in errors],
        "warnings": theme.warnings(*pair),
        "stylesheet_url": reverse("colours_css", args=[site_id, *digits]),
        "engraving_url": reverse("colours_engraving", args=[site_id, *digits]),
    }
    return render(request, "content/desk/colours_trial.html", context)


@require_safe
def stylesheet(request: HttpRequest, site_id: str, one: str, other: str) -> HttpResponse:
    """The tokens of that pair, as a stylesheet."""
    return HttpResponse(theme.stylesheet(theme.tokens(f"#{one}", f"#{other}")), content_type="text/css; charset=utf-8")


@require_safe
def engraving(request: HttpRequest, site_id: str, one: str, other: str) -> HttpResponse:
    """The bulletin's cover in that pair of inks."""
    svg = engravings.svg("couverture", theme.tokens(f"#{one}", f"#{other}"))
    return HttpResponse(svg, content_type="image/svg+xml")


urls: list[URLPattern] = [
    path("couleurs/<int:site_id>/", trial, name="colours_trial"),
    re_path(rf"^couleurs/{PAIR}\.css$", stylesheet, name="colours_css"),
    re_path(rf"^couleurs/{PAIR}\.svg$", engraving, name="colours_engraving"),
]
