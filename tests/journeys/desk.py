"""What an editor does in the desk, as plain functions of the browser's page: open, fill, press, read what is answered."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

ANSWER_PATIENCE = 30_000  # milliseconds
UPLOAD_PATIENCE = 60_000
SENDING_PATIENCE = 120_000


@dataclass(frozen=True)
class News:
    title: str
    standfirst: str
    text: str
    topic: str


@dataclass(frozen=True)
class Rehearsal:
    """An event that comes back every week, but for one date."""

    title: str
    standfirst: str
    first: date
    start: str
    end: str
    place: str
    organizer: str
    without: date
    reason: str


@dataclass(frozen=True)
class Number:
    """The cover of a bulletin."""

    title: str
    standfirst: str


def sign_in(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Entrer au bureau").click()
    page.wait_for_url("**/admin/")


def new_page(page: Page, section: str) -> None:
    """Opens the empty form of what that section holds, by the explorer, as one finds it without knowing any address."""
    page.goto("/admin/pages/")
    page.get_by_role("link", name="Explorer les sous-pages de « Valombreuse-sur-Lise »").click()
    page.get_by_role("link", name=f"Explorer les sous-pages de « {section} »").click()
    page.get_by_role("link", name="Ajouter une sous-page").first.click()
    page.wait_for_url("**/admin/pages/add/**")


def write_news(page: Page, news: News) -> None:
    write_title(page, news.title)
    field(page, "standfirst").fill(news.standfirst)
    page.get_by_role("button", name="Insérer un bloc").first.click()
    page.get_by_role("option", name="Texte", exact=True).click()
    words = page.get_by_role("textbox").and_(page.locator("[contenteditable=true]"))
    words.click()
    page.keyboard.type(news.text)
    tick_topic(page, news.topic)


def tick_topic(page: Page, name: str) -> None:
    """Chooses a topic, whether the form shows a list or boxes."""
    if page.locator("select[name=topics]").count():
        field(page, "topics").select_option(label=name)
    else:
        page.locator("label", has=page.locator("[name=topics]")).get_by_text(name, exact=True).click()


def upload_photo(page: Page, photo: Path, alternative: str) -> str:
    """Uploads a photo from the form's image field: first as one does in a hurry. Returns what the desk then said."""
    page.get_by_role("button", name="Choisir une image").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Transférer").click()
    send_photo(dialog, photo)
    refusal = dialog.locator(".error-message").filter(visible=True)
    expect(refusal).to_have_count(2, timeout=UPLOAD_PATIENCE)  # what it shows, and who took it
    said = refusal.first.inner_text().strip()
    dialog.get_by_label("Description pour qui ne voit pas l’image").fill(alternative)
    dialog.get_by_label("Crédit").fill("Mairie")
    send_photo(dialog, photo)
    expect(dialog).to_have_count(0, timeout=UPLOAD_PATIENCE)
    return said


def send_photo(dialog: Locator, photo: Path) -> None:
    dialog.locator("input[type=file]").set_input_files(photo)
    expect(dialog.get_by_label("Titre")).not_to_have_value("")  # the desk proposes the file's name
    dialog.get_by_role("button", name="Transférer").click()


def announce(page: Page, rehearsal: Rehearsal) -> None:
    write_title(page, rehearsal.title)
    field(page, "standfirst").fill(rehearsal.standfirst)
    write_day(page, "start_day", rehearsal.first)
    write_hour(page, "start_time", rehearsal.start)
    write_hour(page, "end_time", rehearsal.end)
    field(page, "rule_repeat").select_option(label="Chaque semaine")
    field(page, "place").select_option(label=rehearsal.place)
    field(page, "signatory").select_option(label=rehearsal.organizer)
    page.get_by_role("button", name="Ajouter un(e) exception").click()
    write_day(page, "date_changes-0-original_day", rehearsal.without)
    field(page, "date_changes-0-kind").select_option(label="est annulée")
    field(page, "date_changes-0-message").fill(rehearsal.reason)


def next_month(page: Page) -> date:
    """The first day of the month that the next number is for, as the form proposes it."""
    new_page(page, "Bulletin")
    return datetime.strptime(field(page, "month").input_value(), "%d/%m/%Y").date()


def compose(page: Page, number: Number) -> None:
    """Writes the cover of the number whose empty form is open, leaves the sections as proposed, and saves it."""
    write_title(page, number.title)
    field(page, "standfirst").fill(number.standfirst)
    actions(page).get_by_role("button", name="Enregistrer le brouillon").click()
    answer(page)


def open_sending(page: Page) -> None:
    actions(page).get_by_role("button", name="Plus d'actions").click()
    actions(page).get_by_role("link", name="Relire et envoyer").click()
    expect(page.get_by_role("heading", name="3. Approuver et envoyer")).to_be_visible()


def look_at(page: Page, form: str) -> Page:
    """Opens one form of the number, in a tab of its own."""
    with page.context.expect_page(timeout=ANSWER_PATIENCE) as opened:
        page.get_by_role("link", name=re.compile(f"^{form}")).first.click()
    opened.value.wait_for_load_state()
    return opened.value


def approve_and_send(page: Page) -> None:
    """A town of more than a thousand inhabitants: while its groups have given nothing, a reason is asked for."""
    reason = page.get_by_label("Pourquoi ce numéro part malgré ce qui est à corriger")
    if reason.count():
        reason.fill("Les groupes n’ont rien remis pour ce numéro d’essai.")
    page.get_by_label("J’ai relu ce numéro et je l’approuve.").check()
    page.get_by_role("button", name="Approuver et envoyer").click()
    expect(page.locator(".messages li").first).to_contain_text("L’envoi commence", timeout=ANSWER_PATIENCE)


def await_last_mail(page: Page) -> int:
    """Waits on the screen of a sending, which renews itself, until everybody has it; returns how many they are."""
    progress = page.get_by_label("Avancement")
    planned = progress.get_attribute("max") or ""
    expect(progress).to_have_attribute("value", planned, timeout=SENDING_PATIENCE)
    return int(planned)


def publish(page: Page) -> str:
    """Publishes the form that is open; returns the address of the page. Raises AssertionError when the desk refuses."""
    press_publish(page)
    return published(page)


def press_publish(page: Page) -> None:
    actions(page).get_by_role("button", name="Plus d'actions").click()
    actions(page).get_by_role("button", name="Publier", exact=True).click()


def published(page: Page) -> str:
    address = answer(page).get_by_role("link", name="Visualiser la version publiée").get_attribute("href")
    assert address
    return urlsplit(address).path


def actions(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Actions (pied de page)")


def answer(page: Page) -> Locator:
    """What the desk says at the top, once the form was sent. Raises AssertionError when it is a refusal, with its reasons."""
    said = page.locator(".messages li").first
    expect(said).to_be_visible(timeout=ANSWER_PATIENCE)
    reasons = page.locator(".error-message").all_inner_texts()
    assert "success" in (said.get_attribute("class") or ""), f"{said.inner_text()} {reasons}"
    return said


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}']")


def write_title(page: Page, title: str) -> None:
    """Types the title, and waits for the address that the desk makes of it."""
    field(page, "title").fill(title)
    field(page, "title").press("Tab")
    expect(field(page, "slug")).not_to_have_value("")


def write_day(page: Page, name: str, day: date) -> None:
    field(page, name).fill(f"{day:%d/%m/%Y}")
    field(page, name).press("Tab")  # closes the calendar that would cover what comes next


def write_hour(page: Page, name: str, hour: str) -> None:
    field(page, name).fill(hour)
    field(page, name).press("Tab")
