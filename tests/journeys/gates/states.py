"""States of pages that no link leads to: refusals, empty answers, each step of a subscription, of a proposal."""

from collections.abc import Iterator
from datetime import date, timedelta

from playwright.sync_api import Page

from tests.journeys import resident
from tests.journeys.running_town import until
from tests.smtp_server import Accepted, SmtpServer

ADDRESS = "fatoumata@example.org"
FORM = "/recevoir/courriel/"

# What people type, guess, or find in an old mail.
ADDRESSES = (
    "/cette-adresse-n-existe-pas/",
    "/recherche/?q=halle",
    "/recherche/?q=zzyzzyx",
    "/agenda/2031/01/",
    "/agenda/2031/01/05/",
    "/agenda/?theme=culture&gratuit=1",
    "/agenda/?lieu=nulle-part",
    "/agenda/?quand=week-end&age=7",
    "/agenda/2031/01/liste/",
    "/actualites/?theme=travaux",
    "/actualites/?theme=nulle-part",
    "/actualites/?page=9999",
    "/recevoir/confirmer/un-lien-abime/",
    "/recevoir/choix/un-lien-abime/",
    "/recevoir/effacer/un-lien-abime/",
    "/agenda/proposer/suivi/un-lien-abime/",
)


def press(page: Page, name: str) -> None:
    """Presses the button and waits for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def refused(page: Page) -> None:
    """The subscription form, sent empty."""
    page.goto(FORM)
    press(page, "M’abonner")


def subscription(page: Page, mail: SmtpServer) -> Iterator[str]:
    """Somebody subscribes, changes her mind and leaves; the page stands at each step while its name is given."""
    page.goto(FORM)
    resident.fill_in(page, ADDRESS, "Environnement")
    resident.subscribe(page)
    yield "the subscription is noted"
    until(lambda: letters(mail), "no letter came")
    page.goto(resident.link_in(resident.words(letters(mail)[0].message, "plain"), "/recevoir/confirmer/"))
    yield "the button that begins it"
    press(page, "Confirmer mon abonnement")
    yield "it has begun"
    page.get_by_role("link", name="Changer mes choix").click()
    page.wait_for_url("**/recevoir/choix/**")
    yield "the choices"
    page.get_by_label("Ne rien recevoir jusqu’au").select_option(index=1)
    for name in ("Mettre en pause", "Reprendre dès maintenant", "Enregistrer mes choix"):
        press(page, name)
        yield f"the choices, after « {name} »"
    yield from own_data(page, mail)
    press(page, "Tout arrêter")
    yield "the choices, after « Tout arrêter »"


def own_data(page: Page, mail: SmtpServer) -> Iterator[str]:
    """From the page of choices, what only the owner of the mailbox may ask for; back on that page at the end."""
    choices, before = page.url, len(letters(mail))
    press(page, "Lire mes données")
    yield "a link to one's own data leaves"
    until(lambda: len(letters(mail)) > before, "no link came")
    page.goto(resident.link_in(resident.words(letters(mail)[-1].message, "plain"), "/recevoir/donnees/"))
    yield "the button that shows one's own data"
    press(page, "Voir mes données")
    yield "one's own data"
    page.goto(choices)


def proposal(page: Page, mail: SmtpServer) -> Iterator[str]:
    """The same person proposes a lotto that comes back, confirms it and withdraws it."""
    before = len(letters(mail))
    page.goto("/agenda/proposer/")
    press(page, "Envoyer la proposition")
    yield "the proposal, sent empty"
    page.get_by_text("Il revient").click()
    page.get_by_label("Revient-il ?").select_option("weekly")
    told = {
        "Titre": "Loto", "En deux phrases": "Dix parties.", "Jour": f"{date.today() + timedelta(days=20)}",
        "Autre lieu, ou précision": "au four", "Son nom, s’il n’est pas dans la liste": "Le four de Chantemerle",
        "Votre nom": "Fatoumata", "Votre adresse électronique": ADDRESS,
    }  # fmt: skip
    for label, words in told.items():
        page.get_by_label(label, exact=True).fill(words)
    press(page, "Envoyer la proposition")
    yield "the proposal is noted"
    until(lambda: len(letters(mail)) > before, "no letter came")
    page.goto(resident.link_in(resident.words(letters(mail)[-1].message, "plain"), "/agenda/proposer/suivi/"))
    yield "the button that confirms it"
    for name in ("Confirmer ma proposition", "Retirer ma proposition"):
        press(page, name)
        yield f"the proposal, after « {name} »"


def letters(mail: SmtpServer) -> list[Accepted]:
    return [each for each in mail.accepted() if ADDRESS in each.recipients]
