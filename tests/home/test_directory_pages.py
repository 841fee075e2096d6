"""Karim looks for a club, Jeanne for a place she can enter, and both for who answers about their papers."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from content.models import Commune, CouncilGroup, Councillor, OpeningPeriod, Topic
from events.models import EventPage
from home.founding import Sections
from home.models import (
    ActIndexPage,
    AssociationIndexPage,
    AssociationPage,
    CouncilPage,
    HomePage,
    LastingPage,
    PlaceIndexPage,
    PlacePage,
    ProcedureIndexPage,
    ProcedurePage,
    ServiceClosure,
    ServiceIndexPage,
    ServiceOpening,
    ServicePage,
)
from news.models import NewsPage
from tests.conftest import publish
from tests.home.registers import associations, choir, hall, page_of_choir, page_of_hall

pytestmark = pytest.mark.django_db


def words(client: Client, address: str, **asked: str) -> str:
    response = client.get(address, asked)
    assert response.status_code == 200
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def tomorrow() -> dt.date:
    return timezone.localdate() + dt.timedelta(days=1)


def test_an_association_without_a_page_is_listed_with_its_telephone(client: Client, town: Sections) -> None:
    associations(town)
    choir(town)
    page = words(client, "/associations/")
    assert "Voix du Lavoir, Les" in page
    assert "tel:+33465710060" in page
    assert '<a href="#lettre-v">V</a><span aria-hidden="true">W</span>' in page.replace("\n", "")


def test_its_page_gathers_its_dates_and_its_news_on_coloured_paper(client: Client, town: Sections) -> None:
    singers = choir(town)
    page = page_of_choir(associations(town), singers)
    assert page.signatory == singers
    event = EventPage(title="Concert de l’Avent", start_day=tomorrow(), start_time=dt.time(17), signatory=singers)
    publish(town.agenda, event)
    publish(town.news, NewsPage(title="Le chœur recrute", signatory=singers))
    publish(town.news, NewsPage(title="La halle rouvre"))
    read = words(client, "/associations/voix/")
    for said in ("association-header", "l’association", "Concert de l’Avent", "Le chœur recrute", "04 65 71 00 60"):
        assert said in read, said
    assert "La halle rouvre" not in read


def test_news_and_events_lead_to_the_page_of_who_signs(client: Client, town: Sections) -> None:
    singers = choir(town)
    page = page_of_choir(associations(town), singers)
    publish(town.agenda, EventPage(title="Concert", slug="concert", start_day=tomorrow(), signatory=singers))
    publish(town.news, NewsPage(title="Le chœur recrute", slug="recrute", signatory=singers))
    for address in ("/agenda/concert/", "/actualites/recrute/"):
        assert 'href="/associations/voix/"' in words(client, address), address
    page.unpublish()
    assert 'href="/associations/voix/"' not in words(client, "/actualites/recrute/")


def test_an_association_has_one_page_in_its_own_town(town: Sections, neighbour: Sections) -> None:
    singers = choir(town)
    index = associations(town)
    page_of_choir(index, singers)
    with pytest.raises(IntegrityError), transaction.atomic():
        index.add_child(instance=AssociationPage(title="Encore", organizer=singers, live=False))
    elsewhere = associations(neighbour)
    stranger = AssociationPage(title="Ailleurs", slug="ailleurs", organizer=choir(town, slug="autre"))
    stranger.path, stranger.depth = elsewhere.path + "0001", elsewhere.depth + 1
    with pytest.raises(ValidationError, match="autre commune"):
        stranger.clean()


def test_associations_are_sorted_by_subject_and_any_other_word_gives_them_all(client: Client, town: Sections) -> None:
    culture = Topic.objects.create(site=town.home.site, name="Culture", slug="culture")
    index = associations(town)
    page_of_choir(index, choir(town), topics=[culture])
    choir(town, name="Union sportive", slug="union")
    assert "Union sportive" not in words(client, "/associations/", domaine="culture")
    for odd in ("sport", "\x00", "²", "<script>"):
        assert "Union sportive" in words(client, "/associations/", domaine=odd)


def test_a_place_says_how_to_come_in_and_asks_nobody_for_a_map(client: Client, town: Sections) -> None:
    place = hall(town)
    page_of_hall(town, place)
    publish(town.agenda, EventPage(title="Ciné-club", slug="cine", start_day=tomorrow(), place=place))
    read = words(client, "/lieux/salle-du-preau/")
    for said in ("rue de l’Église", "Accessible en fauteuil, toilettes accessibles.", "Ciné-club"):
        assert said in read, said
    assert 'href="https://www.openstreetmap.org/?mlat=44.8124&amp;mlon=4.0854' in read
    assert "<iframe" not in read
    assert 'href="/lieux/salle-du-preau/"' in words(client, "/agenda/cine/")
    assert "Salle du Préau" in words(client, "/lieux/")


def services(town: Sections) -> ServicePage:
    index = publish(town.home, ServiceIndexPage(title="Services", slug="services"))
    page = ServicePage(
        title="État civil", slug="etat-civil", purpose="papiers, cimetière", counter="guichet 2", phone="04 65 71 00 42"
    )
    page.matters = [("matter", {"what": "Copie d’un acte", "who": "Nadège", "phone": "04 65 71 00 48"})]
    published: ServicePage = publish(index, page)
    return published


def test_a_service_says_when_it_receives_and_when_it_does_not(client: Client, town: Sections) -> None:
    page = services(town)
    page.opening_periods.add(ServiceOpening(weekday=tomorrow().weekday(), opens=dt.time(9), closes=dt.time(12)))
    page.closures.add(ServiceClosure(day=tomorrow(), reason="Formation des agents."))
    page.save_revision().publish()
    read = words(client, "/services/etat-civil/")
    for said in ("9 h – 12 h", "fermé. Formation des agents.", "Copie d’un acte", "Nadège", "tel:+33465710048"):
        assert said in read, said
    assert "Papiers, cimetière" in words(client, "/services/")


def test_a_service_without_hours_receives_when_the_town_hall_does(client: Client, town: Sections) -> None:
    commune = Commune.objects.get()
    commune.opening_periods.add(OpeningPeriod(weekday=2, opens=dt.time(14), closes=dt.time(17)))
    commune.save()
    services(town)
    read = words(client, "/services/etat-civil/")
    assert "Le service reçoit quand la mairie est ouverte." in read
    assert "14 h – 17 h" in read


def procedures(town: Sections, service: ServicePage | None = None) -> ProcedureIndexPage:
    index = publish(town.home, ProcedureIndexPage(title="Démarches", slug="demarches"))
    page = ProcedurePage(
        title="Carte d’identité",
        slug="carte-d-identite",
        answer="sur rendez-vous, 3 semaines",
        life_event="papers",
        where="Mairie, guichet 2",
        steps=[("step", {"title": "Réunissez vos papiers", "text": "<p>Une photo récente.</p>"})],
        papers=[("paper", "<p>Votre ancien titre</p>")],
        service=service,
    )
    publish(index, page)
    publish(index, ProcedurePage(title="Aide sociale", slug="aide", answer="confidentiel", life_event="help"))
    found: ProcedureIndexPage = index
    return found


def test_a_procedure_says_where_how_long_and_how_much_before_anything_else(client: Client, town: Sections) -> None:
    procedures(town, services(town))
    read = words(client, "/demarches/carte-d-identite/")
    for said in (
        "Mairie, guichet 2",
        "Réunissez vos papiers",
        "Une photo récente.",
        "Votre ancien titre",
        "État civil",
    ):
        assert said in read, said
    assert read.index("Mairie, guichet 2") < read.index("Réunissez vos papiers")
    assert "Appeler le 04 65 71 00 42" in read
    assert 'href="/demarches/carte-d-identite/"' in words(client, "/services/etat-civil/")


def test_procedures_are_listed_by_occasion_or_from_a_to_z(client: Client, town: Sections) -> None:
    procedures(town)
    read = words(client, "/demarches/")
    assert read.index("Papiers et état civil") < read.index("Aide et solidarité")
    assert "sur rendez-vous, 3 semaines" in read
    sorted_read = words(client, "/demarches/", ordre="alphabet")
    assert sorted_read.index(">Aide sociale<") < sorted_read.index(">Carte d’identité<")
    assert "Papiers et état civil" in words(client, "/demarches/", ordre="n’importe quoi")


def test_the_front_page_shows_the_procedures_with_their_answers(town: Sections) -> None:
    procedures(town)
    home = HomePage.objects.get(pk=town.home.pk)
    assert [page.answer for page in home.procedures()] == ["sur rendez-vous, 3 semaines", "confidentiel"]


def council(town: Sections) -> None:
    group = CouncilGroup.objects.create(
        site=town.home.site, name="Valombreuse en commun", slug="commun", majority=True, seats=13
    )
    CouncilGroup.objects.create(site=town.home.site, name="Une autre rive", slug="rive", seats=4)
    rows = [
        ("Hélène Courtade", "mayor", "Maire", ""),
        ("Nadège Pelletan", "deputy", "Première adjointe", "école et enfance"),
        ("Karim Benarous", "councillor", "Conseiller délégué", "sport"),
        ("Aurore Sénéchaux", "councillor", "Conseillère", ""),
    ]
    for order, (name, position, role, delegation) in enumerate(rows):
        Councillor.objects.create(
            site=town.home.site,
            name=name,
            position=position,
            role=role,
            delegation=delegation,
            group=group,
            order=order,
        )
    publish(town.home, CouncilPage(title="Le conseil municipal", slug="conseil"))


def test_the_council_is_written_from_the_towns_lists(client: Client, town: Sections, neighbour: Sections) -> None:
    Councillor.objects.create(site=neighbour.home.site, name="Un voisin", role="Maire", position="mayor")
    council(town)
    read = words(client, "/conseil/")
    for said in (
        'aria-label="17 sièges : 13 pour Valombreuse en commun et 4 pour Une autre rive."',
        "Hélène Courtade",
        "école et enfance",
        "sans délégation",
        "en creux",
    ):
        assert said in read, said
    assert "Un voisin" not in read


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (CouncilPage, "La liste des élus paraîtra ici"),
        (ProcedureIndexPage, "Les démarches paraîtront ici"),
        (ServiceIndexPage, "Les services paraîtront ici"),
    ],
)
def test_a_page_with_nothing_yet_says_what_will_come(
    client: Client, town: Sections, kind: type[LastingPage], said: str
) -> None:
    publish(town.home, kind(title="Vide", slug="vide"))
    assert said in words(client, "/vide/")


def test_the_directory_asks_the_database_little(
    client: Client, town: Sections, remembering: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place = hall(town)
    page_of_hall(town, place)
    index = associations(town)
    for number in range(12):
        singers = choir(town, name=f"Chœur {number}", slug=f"choeur-{number}")
        page_of_choir(index, singers, meeting_place=place)
        publish(town.agenda, EventPage(title=f"Concert {number}", start_day=tomorrow(), signatory=singers, place=place))
    procedures(town, services(town))
    council(town)
    client.get("/mentions-legales/")
    addresses = [
        *("/associations/", "/associations/choeur-3/", "/lieux/", "/lieux/salle-du-preau/", "/services/"),
        *("/services/etat-civil/", "/demarches/", "/demarches/carte-d-identite/", "/conseil/"),
    ]
    for address in addresses:
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200, address


def test_a_place_taken_off_the_site_is_no_longer_linked(town: Sections) -> None:
    place = hall(town)
    page = page_of_hall(town, place)
    place.refresh_from_db()
    assert place.path_of_page(town.home.site) == "/lieux/salle-du-preau/"
    page.delete()
    place.refresh_from_db()
    assert place.path_of_page(town.home.site) == ""
    assert not PlacePage.objects.exists()


def test_the_page_of_an_association_is_not_copied_in_the_desk(client: Client, town: Sections, odile: User) -> None:
    client.force_login(odile)
    page = page_of_choir(associations(town), choir(town))
    for copied in (page, page.get_parent()):
        answer = client.get(reverse("wagtailadmin_pages:copy", args=[copied.pk]), follow=True)
        assert "n’a qu’une page" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["servicepage", "procedurepage", "associationpage", "placepage", "actpage", "councilpage"]
)
def test_an_editor_opens_the_form_of_each_kind_of_page(client: Client, town: Sections, odile: User, name: str) -> None:
    client.force_login(odile)
    parents = {
        "servicepage": ServiceIndexPage,
        "procedurepage": ProcedureIndexPage,
        "associationpage": AssociationIndexPage,
        "placepage": PlaceIndexPage,
        "actpage": ActIndexPage,
    }
    parent = publish(town.home, parents[name](title="Liste", slug="liste")) if name in parents else town.home
    answer = client.get(reverse("wagtailadmin_pages:add", args=["home", name, parent.pk]))
    assert answer.status_code == 200


def test_an_editor_cannot_give_a_page_to_an_association_of_the_neighbour(
    client: Client, town: Sections, neighbour: Sections, odile: User
) -> None:
    client.force_login(odile)
    address = reverse("wagtailadmin_pages:add", args=["home", "associationpage", associations(town).pk])
    stranger = choir(neighbour, name="Les Échos", slug="echos")
    posted = {"title": "Les Échos", "slug": "echos", "organizer": str(stranger.pk), "body-count": "0"}
    client.post(address, posted)
    assert not AssociationPage.objects.exists()
    client.post(address, posted | {"organizer": str(choir(town).pk)})
    assert AssociationPage.objects.get().organizer.name == "Les Voix du Lavoir"
