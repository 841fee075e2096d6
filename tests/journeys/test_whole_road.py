"""The whole road: Odile writes once; Karim finds it on the site, in his feed, his calendar, his mail, and on paper."""

import datetime as dt
import io
import re
import urllib.request
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import pytest
import recurring_ical_events
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.journeys import desk, resident, shots
from tests.journeys.desk import News, Number, Rehearsal
from tests.journeys.running_town import RunningTown, until
from tests.journeys.watching import Watch
from tests.people import KARIM
from tests.smtp_server import SmtpServer

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = 1
MASTHEAD = "Avis à la population"
PHOTO_SHOWS = "Un grand platane seul dans un pré, sous un ciel sans nuage."
NEWS = News(
    title="Le grand platane sera soigné, pas coupé",
    standfirst="L'arbre du Foirail a cent dix ans. Un élagueur retire deux branches mortes et pose un hauban.",
    text="Le trottoir est fermé pendant les travaux. Passez par la rue des Halles.",
    topic="Environnement",
)
NUMBER = Number(title="Le platane reste debout", standfirst="Deux branches de moins, et cent dix ans de plus")


def fetched(town: RunningTown, path: str) -> bytes:
    """What that address answers to any program: no cookie, no browser."""
    with urllib.request.urlopen(town.url + path, timeout=60) as answer:
        content: bytes = answer.read()
        return content


def squeezed(text: str) -> str:
    """Letters only: lines, hyphens and spaces fall differently on paper."""
    return re.sub(r"[\W_]+", "", text.replace("\xad", "")).lower()


def letters_to(mail: SmtpServer, address: str, subject: str) -> list[EmailMessage]:
    return [
        each.message for each in mail.accepted() if each.recipients == [address] and subject in each.message["Subject"]
    ]


# What happens, in order: each fixture is one thing that somebody does.


@pytest.fixture(scope="module")
def rehearsal(odile: Page) -> Rehearsal:
    """Every Tuesday from next week on, but for the second of the month that the next bulletin covers."""
    first = dt.date.today() + dt.timedelta(days=1)
    first += dt.timedelta(days=(TUESDAY - first.weekday()) % 7)
    month = desk.next_month(odile)
    tuesdays = [day for number in range(1, 29) if (day := month.replace(day=number)).weekday() == TUESDAY]
    return Rehearsal(
        title="Répétition publique des Voix du Lavoir",
        standfirst="Venez chanter une fois, sans rien savoir lire.",
        first=first,
        start="18:30",
        end="20:00",
        place="Salle du Préau",
        organizer="Les Voix du Lavoir",
        without=next(day for day in tuesdays[1:] if day > first),
        reason="La cheffe de chœur est en tournée.",
    )


@pytest.fixture(scope="module")
def refusal_and_news(odile: Page, picture: Path) -> tuple[str, str]:
    """Odile writes and publishes; what she was told when she forgot to describe her photo, and the page's path."""
    desk.new_page(odile, "Actualités")
    desk.write_news(odile, NEWS)
    refusal = desk.upload_photo(odile, picture, PHOTO_SHOWS)
    return refusal, desk.publish(odile)


@pytest.fixture(scope="module")
def news_path(refusal_and_news: tuple[str, str]) -> str:
    return refusal_and_news[1]


@pytest.fixture(scope="module")
def event_path(odile: Page, rehearsal: Rehearsal) -> str:
    desk.new_page(odile, "Agenda")
    desk.announce(odile, rehearsal)
    return desk.publish(odile)


@pytest.fixture(scope="module")
def confirmation(karim: Page, mail: SmtpServer, album: Path) -> EmailMessage:
    """Karim asks for the bulletin and one topic, and follows the link of the mail that comes."""
    karim.goto("/recevoir/courriel/")
    resident.fill_in(karim, KARIM, NEWS.topic)
    shots.of_page(karim, "subscription", album)
    resident.subscribe(karim)
    until(lambda: letters_to(mail, KARIM, ""), "the confirmation mail never came")
    (message,) = letters_to(mail, KARIM, "")
    resident.confirm(karim, resident.link_in(resident.words(message, "plain"), "/recevoir/confirmer/"))
    return message


@pytest.fixture(scope="module")
def previews(odile: Page, news_path: str, event_path: str, album: Path) -> dict[str, str]:
    """Odile composes the number and looks at each of its forms: what she reads there."""
    desk.new_page(odile, "Bulletin")
    desk.compose(odile, NUMBER)
    desk.open_sending(odile)
    read = {}
    for form in ("Page du site", "Courriel", "Bulletin imprimé"):
        tab = desk.look_at(odile, form)
        read[form] = tab.locator("body").inner_text()
        shots.of_page(tab, f"preview-{form[:5]}", album)
        tab.close()
    return read


