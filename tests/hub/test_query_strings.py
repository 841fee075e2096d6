"""Whatever anybody writes in an address, the town answers with a page, never with an error of its own."""

import datetime as dt

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.founding import Sections
from news.models import NewsPage
from tests.conftest import publish, sections_of
from tests.home.registers import associations, register
from tests.replaying import once

PATHS = [
    "/",
    "/actualites/",
    "/actualites/2026/11/",
    "/actualites/la-halle-rouvre/",
    "/agenda/",
    "/agenda/2026/12/",
    "/agenda/2026/12/05/",
    "/alertes/",
    "/bulletin/",
    "/recevoir/",
    "/recevoir/courriel/",
    "/recevoir/papier/",
    "/recevoir/calendrier/",
    "/recevoir/calendrier/qr.svg",
    "/agenda/integrer/",
    "/recherche/",
    "/contact/",
    "/agenda/proposer/",
    "/agenda/proposer/calendrier/",
    "/mentions-legales/",
    "/plan-du-site/",
    "/actes/",
    "/associations/",
    "/sante/",
]
FEEDS = [
    "/actualites/rss.xml",
    "/actualites/atom.xml",
    "/tout/feed.json",
    "/recevoir/flux.opml",
    "/actualites/flux/",
    "/agenda/rss.xml",
    "/agenda/agenda.ics",
    "/agenda/agenda.json",
    "/agenda/agenda.csv",
    "/alertes/rss.xml",
]
PARAMETERS = [
    "theme",
    "quartier",
    "lieu",
    "organisateur",
    "public",
    "accessible",
    "gratuit",
    "page",
    "q",
    "genre",
    "ordre",
    "sujet",
    "jour",
    "mois",
    "nature",
    "annee",
    "mot",
    "domaine",
    "ordre",
    "quand",
    "age",
    "fbclid",
    "%00",
]
ODD = [
    "", "0", "-1", "1e9", "99999999999999999999", "x' OR 1=1 --", '"', "\x00", "\ud7ff", "../../etc/passwd", "<script>", "%", "%ff",
    "²", "١", "a" * 5000, "null", "[]", "2026-13-45", "é", "rue de l’Église", "\n\r", "{{7*7}}", "travaux", "🥁",
]  # fmt: skip


@pytest.fixture
def lively(town: Sections) -> Sections:
    def live() -> None:
        page = NewsPage(title="La halle rouvre", slug="la-halle-rouvre")
        publish(town.news, page, dt.datetime(2026, 11, 19, 8, tzinfo=dt.UTC))
        register(town)
        associations(town)

    once("lively", live)
    return sections_of(town.home.site)


def answer(path: str, parameters: dict[str, str]) -> None:
    response = Client(raise_request_exception=True).get(path, parameters)
    expected = {200, 503} if path == "/sante/" else {200}
    assert response.status_code in expected, (path, parameters)


@pytest.mark.parametrize("path", PATHS + FEEDS)
def test_every_address_takes_every_odd_value(lively: Sections, path: str) -> None:
    for value in ODD:
        answer(path, dict.fromkeys(PARAMETERS, value))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/actualites/", "theme quartier page"),
        ("/agenda/", "theme lieu organisateur public accessible gratuit page"),
        ("/recherche/", "q genre ordre page"),
        ("/contact/", "sujet"),
    ],
)
def test_every_filter_takes_every_odd_value_alone(lively: Sections, path: str, parameters: str) -> None:
    for parameter in parameters.split():
        for value in ODD:
            answer(path, {parameter: value})


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(PATHS + FEEDS),
    query=st.dictionaries(st.sampled_from(PARAMETERS) | st.text(max_size=8), st.text(max_size=40), max_size=4),
)
def test_any_query_string_gives_a_page(lively: Sections, path: str, query: dict[str, str]) -> None:
    encodable = {
        key.encode("utf-8", "replace").decode(): value.encode("utf-8", "replace").decode()
        for key, value in query.items()
    }
    assert Client().get(path, encodable).status_code in {200, 503}


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    segments=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="/?#"), min_size=1, max_size=20), max_size=4
    )
)
def test_any_path_gives_a_page_or_says_it_is_not_there(lively: Sections, segments: list[str]) -> None:
    for base in ("/", "/actualites/", "/agenda/", "/recevoir/", "/bulletin/"):
        response = Client().get(base + "/".join(segments))
        assert response.status_code in {200, 301, 302, 404, 410}, (base, segments)


def test_a_raw_query_string_that_is_not_utf_8_gives_a_page(lively: Sections) -> None:
    for raw in ("theme=%ff%fe", "&&&=", "page=1&page=2", "q=%", "=", "a[b]=c", ";" * 300):
        assert Client().get("/actualites/", QUERY_STRING=raw).status_code == 200, raw
