"""manage.py demo: an empty site becomes Valombreuse-sur-Lise. Built once here, then only read and visited."""

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from zoneinfo import ZoneInfo

import feedparser
import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from lxml import etree
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker
from wagtail.models import ReferenceIndex, Site

from alerts.models import AlertPage
from content import generation, pdf
from content.models import Commune, JournalLine, TownDocument, TownImage
from events.models import EventPage, Occurrence
from events.values import Status
from home.models import ActPage, AssociationPage, EditorialPage, ProcedurePage
from news.models import NewsPage
from newsletter.bulletin import pictures
from newsletter.compose import edition_of
from newsletter.models import BulletinPage, ConsentLine, Issue, PrintedForm, Subscriber, SubscriptionRequest
from newsletter.renderers import pdf as printing
from tests.content.feeds.rules import broken
from tests.hub.search.questions import TownQuestion, missing, town_questions
from tests.newsletter.forms import assert_same_words

pytestmark = pytest.mark.slow

FRIDAY = dt.date(2026, 11, 20)
PARIS = ZoneInfo("Europe/Paris")
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=PARIS)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The demonstration as of Friday 20 November 2026. Its tests ask for nothing else of the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        Site.clear_site_root_paths_cache()
        generation.bump()
        call_command("demo", date=FRIDAY, verbosity=0)
        yield Site.objects.get(is_default_site=True)
        for stored in [*TownImage.objects.all(), *TownDocument.objects.all()]:
            default_storage.delete(stored.file.name)
        transaction.set_rollback(True)


@pytest.fixture
def visitor(town: Site) -> Client:
    return Client()


def test_there_is_a_whole_town_to_visit(town: Site) -> None:
    assert EditorialPage.objects.live().count() >= 30
    assert ActPage.objects.live().count() == 10
    assert AssociationPage.objects.live().count() == 12
    assert NewsPage.objects.live().count() >= 45
    assert EventPage.objects.live().count() >= 90
    assert EventPage.objects.exclude(rule="").count() >= 25
    assert AlertPage.objects.live().count() == 6
    assert Subscriber.objects.for_site(town).active().count() >= 30


def test_every_address_and_mailbox_leads_nowhere_real(town: Site) -> None:
    assert all(subscriber.address.endswith(".example") for subscriber in Subscriber.objects.exclude(address=None))
    assert Commune.for_site(town).email.endswith(".example")


