"""Pages keep to themselves: no inline script, no third party, no frame; only the desk and what asks for it are less strict."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory
from django.views.decorators.clickjacking import xframe_options_exempt

from accounts.models import User
from home.founding import Sections
from hub.security import SecurityHeaders

HTML = "text/html; charset=utf-8"


def policy_of(response: HttpResponseBase) -> dict[str, str]:
    directives = (directive.partition(" ") for directive in response.headers["Content-Security-Policy"].split("; "))
    return {name: value for name, _, value in directives}


def answer(path: str, response: HttpResponse) -> HttpResponse:
    """The response as it leaves, whatever the view behind it."""
    final = SecurityHeaders(lambda request: response)(RequestFactory().get(path))
    assert isinstance(final, HttpResponse)
    return final


@pytest.mark.parametrize("address", ["/", "/actualites/", "/agenda/", "/alertes/", "/bulletin/", "/nulle-part/"])
def test_residents_pages_allow_nothing_but_our_own_files(client: Client, town: Sections, address: str) -> None:
    response = client.get(address)
    policy = policy_of(response)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "http" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert not response.cookies


def test_the_desk_has_two_relaxations(client: Client, town: Sections, odile: User) -> None:
    client.force_login(odile)
    response = client.get("/admin/")
    assert response.status_code == 200
    policy = policy_of(response)
    relaxed = {name for name, value in policy.items() if "unsafe" in value}
    assert relaxed == {"script-src", "style-src-elem"}
    assert policy["script-src"] == policy["style-src-elem"] == "'self' 'unsafe-inline'"
    assert policy_of(response)["frame-ancestors"] == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_page_made_for_other_sites_may_be_framed() -> None:
    @xframe_options_exempt
    def embed(request: HttpRequest) -> HttpResponse:
        return HttpResponse("agenda", content_type=HTML)

    response = answer("/agenda/integrer/", embed(HttpRequest()))
    assert policy_of(response)["frame-ancestors"] == "*"
    assert policy_of(response)["default-src"] == "'none'"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_pictures_show_in_webmail_and_feed_readers() -> None:
    assert answer("/media/images/x.webp", HttpResponse(content_type="image/webp"))["Cross-Origin-Resource-Policy"] == (
        "cross-origin"
    )


def test_feeds_and_files_may_be_read_by_other_programs() -> None:
    assert "Cross-Origin-Resource-Policy" not in answer("/rss.xml", HttpResponse(content_type="application/rss+xml"))


def test_a_view_stricter_than_the_rule_is_left_so() -> None:
    response = HttpResponse(content_type=HTML)
    response["Content-Security-Policy"] = "default-src 'none'"
    assert answer("/documents/1/", response)["Content-Security-Policy"] == "default-src 'none'"
