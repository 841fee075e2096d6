"""What a resident does, with a browser or with the button of a mail program."""

import re
import urllib.parse
import urllib.request
from email.message import EmailMessage

from playwright.sync_api import Page, expect

from tests.journeys.running_town import until

BULLETIN = "bulletin:mois"
LEAST_TIME = 3.2  # seconds since the page was opened: the form takes whoever is faster for a robot


def fill_in(page: Page, address: str, topic: str) -> None:
    """Chooses the bulletin, and one topic at once, in the form of /recevoir/courriel/ that is open."""
    page.locator(f"input[name=choices][value='{BULLETIN}']").check()
    page.get_by_text("Un sujet précis").click()
    page.get_by_role("checkbox", name=f"{topic}, aussitôt").check()
    page.get_by_label("Adresse électronique").fill(address)


def subscribe(page: Page) -> None:
    until(lambda: page.evaluate("performance.now() / 1000") > LEAST_TIME, "time stands still")
    page.get_by_role("button", name="M’abonner").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("C’est noté")


def confirm(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_role("button", name="Confirmer mon abonnement").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("votre abonnement a commencé")


def words(message: EmailMessage, kind: str) -> str:
    """The text of that part: "plain" or "html". Raises AssertionError where the message has none."""
    part = message.get_body((kind,))
    assert part is not None, message.as_string()[:2000]
    return str(part.get_content())


def link_in(text: str, path: str) -> str:
    """The first address below that path in a mail's text."""
    found = re.search(rf"https?://\S*{re.escape(path)}[\w.~-]+/", text)
    assert found is not None, text
    return found[0]


def press_unsubscribe(message: EmailMessage) -> int:
    """What the mail program's own button does (RFC 8058): a POST without cookie nor Origin. Returns the answer's status."""
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.search(r"<(https?://[^>]+)>", message["List-Unsubscribe"])
    assert address is not None, message["List-Unsubscribe"]
    body = urllib.parse.urlencode({"List-Unsubscribe": "One-Click"}).encode()
    with urllib.request.urlopen(address[1], data=body, timeout=30) as answer:
        status: int = answer.status
        return status