@pytest.fixture(scope="module")
def letter(odile: Page, previews: dict[str, str], confirmation: EmailMessage, mail: SmtpServer) -> EmailMessage:
    """Odile approves and sends; the bulletin as Karim's mailbox received it."""
    desk.approve_and_send(odile)
    until(lambda: letters_to(mail, KARIM, MASTHEAD), "the bulletin never came")
    return letters_to(mail, KARIM, MASTHEAD)[0]


@pytest.fixture(scope="module")
def bulletin_path(town: RunningTown, letter: EmailMessage) -> str:
    """The number's page, found as a reader finds it: the latest of the shelf's feed."""
    latest = feedparser.parse(fetched(town, "/bulletin/rss.xml")).entries[0]
    path: str = latest.link.removeprefix(town.url)
    return path


# What came of it.


def test_a_photo_without_a_description_is_refused_with_what_to_do(refusal_and_news: tuple[str, str]) -> None:
    assert refusal_and_news[0] == "Décrivez l’image en une phrase, ou cochez « image décorative »."


def test_the_news_is_on_the_home_page(karim: Page, news_path: str, album: Path) -> None:
    karim.goto("/")
    link = karim.get_by_role("main").get_by_role("link", name=NEWS.title).first
    expect(link).to_have_attribute("href", news_path)
    shots.of_page(karim, "home", album)


def test_the_article_shows_the_photo_upright_described_and_without_where_it_was_taken(
    town: RunningTown, karim: Page, news_path: str, album: Path
) -> None:
    karim.goto(news_path)
    expect(karim.get_by_role("heading", level=1)).to_have_text(NEWS.title)
    expect(karim.get_by_role("main")).to_contain_text("L’arbre du Foirail")
    expect(karim.get_by_role("main")).to_contain_text(NEWS.text)
    image = karim.get_by_role("img", name=PHOTO_SHOWS).first
    image.scroll_into_view_if_needed()
    address = image.evaluate("image => image.decode().then(() => image.currentSrc)")
    shown = Image.open(io.BytesIO(fetched(town, address.removeprefix(town.url)))).convert("RGB")
    assert not shown.getexif()
    red, _green, blue = shown.resize((1, 10)).getpixel((0, 0))
    assert blue > red + 20, "the sky is not at the top"
    shots.of_page(karim, "article", album)


def test_the_news_is_in_the_feed(town: RunningTown, news_path: str) -> None:
    feed = feedparser.parse(fetched(town, "/actualites/rss.xml"))
    assert not feed.bozo
    entry = feed.entries[0]
    assert (entry.title, entry.link) == (NEWS.title, town.url + news_path)
    assert NEWS.text in entry.content[0].value
    assert NEWS.topic in [tag.term for tag in entry.tags]


