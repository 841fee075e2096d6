"""/recherche/ as residents see it."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from content.models import Commune, OpeningPeriod, TownDocument
from home.founding import Sections
from home.models import EditorialPage, ProcedureIndexPage, ProcedurePage
from hub.search.kinds import Kind
from news.models import NewsPage
from tests.conftest import NOW, sections_of
from tests.content.test_document_text import GUIDE
from tests.events.town import concert
from tests.hub.search.conftest import Told
from tests.replaying import once


@pytest.fixture
def wordy(busy: Sections, tell: Told) -> Sections:
    """Busier still: more than one page of results."""

    def go_on() -> None:
        for number in range(1, 9):
            tell(busy.news, NewsPage(title=f"La halle, jour {number}", slug=f"halle-{number}"))

    once("more about the hall", go_on)
    return busy


@pytest.fixture
def busy(town: Sections, site: Site, tell: Told) -> Sections:
    """A town that has each kind of thing to say about its hall."""
    once("about the hall", lambda: say_everything(town, site, tell))
    return sections_of(site)


def say_everything(town: Sections, site: Site, tell: Told) -> None:
    tell(town.news, NewsPage(title="La halle, jour 0", slug="halle-0"))
    tell(town.agenda, concert(title="Concert sous la halle", status="cancelled"))
    answer = {"answer": "sur réservation", "standfirst": "Qui peut louer, et combien."}
    procedures = tell(town.home, ProcedureIndexPage(title="Démarches", slug="toutes-les-demarches"))
    tell(procedures, ProcedurePage(title="Louer la halle", slug="louer", **answer))
    document = TownDocument.objects.create(title="Plan de la halle", file=ContentFile(GUIDE.read_bytes(), "plan.pdf"))
    body = [("attachments", {"documents": [{"document": document, "description": ""}]})]
    tell(town.home, EditorialPage(title="Le chantier", slug="chantier", body=body))
    commune = Commune.for_site(site)
    commune.phone, commune.emergency_phone = "04 65 71 00 42", "04 65 71 00 43"
    commune.opening_periods = [OpeningPeriod(weekday=4, opens=dt.time(9), closes=dt.time(17))]
    tell(commune.save)


def ask(client: Client, question: str, **more: str) -> str:
    """The page as it reads on Friday 20 November 2026 at 11:30, every space an ordinary one."""
    with time_machine.travel(NOW, tick=False):
        page = client.get("/recherche/", {"q": question, **more}).content.decode()
    return re.sub("[\u00a0\u202f]", " ", page)


def found(page: str) -> list[str]:
    titles = re.findall(r'<a class="title-link" href="[^"]*">(.*?)</a>', page)
    return [re.sub("<.*?>", "", title) for title in titles]


def test_results_come_ten_by_ten_with_their_words_underlined(client: Client, wordy: Sections) -> None:
    page = ask(client, "halle")
    assert "12 résultats" in page
    assert "La <mark>halle</mark>, jour" in page
    assert len(found(page)) == 10
    assert len(found(ask(client, "halle", page="2"))) == 2


def test_results_are_narrowed_to_a_kind_and_counted(client: Client, busy: Sections) -> None:
    page = ask(client, "halle", genre="agenda")
    assert found(page) == ["Concert sous la halle"]
    assert re.search(r'genre=actualites">\s*Actualités, 1', page)
    assert re.search(r'aria-current="page">\s*Agenda, 1', page)


def test_a_kind_without_an_answer_leads_back_to_all_of_them(client: Client, busy: Sections) -> None:
    assert "Voir tous les résultats" in ask(client, "halle", genre="alertes")


def test_an_event_says_when_and_that_it_is_cancelled(client: Client, busy: Sections) -> None:
    page = ask(client, "concert")
    assert "dimanche 6 décembre" in page
    assert re.search(r"Annulé.*Concert sous", page.replace("<mark>", "").replace("</mark>", ""), re.DOTALL)


def test_an_event_that_is_over_says_so(client: Client, town: Sections, tell: Told) -> None:
    tell(town.agenda, concert(start_day=dt.date(2026, 11, 8)))
    assert "dimanche 8 novembre, passé" in ask(client, "concert")


def test_a_document_says_its_weight_and_opens_by_itself(client: Client, busy: Sections) -> None:
    page = ask(client, "plan halle", genre="documents")
    assert "PDF, 2 pages" in page
    assert re.search(r'href="/documents/\d+/plan[^"]*\.pdf"', page)


def test_results_are_sorted_by_date_when_asked(client: Client, busy: Sections, tell: Told) -> None:
    late = NewsPage(title="On en parle", slug="parle", standfirst="De la halle.")
    tell(busy.news, late)
    NewsPage.objects.filter(pk=late.pk).update(first_published_at=NOW + dt.timedelta(days=1))
    assert found(ask(client, "halle", ordre="date"))[0] == "On en parle"
    assert found(ask(client, "halle"))[0] != "On en parle"


def test_the_procedure_a_question_names_answers_first(client: Client, busy: Sections) -> None:
    page = ask(client, "louer halle")
    assert re.search(r'class="answer">\s*<h2>Louer la halle</h2>\s*<p>Sur réservation\.', page)
    assert "Toute la démarche" in page
    assert 'class="answer"' not in ask(client, "louer halle", genre="demarches")


@pytest.mark.parametrize("question", ["horaires mairie", "heures d’ouverture", "mairie ouverte", "horaire"])
def test_the_hours_of_the_town_hall_are_told_at_once(client: Client, busy: Sections, question: str) -> None:
    page = ask(client, question)
    assert "La mairie : ouverte jusqu’à 17" in page
    assert "Elle reçoit vendredi de 9" in page


@pytest.mark.parametrize("question", ["téléphone mairie", "numero de la mairie", "contacter la mairie"])
def test_the_number_of_the_town_hall_is_told_at_once(client: Client, busy: Sections, question: str) -> None:
    assert re.search(r'class="answer-number">.*?tel:\+?33465710042', ask(client, question), re.DOTALL)


def test_the_urgent_number_is_told_at_once(client: Client, busy: Sections) -> None:
    assert re.search(r'class="answer-number">.*?tel:\+?33465710043', ask(client, "numéro d'urgence"), re.DOTALL)


@pytest.mark.parametrize("question", ["horaires halle", "concert", "zzzz", "téléphone portable"])
def test_other_questions_are_not_answered_with_the_town_hall(client: Client, busy: Sections, question: str) -> None:
    page = ask(client, question)
    assert "Elle reçoit" not in page
    assert "answer-number" not in page


def test_a_slip_is_told_and_leads_to_the_right_word(client: Client, busy: Sections) -> None:
    page = ask(client, "cocnert")
    assert "Vouliez-vous dire" in page
    assert 'href="/recherche/?q=concert"' in page
    assert found(page) == ["Concert sous la halle"]


def test_nothing_found_says_what_to_try_and_whom_to_call(client: Client, busy: Sections) -> None:
    page = ask(client, "xylophone")
    assert "Aucun résultat" in page
    assert "un seul mot" in page
    assert "Louer la halle" in page
    assert "04" in page.split("Vous ne trouvez pas")[1]
    assert "Nous ne gardons pas vos recherches." in page


@pytest.mark.parametrize("noise", ["?!", "de la", '"', "«»", "🥁", "%", "a" * 3000])
def test_noise_gives_a_normal_page(client: Client, busy: Sections, noise: str) -> None:
    assert "Aucun résultat" in ask(client, noise)


def test_an_empty_question_proposes_the_common_procedures(client: Client, busy: Sections) -> None:
    page = ask(client, " ")
    assert "Les démarches courantes" in page
    assert "Louer la halle" in page


def test_what_is_typed_is_never_markup(client: Client, busy: Sections) -> None:
    page = ask(client, '"><script>alert(1)</script> halle')
    assert "<script>alert" not in page


def test_results_are_kept_out_of_search_engines(client: Client, busy: Sections) -> None:
    assert '<meta name="robots" content="noindex">' in ask(client, "halle")


@pytest.mark.parametrize("question", ["halle", "cocnert halle", "« sous la halle »", "xylophone", "louer halle"])
def test_a_question_asks_the_database_little(
    client: Client,
    busy: Sections,
    remembering: None,
    question: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get("/mentions-legales/")  # what is remembered of the town is remembered
    with django_assert_max_num_queries(10):
        ask(client, question)


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    question=st.text(alphabet=st.sampled_from("aehl ’'\"«»()*:-&|!%_\\\x00œÉ0½🥁"), max_size=30),
    more=st.dictionaries(
        st.sampled_from(["genre", "ordre", "page"]), st.sampled_from([*Kind.values, "date", "2", "x"])
    ),
)
def test_any_question_gives_a_page(client: Client, busy: Sections, question: str, more: dict[str, str]) -> None:
    assert client.get("/recherche/", {"q": question, **more}).status_code == 200