def test_absolute_addresses_work_on_the_machine_that_built_them(town: Site) -> None:
    assert town.root_url == "http://localhost"
    assert NewsPage.objects.get(slug="la-halle-rouvre").address() == "http://localhost/actualites/la-halle-rouvre/"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "La halle rouvre"),
        ("/actualites/", "Le concert de Sainte-Cécile est annulé"),
        ("/actualites/la-halle-rouvre/", "Rectificatif"),
        ("/actualites/2026/11/", "garde champêtre"),
        ("/agenda/", "Loto des pompiers"),
        ("/agenda/2026/12/", "Réouverture de la halle"),
        ("/agenda/concert-de-sainte-cecile/", "inaccessible pendant la crue"),
        ("/alertes/", "Canicule"),
        ("/alertes/crue-de-la-lise/", "Éloignez vos véhicules"),
        ("/demarches/", "Carte d’identité"),
        ("/demarches/?ordre=alphabet", "De A à Z"),
        ("/vie-associative/", "Voix du Lavoir, Les"),
        ("/vivre-ici/lieux/halle/", "Marché du samedi"),
        ("/la-commune/la-mairie/services-municipaux/service-bibliotheque/", "Livres portés chez vous"),
        ("/la-commune/la-mairie/elus-et-groupes/", "19 sièges"),
        ("/la-commune/la-mairie/arretes-et-deliberations/", "PDF, 1 page"),
        ("/demarches/carte-d-identite-et-passeport/", "Autorisation pour un mineur"),
        ("/vie-associative/harmonie-de-la-lise/", "Paul-Henri Sarrazy"),
        ("/la-commune/la-mairie/arretes-et-deliberations/deliberation-halle/", "630"),
        ("/bulletin/", "Le pont Vieux ausculté"),
        ("/bulletin/bulletin-47/", "Revenir sous la halle"),
        ("/bulletin/bulletin-47/texte.txt", "Un poste de garde champêtre"),
        ("/plan-du-site/", "Arrêtés et délibérations"),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_a_resident_finds_the_words_where_they_belong(visitor: Client, path: str, words: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_no_link_of_a_page_is_broken(town: Site, visitor: Client) -> None:
    pages = [*EditorialPage.objects.live(), *ProcedurePage.objects.live(), *NewsPage.objects.live()]
    assert all("<a>" not in str(page.body) for page in pages)


def test_the_story_is_dated_as_it_happened(town: Site) -> None:
    lines = list(JournalLine.objects.for_site(town).order_by("pk"))
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    news = NewsPage.objects.get(slug="la-halle-rouvre")
    assert news.first_published_at == dt.datetime(2026, 11, 19, 9, tzinfo=PARIS)
    assert news.last_published_at == dt.datetime(2026, 11, 20, 10, 20, tzinfo=PARIS)
    kinds = [line.kind for line in lines if line.page_uid == news.uid]
    assert kinds == [JournalLine.Kind.PUBLISHED, JournalLine.Kind.CHANGED]


def test_a_concert_was_announced_before_it_was_cancelled(town: Site) -> None:
    concert = EventPage.objects.get(slug="concert-de-sainte-cecile")
    announced, cancelled = JournalLine.objects.about(concert.uid)
    assert (announced.kind, cancelled.kind) == (JournalLine.Kind.PUBLISHED, JournalLine.Kind.CANCELLED)
    assert cancelled.at == dt.datetime(2026, 11, 20, 9, 5, tzinfo=PARIS)
    assert announced.at < cancelled.at


def test_the_choir_sings_every_tuesday_but_not_in_the_holidays(town: Site) -> None:
    rehearsals = Occurrence.objects.filter(event__slug="repetition-des-voix-du-lavoir")
    days = {rehearsal.start_day for rehearsal in rehearsals}
    assert all(day.weekday() == 1 for day in days)
    assert dt.date(2026, 12, 15) in days
    assert not {dt.date(2026, 12, 22), dt.date(2026, 12, 29)} & days
    earlier = rehearsals.get(original_day=dt.date(2026, 12, 8))
    assert earlier.start_time == dt.time(19, 30)


def test_an_event_put_off_keeps_the_address_of_its_first_day(town: Site) -> None:
    recital = Occurrence.objects.get(event__slug="recital-d-orgue")
    assert recital.original_day == dt.date(2026, 10, 18)
    assert recital.start_day == dt.date(2027, 1, 31)
    assert recital.status == Status.RESCHEDULED


def test_the_flood_is_on_every_page_and_the_water_cut_is_announced(town: Site) -> None:
    assert [alert.slug for alert in AlertPage.objects.in_force(NOON)] == ["crue-de-la-lise"]
    alerts = AlertPage.objects.current(NOON)
    assert [alert.slug for alert in alerts] == ["crue-de-la-lise", "coupure-d-eau-moulin-neuf"]
    flood = alerts[0]
    assert flood.updates.count() == 3
    assert flood.instructions.count() == 4
    assert AlertPage.objects.over(NOON).count() == 4


def test_procedures_say_who_checked_them_and_when(town: Site) -> None:
    procedures = ProcedurePage.objects.live()
    assert procedures.count() == 21
    for procedure in procedures:
        assert procedure.answer
        assert procedure.checked_on == dt.date(2026, 11, 3)
        assert procedure.where and procedure.delay and procedure.price and procedure.duration
        assert len(procedure.steps) >= 3
        assert procedure.service.phone


def test_an_act_carries_its_whole_file_tagged_and_its_fingerprint(town: Site) -> None:
    act = ActPage.objects.get(slug="arrete-rue-des-tanneurs")
    assert act.signatory_name == "Bastien Roumégoux"
    assert act.withdrawable_on == dt.date(2027, 1, 18)
    assert len(act.digest) == 64
    if not pdf.available():
        pytest.skip(pdf.obstacle())
    with act.document.open_file() as file:
        reader = PdfReader(BytesIO(file.read()))
    assert "alternée par feux" in " ".join(page.extract_text() for page in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_three_issues_are_frozen_as_residents_received_them(town: Site) -> None:
    issues = Issue.objects.order_by("issued_at")
    assert [issue.page.number for issue in issues] == [45, 46, 47]
    assert issues[2].issued_at == dt.datetime(2026, 11, 20, 11, 30, tzinfo=PARIS)
    for issue in issues:
        assert "Une autre rive" in issue.text
        assert "mjml" not in issue.html


def test_each_issue_has_its_own_character_and_together_they_show_every_section(town: Site) -> None:
    pages = [issue.page for issue in Issue.objects.order_by("issued_at")]
    orders = [[block.block_type for block in page.sections] for page in pages]
    assert len({tuple(order) for order in orders}) == len({page.cover_ground for page in pages}) == 3
    assert {kind for order in orders for kind in order} == set(pages[0].sections.stream_block.child_blocks)
    if pdf.available():
        assert [page.issue.printed.pages for page in pages] == [8, 16, 12]


def test_an_editor_may_save_an_issue_as_it_stands(town: Site) -> None:
    for page in BulletinPage.objects.all():
        page.full_clean()
        page.sections.stream_block.clean(page.sections)


def test_the_issue_of_the_day_is_printed_with_its_agenda(town: Site) -> None:
    if not pdf.available():
        pytest.skip(pdf.obstacle())
    printed = PrintedForm.objects.get(issue__page__slug="bulletin-47")
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(bytes(printed.content))).pages)
    assert printed.pages % 4 == 0
    assert "Concert de l’Avent" in words
    assert "Élodie Farigoule" in words


