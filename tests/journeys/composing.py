"""What an editor does to make a whole number of the bulletin, by the words written on the screens: open, write, look, receive, send."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys import desk
from tests.journeys.guide import Album

PATIENCE = 60_000  # milliseconds: a number of twelve pages is drawn while one waits


@dataclass(frozen=True)
class Piece:
    """A text with its title; `standfirst` in bold above it."""

    title: str
    standfirst: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Sent:
    """What the last screen says."""

    subject: str
    readers: int


def open_number(page: Page) -> None:
    """From the desk's first screen."""
    page.get_by_role("link", name="Préparer le bulletin").click()
    page.wait_for_url("**/pages/add/newsletter/bulletinpage/**")
    expect(desk.field(page, "number")).not_to_have_value("")


def open_gesture(page: Page, name: str) -> None:
    """One of the four doors of the desk's first screen."""
    page.goto("/admin/")
    page.get_by_role("link", name=name).click()
    page.wait_for_url("**/pages/add/**")


def write_alert(page: Page, title: str, instruction: str) -> None:
    desk.write_title(page, title)
    desk.field(page, "standfirst").fill("La Lise monte. N’allez pas voir l’eau, ne passez pas les barrières.")
    desk.field(page, "level").select_option(label="vigilance orange")
    page.get_by_role("button", name="Ajouter un(e) consigne").click()
    desk.field(page, "instructions-0-text").fill(instruction)


def write_cover(page: Page, title: str, standfirst: str, engraving: str) -> None:
    desk.write_title(page, title)
    desk.field(page, "standfirst").fill(standfirst)
    desk.field(page, "engraving").select_option(label=engraving)


def write_editorial(page: Page, piece: Piece) -> None:
    """In the section that opens empty; the signature is that of the number before."""
    write_piece(page, section(page, "Éditorial"), piece)


def write_piece(page: Page, where: Locator, piece: Piece) -> None:
    control(where, "title").fill(piece.title)
    control(where, "standfirst").fill(piece.standfirst)
    write_text(page, where.get_by_role("textbox").and_(where.locator("[contenteditable=true]")).first, piece.paragraphs)


def write_text(page: Page, box: Locator, paragraphs: tuple[str, ...]) -> None:
    """Into a rich text, one paragraph after the other."""
    box.click()
    for number, paragraph in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)
    expect(box).to_contain_text(paragraphs[-1][:40])


def add_briefs(page: Page, briefs: tuple[tuple[str, str], ...]) -> None:
    """« En bref », under the editorial."""
    where = insert_after(page, "Éditorial", "En bref")
    for number, (title, text) in enumerate(briefs):
        if number:
            where.get_by_role("button", name="Ajouter", exact=True).last.click()
        control(where, "title").nth(number + 1).fill(title)  # the first title is the section's own
        control(where, "text").nth(number).fill(text)


def add_feature(page: Page, after: str, piece: Piece, engraving: str, quotation: str) -> None:
    where = insert_after(page, after, "Dossier")
    control(where, "engraving").select_option(label=engraving)
    write_piece(page, where, piece)
    control(where, "quotation").fill(quotation)


def add_page(page: Page, after: str, piece: Piece, engraving: str) -> None:
    """« Page libre »."""
    where = insert_after(page, after, "Page libre")
    control(where, "engraving").select_option(label=engraving)
    write_piece(page, where, piece)


def add_association(page: Page, after: str, piece: Piece, engraving: str, name: str) -> None:
    """« Page d’une association », its name chosen in the town's list."""
    where = insert_after(page, after, "Page d’une association")
    control(where, "engraving").select_option(label=engraving)
    where.get_by_role("button", name=re.compile("^Choisir")).nth(1).click()  # the first one is for a photo
    page.get_by_role("dialog").get_by_role("link", name=name).click()
    write_piece(page, where, piece)


def insert_after(page: Page, known: str, kind: str) -> Locator:
    """Adds a section of that kind under the one that bears that name; returns it."""
    section(page, known).locator("xpath=following-sibling::*[1]//button[@title='Insérer un bloc']").click()
    page.get_by_role("option", name=kind, exact=True).click()
    return section(page, kind)


def section(page: Page, kind: str) -> Locator:
    """A section of the form, by the name in its head."""
    head = page.locator(".c-sf-block__type", has_text=re.compile(rf"^{re.escape(kind)}$"))
    return page.locator("[data-streamfield-child]", has=head)


def control(where: Locator, name: str) -> Locator:
    return where.locator(f"[name$='-value-{name}'], [name$='-{name}']")


def save(page: Page) -> None:
    desk.actions(page).get_by_role("button", name="Enregistrer le brouillon").click()
    desk.answer(page)


def receive_groups(page: Page, words: str, signatures: tuple[str, ...], album: Album) -> None:
    """The text of each group, one after the other: the screen goes on to the next by itself."""
    page.get_by_role("link", name="Textes des groupes").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Textes des groupes")
    album.take(page, "textes-des-groupes")
    page.get_by_role("link", name=re.compile("^Recevoir le texte")).first.click()
    for number, signature in enumerate(signatures):
        expect(page.get_by_label("Signature")).to_have_value("")
        page.wait_for_load_state("networkidle")  # the editor of the text is there
        write_text(page, page.locator("[contenteditable=true]").first, (words.format(signature=signature),))
        expect(desk.field(page, "body")).to_have_value(re.compile(re.escape(signature)))  # kept by the editor
        page.get_by_label("Signature").fill(signature)
        if not number:
            album.take(page, "texte-d-un-groupe")
        page.get_by_role("button", name="Recevoir et fermer ce texte").click()
        expect(page.locator(".messages li").first).to_contain_text("reçu et fermé", timeout=PATIENCE)
    album.take(page, "textes-recus")


def look_at_plan(page: Page, album: Album) -> int:
    """The pages, facing each other as one will read them; returns how many they are."""
    page.get_by_role("link", name="Voir le chemin de fer").click()
    pages = page.locator(".folio img")
    pages.first.wait_for(timeout=PATIENCE)
    for picture in pages.all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("image => image.decode()")
    album.take(page, "chemin-de-fer")
    return pages.count()


def open_sending(page: Page) -> None:
    page.get_by_role("link", name="Relire et envoyer").click()
    expect(page.get_by_role("heading", name=re.compile("^3\\. "))).to_be_visible(timeout=PATIENCE)


def approve_and_send(page: Page) -> Sent:
    """On « Relire et envoyer »; returns what the screen that follows the sending says."""
    desk.approve_and_send(page)
    progress = page.get_by_label("Avancement")
    return Sent(page.get_by_role("heading", level=1).inner_text(), int(progress.get_attribute("max") or 0))