@pytest.mark.parametrize("path", ["/agenda/agenda.ics", "{event}evenement.ics"])
def test_calendars_have_every_tuesday_but_the_one(
    town: RunningTown, event_path: str, rehearsal: Rehearsal, path: str
) -> None:
    calendar = icalendar.Calendar.from_ical(fetched(town, path.format(event=event_path)))
    end = rehearsal.without + dt.timedelta(days=20)
    found: list[Any] = [
        each for each in recurring_ical_events.of(calendar).between(rehearsal.first, end)
        if rehearsal.title in str(each["SUMMARY"])
    ]  # fmt: skip
    held = [each for each in found if each.get("STATUS") != "CANCELLED"]
    weeks = range((end - rehearsal.first).days // 7 + 1)
    tuesdays = {rehearsal.first + dt.timedelta(weeks=week) for week in weeks}
    assert sorted(each["DTSTART"].dt.date() for each in held) == sorted(tuesdays - {rehearsal.without})
    for name, hour in (("DTSTART", rehearsal.start), ("DTEND", rehearsal.end)):
        assert {each[name].dt.astimezone(PARIS).strftime("%H:%M") for each in held} == {hour}


def test_the_event_page_says_which_date_is_cancelled_and_why(
    karim: Page, event_path: str, rehearsal: Rehearsal, album: Path
) -> None:
    karim.goto(event_path)
    main = karim.get_by_role("main")
    expect(main).to_contain_text("Chaque mardi")
    shots.of_page(karim, "event", album)
    karim.goto(f"{event_path}{rehearsal.without}/")
    expect(main).to_contain_text("Annulé")
    expect(main).to_contain_text(rehearsal.reason)
    shots.of_page(karim, "cancelled", album)


def test_nothing_began_before_karim_pressed_the_button(confirmation: EmailMessage) -> None:
    assert "List-Unsubscribe" not in confirmation
    assert "appuyez sur le bouton" in resident.words(confirmation, "plain")
    assert confirmation.get_body(("html",)) is not None


@pytest.mark.parametrize("form", ["Page du site", "Courriel"])
def test_odile_saw_the_news_and_the_rehearsal_in_each_form(
    previews: dict[str, str], rehearsal: Rehearsal, form: str
) -> None:
    assert squeezed(NEWS.title) in squeezed(previews[form])
    assert squeezed(rehearsal.title) in squeezed(previews[form])


def test_odile_saw_the_printed_pages_one_by_one(previews: dict[str, str]) -> None:
    pages = re.match(r"(\d+) pages", previews["Bulletin imprimé"])
    assert pages is not None
    assert int(pages[1]) % 4 == 0


def test_the_letter_is_for_karim_alone_and_can_be_read_in_two_ways(
    town: RunningTown, letter: EmailMessage, rehearsal: Rehearsal
) -> None:
    assert [to.addr_spec for to in letter["To"].addresses] == [KARIM]
    assert letter["Cc"] is letter["Bcc"] is None
    assert "bulletin" in letter["List-ID"]
    for kind in ("plain", "html"):
        words = resident.words(letter, kind)
        assert squeezed(NEWS.title) in squeezed(words)
        assert squeezed(rehearsal.title) in squeezed(words)
        assert f"{town.url}/recevoir/arreter/" in words


def test_every_reader_gets_one_letter(odile: Page, letter: EmailMessage, mail: SmtpServer) -> None:
    planned = desk.await_last_mail(odile)
    letters = [each for each in mail.accepted() if each.message["Subject"] == letter["Subject"]]
    readers = [recipient for each in letters for recipient in each.recipients]
    assert len(readers) == len(letters) == len(set(readers)) == planned
    expect(odile.get_by_role("main")).to_contain_text("terminé le")


def test_the_letter_looks_as_intended_at_any_width(
    browser: Browser, town: RunningTown, letter: EmailMessage, album: Path
) -> None:
    watch = Watch(town.url)
    shots.of_mail(browser, resident.words(letter, "html"), album, watch)
    assert not watch.strangers + watch.broken + watch.cookies


def test_the_number_is_on_the_site_in_all_its_forms(
    town: RunningTown, karim: Page, bulletin_path: str, rehearsal: Rehearsal, album: Path
) -> None:
    karim.goto(bulletin_path)
    expect(karim.get_by_role("main")).to_contain_text(NEWS.title)
    expect(karim.get_by_role("main")).to_contain_text(rehearsal.title)
    shots.of_page(karim, "bulletin", album)
    for form in ("courriel.html", "texte.txt"):
        assert squeezed(NEWS.title) in squeezed(fetched(town, bulletin_path + form).decode())


def test_the_printed_bulletin_says_it_all(
    town: RunningTown, bulletin_path: str, rehearsal: Rehearsal, album: Path
) -> None:
    content = fetched(town, f"{bulletin_path}bulletin.pdf")
    printed = squeezed(text_of(content))
    for words in (NUMBER.title, NEWS.title, NEWS.text, rehearsal.title, rehearsal.place):
        assert squeezed(words) in printed
    pages = len(PdfReader(io.BytesIO(content)).pages)
    assert pages % 4 == 0
    (album / "bulletin.pdf").write_bytes(content)
    assert len(shots.of_sheets(album / "bulletin.pdf", album)) in {pages, 0}


def test_one_click_unsubscribes_and_a_second_does_no_harm(karim: Page, letter: EmailMessage) -> None:
    assert [resident.press_unsubscribe(letter) for _click in range(2)] == [200, 200]
    karim.goto(resident.link_in(resident.words(letter, "plain"), "/recevoir/choix/"))
    expect(karim.get_by_role("main")).to_contain_text("Vous n’êtes plus abonné")


def test_residents_met_no_cookie_no_stranger_no_error(
    karim: Page, public_watch: Watch, bulletin_path: str, confirmation: EmailMessage
) -> None:
    assert not karim.context.cookies()
    assert not public_watch.cookies
    assert not public_watch.strangers
    assert not public_watch.complaints
    assert not public_watch.broken


def test_the_desk_worked_without_an_error_and_without_a_stranger(desk_watch: Watch, letter: EmailMessage) -> None:
    assert not desk_watch.complaints
    assert not desk_watch.strangers
    assert not desk_watch.broken


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