def test_the_three_numbers_say_the_same_on_screen_by_mail_and_on_paper(town: Site) -> None:
    if not pdf.available():
        pytest.skip(pdf.obstacle())
    for page in BulletinPage.objects.all():
        edition = edition_of(page, NOON)
        assert_same_words(edition, printing.render(edition, pictures.load(edition)))


def test_pictures_say_what_they_show_and_documents_what_they_weigh(town: Site) -> None:
    for image in TownImage.objects.all():
        image.full_clean()
        assert image.credit == "Illustration"
        assert image.file_size <= 400_000
        assert image.width
    assert Commune.for_site(town).coat_of_arms.title == "Blason de Valombreuse-sur-Lise"
    for document in TownDocument.objects.all():
        assert document.pages


def test_subscribers_agreed_as_the_form_asks_and_some_are_still_waiting(town: Site) -> None:
    assert SubscriptionRequest.objects.count() == 3
    started = ConsentLine.objects.filter(event=ConsentLine.Event.STARTED)
    assert all(
        line.wording and line.asked_at and line.confirmed_at and line.asked_at < line.confirmed_at for line in started
    )
    left = Subscriber.objects.filter(state=Subscriber.State.LEFT)
    assert left.count() == 2
    assert Subscriber.objects.filter(state=Subscriber.State.SUSPENDED).count() == 1


def test_a_resident_searches_and_an_editor_knows_where_a_picture_is_used(town: Site, visitor: Client) -> None:
    assert "Carte d’identité et passeport" in visitor.get("/recherche/", {"q": "passeport"}).content.decode()
    picture = TownImage.objects.get(title="Plantation d’arbres")
    assert ReferenceIndex.get_grouped_references_to(picture).count() >= 2


@pytest.mark.parametrize("question", town_questions(), ids=lambda question: question.typed)
def test_a_resident_finds_what_she_asked_on_the_first_page(town: Site, question: TownQuestion) -> None:
    """Forty questions as residents type them, accents or not, slips included: each expected page is there."""
    assert missing(question, town, NOON) == []


def test_a_site_with_content_is_left_alone(town: Site) -> None:
    before = JournalLine.objects.count()
    with pytest.raises(CommandError, match="a déjà du contenu"):
        call_command("demo", verbosity=0)
    assert JournalLine.objects.count() == before


@time_machine.travel(NOON, tick=False)
def test_every_feed_of_the_town_keeps_every_rule(visitor: Client) -> None:
    listed = etree.fromstring(visitor.get("/recevoir/flux.opml").content).iterfind(".//outline[@xmlUrl]")
    feeds = [str(each.get("xmlUrl")).removeprefix("http://localhost").removesuffix("rss.xml") for each in listed]
    assert len(feeds) > 60
    found = []
    for feed in feeds:
        for file_name in ("rss.xml", "atom.xml", "feed.json"):
            body = visitor.get(feed + file_name).content
            found += [f"{feed}{file_name}: {fault}" for fault in broken(body, file_name)]
    assert found == []


@time_machine.travel(NOON, tick=False)
def test_a_reader_program_finds_what_the_pages_show(visitor: Client) -> None:
    shown = BeautifulSoup(visitor.get("/actualites/").content, "html.parser").select(".news-entry-title")
    items = feedparser.parse(visitor.get("/actualites/atom.xml").content).entries
    assert [item.link.removeprefix("http://localhost") for item in items[: len(shown)]] == [
        title.a["href"] for title in shown
    ]
    cancelled = [item.title for item in feedparser.parse(visitor.get("/agenda/rss.xml").content).entries]
    assert any(title.startswith("Annulé : ") for title in cancelled)
    [latest, *_others] = feedparser.parse(visitor.get("/bulletin/rss.xml").content).entries
    assert (latest.enclosures[0].type, int(latest.enclosures[0].length) > 1000) == ("application/pdf", True)


@time_machine.travel(NOON, tick=False)
def test_a_reader_program_goes_back_to_the_first_publication(visitor: Client) -> None:
    found, path = set(), "/tout/atom.xml"
    while path:
        parsed = feedparser.parse(visitor.get(path).content)
        found |= {item.id for item in parsed.entries}
        path = next((link.href for link in parsed.feed.links if link.rel == "prev-archive"), "").removeprefix(
            "http://localhost"
        )
    models = (NewsPage, EventPage, AlertPage, BulletinPage)
    assert found == {page.feed_id for model in models for page in model.objects.live()}
