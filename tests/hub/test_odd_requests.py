"""Whatever anybody writes between two slashes or sends instead of a form, the site answers with a page of its own choosing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.founding import Sections
from newsletter.subscribers import tokens
from newsletter.subscribers.tokens import Purpose
from tests.conftest import NOW
from tests.hub.test_query_strings import FEEDS, ODD, PATHS
from tests.newsletter.residents import readers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ELSEWHERE = ("admin/", "documents/", "sante/")  # Wagtail's own; the health page says 503 by design
# What pages of Wagtail answer below their own address.
OF_PAGES = [
    "/actualites/{}/", "/actualites/{}/{}/", "/actualites/theme/{}/", "/actualites/quartier/{}/", "/actualites/theme/{}/rss.xml",
    "/agenda/{}/", "/agenda/{}/{}/", "/agenda/{}/{}/{}/", "/agenda/theme/{}/", "/agenda/lieu/{}/agenda.ics", "/agenda/2026/{}/",
    "/agenda/2026/12/{}/", "/alertes/{}/", "/bulletin/{}/", "/bulletin/{}/bulletin.pdf", "/{}/evenement.ics", "/{}/{}/{}/",
]  # fmt: skip
NAMES = [
    "email", "choices", "districts", "text_only", "website", "shown_at", "sure", "until", "pause", "resume", "save", "affirm", "move",
    "export", "erase", "json", "theme", "street", "complement", "locality", "mode", "copies",
    "List-Unsubscribe", "csrfmiddlewaretoken", "name", "subject", "message", "next", "\x00", "a" * 300,
]  # fmt: skip
ANSWERS = {200, 301, 302, 400, 403, 404, 405, 410, 413, 415, 429}


def routes(patterns: list[URLPattern | URLResolver], above: str = "/") -> Iterator[str]:
    """Every address of the urlconf with « {} » where it takes something."""
    for pattern in patterns:
        written = str(pattern.pattern)
        if written.startswith(ELSEWHERE) or written.startswith("^"):
            continue
        whole = above + re.sub(r"<[^>]+>", "{}", written)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, whole)
        else:
            yield whole


ROUTES = sorted(routes(get_resolver().url_patterns)) + OF_PAGES


def filled(route: str, value: str) -> str:
    return route.replace("{}", value.replace("/", "").replace("?", "").replace("#", "") or "-")


@pytest.fixture
def forms(town: Sections) -> list[str]:
    """Every address that may take a form, those of a subscriber's own links too."""
    site = town.home.site
    (reader,) = readers(site, 1, NOW)
    own = [
        f"/recevoir/{page}/{tokens.lasting(purpose, reader.uid)}/"
        for page, purpose in (("choix", Purpose.CHOICES), ("arreter", Purpose.LEAVE))
    ]
    return own + [filled(route, "un-lien") for route in ROUTES if not route.endswith((".svg", ".css"))]


def test_the_routes_are_those_of_the_site() -> None:
    assert {"/recevoir/choix/{}/", "/recherche/", "/gravures/{}/{}.svg", "/connexion/{}/"} <= set(ROUTES)


@pytest.mark.parametrize("route", [route for route in ROUTES if "{}" in route])
def test_every_address_takes_every_odd_name(town: Sections, route: str) -> None:
    for value in (*ODD, "..", "index.php", "2026", "x" * 255):
        response = Client().get(filled(route, value))
        assert response.status_code in ANSWERS, (route, value)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(route=st.sampled_from(ROUTES), value=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
def test_any_name_gives_a_page_or_says_it_is_not_there(town: Sections, route: str, value: str) -> None:
    assert Client().get(filled(route, value)).status_code in ANSWERS


def test_every_form_takes_every_odd_value_in_every_field(forms: list[str]) -> None:
    for path in forms:
        for value in ODD[::2] if "un-lien" in path else ODD:
            assert Client().post(path, dict.fromkeys(NAMES, value)).status_code in ANSWERS, (path, value)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"email=%ff%fe&choices=%00&=&&&;"),
        ("application/x-www-form-urlencoded", b"&".join(b"choices=%d" % number for number in range(2000))),
        ("multipart/form-data", b"no boundary at all"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\ncut short"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"email\"; filename=\"a\"\r\n\r\nfile\r\n--x--\r\n"),
        ("application/json", b'{"email": ["not", "a", "form"]}'),
        ("", b""),
    ],
)  # fmt: skip
def test_every_form_takes_a_body_that_is_none(forms: list[str], kind: str, body: bytes) -> None:
    for path in forms:
        assert Client().post(path, body, content_type=kind).status_code in ANSWERS, (path, kind)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_form_gives_a_page(forms: list[str], data: Any) -> None:
    words = st.text(st.characters(codec="utf-8"), max_size=60)
    body = data.draw(st.dictionaries(st.sampled_from(NAMES), st.lists(words, max_size=3), max_size=6))
    assert Client().post(data.draw(st.sampled_from(forms)), body).status_code in ANSWERS


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_other_method_breaks_an_address(town: Sections, method: str) -> None:
    for path in (*PATHS, *FEEDS, *(filled(route, "un-nom") for route in ROUTES)):
        status = Client().generic(method, path).status_code
        assert status in ANSWERS | ({503} if path == "/sante/" else set()), (method, path)
