"""« Recevoir le bulletin en papier », asked for on the site."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import seals
from content.models import Commune, District
from home.founding import Sections
from newsletter.models import PaperSubscriber
from newsletter.paper import asking
from tests.newsletter.views.reading import title, words

FORM = "/recevoir/papier/"


def filled(**changes: Any) -> dict[str, Any]:
    values = {
        "name": "Mme Odette Vernhade",
        "street": "12 bis, rue des Halles",
        "complement": "",
        "locality": "46999 Valombreuse-sur-Lise",
        "mode": "round",
        "copies": "1",
        "shown_at": seals.stamp(timezone.now() - dt.timedelta(minutes=2)),
    }
    return values | changes


def test_odette_asks_and_the_town_hall_has_her_request_to_look_at(client: Client, town: Sections) -> None:
    District.objects.create(site=town.home.site, name="Le Bourg", slug="bourg", streets="rue des Halles")
    noted = client.post(FORM, filled())
    assert "C’est noté" in words(noted)
    assert "12 bis, rue des Halles" in words(noted)
    odette = PaperSubscriber.objects.get()
    assert (odette.state, odette.source) == (PaperSubscriber.State.WAITING, PaperSubscriber.Source.FORM)
    assert odette.district is not None and odette.district.slug == "bourg"
    assert asking.stops(town.home.site) == []
    assert not client.cookies


def test_asking_twice_is_one_request_and_one_answer(client: Client, town: Sections) -> None:
    answers = [client.post(FORM, filled(name=name)) for name in ("Mme Odette Vernhade", "mme odette VERNHADE")]
    assert PaperSubscriber.objects.count() == 1
    assert [answer.status_code for answer in answers] == [200, 200]


def test_the_form_knows_the_town_s_own_postal_line_and_ticks_nothing(client: Client, town: Sections) -> None:
    Commune.objects.update(address="3, place de la Halle\n46999 Valombreuse-sur-Lise")
    page = client.get(FORM).content.decode()
    assert 'value="46999 Valombreuse-sur-Lise"' in page
    assert "checked" not in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "écrivez le nom"),
        ({"street": "x" * 39}, "39 signes"),
        ({"locality": "Valombreuse"}, "il faut cinq chiffres"),
        ({"mode": "pigeon"}, "choisissez une des deux réponses"),
        ({"copies": "99"}, "choisissez un nombre"),
        ({"website": "https://casino.example"}, "ce champ doit rester vide"),
    ],
)
def test_errors_are_summed_up_and_what_was_typed_stays(
    client: Client, town: Sections, changes: dict[str, Any], said: str
) -> None:
    page = client.post(FORM, filled(**changes))
    assert said in words(page)
    assert title(page).startswith("Erreur : ")
    assert 'value="12 bis, rue des Halles"' in page.content.decode() or "street" in changes
    assert not PaperSubscriber.objects.exists()


def test_a_form_sent_by_another_site_is_refused(client: Client, town: Sections) -> None:
    assert client.post(FORM, filled(), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_network_that_asks_too_often_is_told_when_to_come_back(client: Client, town: Sections) -> None:
    answers = [client.post(FORM, filled(name=f"M. {n}"), REMOTE_ADDR="203.0.113.9") for n in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]


def test_beyond_two_hundred_requests_the_form_says_to_call(client: Client, town: Sections) -> None:
    PaperSubscriber.objects.bulk_create(
        PaperSubscriber(site=town.home.site, name=f"M. {n}", street="1 rue A", locality="46999 V", state="waiting")
        for n in range(asking.MOST_WAITING)
    )
    refused = client.post(FORM, filled())
    assert (refused.status_code, "Appelez la mairie" in words(refused)) == (429, True)


def test_a_page_costs_few_questions(
    client: Client, town: Sections, remembering: None, django_assert_max_num_queries: Any
) -> None:
    client.get(FORM)
    with django_assert_max_num_queries(10):
        assert client.get(FORM).status_code == 200


garbage = st.text(max_size=60) | st.sampled_from(["\x00", "\ud7ff", "9" * 400, "<script>", "\u2028"])


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.sampled_from(sorted(filled())), garbage))
def test_nothing_that_is_sent_breaks_the_page(client: Client, town: Sections, values: dict[str, str]) -> None:
    assert client.post(FORM, filled(**values)).status_code in {200, 429}
