"""What a visitor's browser says of a request, and what it may keep of the answer. No cookie is read or set here."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.csrf import csrf_exempt

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def from_our_own_pages(view: View[Rest]) -> View[Rest]:
    """Refuses a form that another site sends in a visitor's name. Stands in for the token that would need a cookie."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.method == "POST" and is_foreign(request):
            return render(request, "refused.html", status=403)
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)


def is_foreign(request: HttpRequest) -> bool:
    """What the browser says of the page that sent the form: Sec-Fetch-Site, else Origin, else nothing is held against it."""
    said = request.headers.get("Sec-Fetch-Site")
    if said:
        return said not in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.get_host()


def private(response: HttpResponse) -> HttpResponse:
    """A page that belongs to one person: kept nowhere, indexed by nobody, its address told to no other site."""
    add_never_cache_headers(response)
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
