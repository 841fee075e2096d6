"""From an empty desk to a bulletin of twelve pages that has left: what it costs whoever does it, counted in the browser.

The same errand takes the pictures of the editors' guide, and a few more on the screens the guide speaks of.
"""

import datetime as dt
import io
import re
import urllib.request
from email.message import EmailMessage
from pathlib import Path

import feedparser
import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.journeys import composing, desk, winter
from tests.journeys.composing import Sent
from tests.journeys.counting import Cost
from tests.journeys.desk import News, Rehearsal
from tests.journeys.guide import Album, pictures_named
from tests.journeys.running_town import RunningTown
from tests.smtp_server import SmtpServer

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PAGES = 12
MOST_SCREENS, MOST_CLICKS = 12, 40
NEWS = News(
    title="Le sel est arrivé : deux bacs ouverts à tous",
    standfirst="Rue du Bief et montée de l’Église. Une pelle suffit pour dix mètres de trottoir.",
    text="Les bacs sont remplis chaque lundi. S’il en manque, appelez les ateliers.",
    topic="Travaux",
)


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Album:
    return Album(otherwise=tmp_path_factory.mktemp("guide"))


@pytest.fixture(scope="module")
def cost(odile: Page) -> Cost:
    """Counts from the desk's first screen on: whoever arrives there has no number in hand."""
    cost = Cost()
    cost.follow(odile.context)
    odile.goto("/admin/")
    return cost


# What happens, in order: each fixture is one thing that Odile does.


@pytest.fixture(scope="module")
def composed(odile: Page, cost: Cost, album: Album) -> Page:
    """She opens the number, writes what only she can write, and saves it."""
    album.take(odile, "bureau")
    composing.open_number(odile)
    album.take(odile, "numero-ouvert")
    composing.write_cover(odile, winter.TITLE, winter.STANDFIRST, winter.ENGRAVING)
    composing.write_editorial(odile, winter.EDITORIAL)
    album.take(odile, "editorial", composing.section(odile, "Éditorial"))
    composing.add_briefs(odile, winter.BRIEFS)
    composing.add_feature(odile, "En bref", winter.FEATURE, winter.ENGRAVING, winter.QUOTATION)
    album.take(odile, "dossier", composing.section(odile, "Dossier"))
    composing.add_page(odile, "Dossier", winter.AT_HOME, "la santé")
    composing.add_association(odile, "Agenda (du site)", winter.CLUB, "le banc", winter.ASSOCIATION)
    album.take(odile, "association", composing.section(odile, "Page d’une association"))
    composing.save(odile)
    odile.get_by_role("link", name="Textes des groupes").first.wait_for()
    album.take(odile, "numero-enregistre")
    return odile


@pytest.fixture(scope="module")
def pages(composed: Page, album: Album) -> int:
    """She receives the groups' texts and looks at the pages, facing each other; how many they are."""
    composing.receive_groups(composed, winter.GROUP, winter.SIGNATURES, album)
    return composing.look_at_plan(composed, album)


@pytest.fixture(scope="module")
def sent(composed: Page, pages: int, album: Album) -> Sent:
    """She approves and sends; what the last screen says."""
    composing.open_sending(composed)
    album.take(composed, "relire-et-envoyer")
    album.take(composed, "approuver", composed.get_by_role("heading", name=re.compile("^3\\. ")))
    said = composing.approve_and_send(composed)
    album.take(composed, "envoi")
    return said


@pytest.fixture(scope="module")
def account(sent: Sent, cost: Cost) -> str:
    """What it all cost, printed for whoever reads the output."""
    said = cost.said()
    print(f"\n{said}")
    return said


@pytest.fixture(scope="module")
def finished(odile: Page, account: str, album: Album) -> Page:
    """The sending, once everybody has it, then the list of people."""
    desk.await_last_mail(odile)
    album.take(odile, "envoi-termine")
    odile.get_by_role("link", name="Tout le monde").click()
    odile.get_by_role("table").first.wait_for()
    album.take(odile, "tout-le-monde")
    return odile


@pytest.fixture(scope="module")
def other_screens(finished: Page, album: Album) -> Page:
    """The three other things an editor comes to write, kept as drafts."""
    composing.open_gesture(finished, "Écrire une nouvelle")
    desk.write_news(finished, NEWS)
    album.take(finished, "nouvelle")
    composing.save(finished)
    composing.open_gesture(finished, "Annoncer un rendez-vous")
    desk.announce(finished, rehearsal())
    album.take(finished, "rendez-vous")
    composing.save(finished)
    composing.open_gesture(finished, "Lancer une alerte")
    composing.write_alert(
        finished, "Le quai des Lavandières est fermé", "Éloignez vos véhicules des berges avant midi."
    )
    album.take(finished, "alerte")
    composing.save(finished)
    return finished


def rehearsal() -> Rehearsal:
    """Every Tuesday from next week on, but for the second."""
    first = dt.date.today() + dt.timedelta(days=7)
    first += dt.timedelta(days=(1 - first.weekday()) % 7)
    return Rehearsal(
        title="Café du mardi, au chaud",
        standfirst="Un café, des cartes, une prise pour le téléphone.",
        first=first,
        start="14:00",
        end="17:00",
        place="Salle du Préau",
        organizer="Les Beaux Jours",
        without=first + dt.timedelta(days=7),
        reason="La salle est prise par le conseil d’école.",
    )


def letters(mail: SmtpServer) -> list[EmailMessage]:
    return [each.message for each in mail.accepted() if "n° " in each.message["Subject"].replace("\xa0", " ")]


# What came of it.


def test_the_errand_holds_in_twelve_screens_and_forty_clicks(account: str) -> None:
    screens, clicks = (int(number) for number in re.match(r"(\d+) écrans, (\d+) clics", account).groups())
    assert screens <= MOST_SCREENS, account
    assert clicks <= MOST_CLICKS, account


def test_the_number_has_twelve_pages_of_its_own(town: RunningTown, pages: int, sent: Sent) -> None:
    latest = feedparser.parse(f"{town.url}/bulletin/rss.xml").entries[0]
    with urllib.request.urlopen(f"{latest.link}bulletin.pdf", timeout=60) as answer:
        printed = [page.extract_text() for page in PdfReader(io.BytesIO(answer.read())).pages]
    assert len(printed) == pages == PAGES
    words = " ".join(printed)
    assert (
        "À noter" not in words
    )  # at most one page of complement, the month to keep: some months have a shorter agenda
    for said in (winter.FEATURE.standfirst[:40], winter.CLUB.standfirst[:40], *winter.SIGNATURES):
        assert squeezed(said) in squeezed(words)


def test_every_reader_has_it(finished: Page, sent: Sent, mail: SmtpServer) -> None:
    assert sent.readers > 0
    assert len(letters(mail)) >= sent.readers


def test_the_guide_and_the_journey_know_the_same_pictures(other_screens: Page, album: Album) -> None:
    assert sorted(set(album.taken)) == sorted(pictures_named())
    assert sorted(path.stem for path in Path(album.folder).glob("*.webp")) == sorted(pictures_named())


def squeezed(text: str) -> str:
    """Letters only: lines, hyphens and spaces fall differently on paper."""
    return re.sub(r"[\W_]+", "", text.replace("\xad", "")).lower()
