"""Jeanne writes to the town hall: the right service reads her, she keeps a receipt, and nobody can use the form against her."""

import datetime as dt
import re
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from content import retention, seals
from content.models import Commune, OutgoingMessage
from home.contact import sending
from home.contact.models import KEPT, ContactMessage, ContactSubject
from home.founding import Sections
from tests.people import JEANNE

FORM = "/contact/"
WORDS = "Le lampadaire du 12, rue des Tanneurs est éteint."
MINUTES = dt.timedelta(minutes=2)


@pytest.fixture
def roads(town: Sections) -> ContactSubject:
    commune = Commune.objects.get()
    commune.email, commune.phone = "mairie@mairie.example", "04 65 71 00 42"
    commune.save()
    subject: ContactSubject = ContactSubject.objects.create(
        site=town.home.site,
        name="Un problème dans la rue",
        slug="voirie",
        service="les services techniques",
        mailbox="technique@mairie.example",
        advice="Dites la rue.",
        answered_within="trois jours ouvrés",
    )
    return subject


def filled(**changes: Any) -> dict[str, Any]:
    """The form as a resident sends it, two minutes after it was shown."""
    values = {
        "subject": "voirie",
        "message": WORDS,
        "reply": "email",
        "email": JEANNE,
        "name": "Jeanne Vialle",
        "shown_at": seals.stamp(timezone.now() - MINUTES),
    }
    return values | changes


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)


def mails(purpose: str) -> list[Any]:
    found = OutgoingMessage.objects.filter(purpose=purpose).order_by("pk")
    return [message_from_bytes(bytes(mail.raw), policy=policy.default) for mail in found]


def test_her_message_goes_to_the_service_and_the_page_is_her_receipt(client: Client, roads: ContactSubject) -> None:
    page = client.post(FORM, filled())
    (mail,) = mails("contact")
    assert mail["To"] == "technique@mairie.example"
    assert mail["Reply-To"] == JEANNE
    assert WORDS in mail.get_content()
    assert "Jeanne Vialle" in mail.get_content()
    message = ContactMessage.objects.get()
    assert message.number in mail["Subject"]
    for said in (message.number, "les services techniques", "trois jours ouvrés", WORDS):
        assert said in words(page)
    assert JEANNE not in words(page), "her address is masked"
    assert not page.cookies
    assert "no-store" in page["Cache-Control"]


def test_what_cannot_be_sorted_goes_to_the_general_mailbox(client: Client, roads: ContactSubject) -> None:
    client.post(FORM, filled(subject="autre"))
    client.post(FORM, filled(subject="", message="Autre chose."))
    assert [mail["To"] for mail in mails("contact")] == ["mairie@mairie.example"] * 2


def test_whoever_wants_no_answer_gives_no_address(client: Client, roads: ContactSubject) -> None:
    page = client.post(FORM, filled(reply="none", email="", name=""))
    assert "Votre message est parti" in words(page)
    (mail,) = mails("contact")
    assert mail["Reply-To"] is None
    assert mails("contact-receipt") == []


def test_the_receipt_by_mail_holds_none_of_her_words_but_a_link_to_them(client: Client, roads: ContactSubject) -> None:
    client.post(FORM, filled())
    (receipt,) = mails("contact-receipt")
    assert receipt["To"] == JEANNE
    for typed in ("lampadaire", "Vialle", "problème dans la rue"):
        assert typed not in receipt.as_string()
        assert typed not in receipt.get_content()
    link = re.search(r"/contact/copie/[\w-]+/", receipt.get_content())
    assert link
    copy = client.get(link[0])
    assert WORDS in words(copy)
    assert "noindex" in copy["X-Robots-Tag"]


def test_a_mailbox_gets_one_receipt_a_day_and_three_a_month(
    client: Client, roads: ContactSubject, time_machine: TimeMachineFixture
) -> None:
    for day in range(6):
        time_machine.move_to(dt.datetime(2026, 11, 2 + day, 9, tzinfo=dt.UTC), tick=False)
        for number in range(3):
            client.post(FORM, filled(message=f"Message {day}/{number}", email="je.anne+x@gmail.com"))
    assert len(mails("contact")) == 18
    assert len(mails("contact-receipt")) == 3


def test_the_same_message_sent_twice_leaves_once(client: Client, roads: ContactSubject) -> None:
    typed = filled()
    first, second = client.post(FORM, typed), client.post(FORM, typed)
    assert len(mails("contact")) == 1
    assert words(first) == words(second)


def test_a_flood_from_one_network_is_asked_to_come_back(client: Client, roads: ContactSubject) -> None:
    answers = [client.post(FORM, filled(message=f"Message {number}")) for number in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "Message 10" in words(answers[-1]), "nothing typed is lost"
    assert len(mails("contact")) == 10


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"message": "  "}, "Votre message : écrivez votre message."),
        ({"message": "a" * 5001}, "Votre message :"),
        ({"reply": ""}, "choisissez une des trois réponses"),
        ({"email": ""}, "écrivez votre adresse électronique"),
        ({"email": "jeanne.example"}, "il manque un @"),
        ({"reply": "phone", "phone": ""}, "écrivez votre numéro"),
        ({"phone": "appelez-moi"}, "ce numéro n’est pas complet"),
        ({"subject": "secret"}, "De quoi s’agit-il"),
        ({"website": "http://spam.example"}, "ce champ doit rester vide"),
        ({"shown_at": "1.faux"}, "Cette page était ouverte depuis longtemps"),
    ],
)
def test_a_mistake_is_explained_first_and_nothing_typed_is_lost(
    client: Client, roads: ContactSubject, changes: dict[str, str], said: str
) -> None:
    page = client.post(FORM, filled(**changes))
    text = words(page)
    assert said in text
    assert text.index("À reprendre avant d’envoyer") < text.index(
        "Écrire à la mairie", text.index("Aller à la recherche") + 1
    )
    assert "<title>Erreur : " in page.content.decode().replace("\u202f", " ").replace("\u00a0", " ")
    assert changes.get("message", WORDS).strip() in text
    assert mails("contact") == []


def test_a_robot_is_too_quick(client: Client, roads: ContactSubject) -> None:
    assert "très rapide" in words(client.post(FORM, filled(shown_at=seals.stamp(timezone.now()))))


def test_a_link_may_choose_the_subject_and_an_unknown_one_chooses_none(client: Client, roads: ContactSubject) -> None:
    assert re.search(r'value="voirie" checked', client.get("/contact/?sujet=voirie").content.decode())
    for odd in ("inconnu", "<script>", "a" * 500, "voirie/"):
        page = client.get("/contact/", {"sujet": odd})
        assert page.status_code == 200
        assert " checked" not in page.content.decode()


def test_another_site_may_not_send_it_in_her_name(client: Client, roads: ContactSubject) -> None:
    assert client.post(FORM, filled(), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert mails("contact") == []


def test_a_town_without_any_mailbox_gives_its_telephone(client: Client, town: Sections) -> None:
    page = words(client.get(FORM))
    assert "Aucune boîte aux lettres n’est encore ouverte ici" in page
    assert client.post(FORM, filled()).status_code == 200
    assert mails("contact") == []


def test_a_message_is_erased_when_the_page_says_so(client: Client, roads: ContactSubject) -> None:
    assert f"{KEPT.days} jours, puis l’efface" in words(client.get(FORM))
    client.post(FORM, filled())
    message, later = ContactMessage.objects.get(), timezone.now() + KEPT
    OutgoingMessage.objects.update(state=OutgoingMessage.State.SENT)
    assert sending.forget(later - dt.timedelta(hours=1)) == 0
    assert sending.forget(later + dt.timedelta(minutes=1)) == 1
    retention.forget(later)
    assert not OutgoingMessage.objects.exists()
    assert client.get(f"/contact/copie/{message.token}/").status_code == 404


def test_a_forged_link_shows_nothing(client: Client, roads: ContactSubject) -> None:
    client.post(FORM, filled())
    token = ContactMessage.objects.get().token
    for forged in (token[:-1], token[::-1], "x", "é" * 43):
        assert client.get(f"/contact/copie/{forged}/").status_code == 404


def test_the_neighbour_never_sees_the_subjects_nor_the_messages(
    client: Client, roads: ContactSubject, neighbour: Sections
) -> None:
    client.post(FORM, filled())
    token = ContactMessage.objects.get().token
    assert "Un problème dans la rue" not in words(client.get(FORM, headers={"Host": "saint-aubin.example"}))
    assert client.get(f"/contact/copie/{token}/", headers={"Host": "saint-aubin.example"}).status_code == 404


def test_a_message_no_server_would_take_is_shown_in_the_desk(client: Client, roads: ContactSubject, odile: Any) -> None:
    client.post(FORM, filled())
    OutgoingMessage.objects.filter(purpose="contact").update(state=OutgoingMessage.State.FAILED)
    client.force_login(odile)
    assert f"N° {ContactMessage.objects.get().number}" in words(client.get("/admin/"))


ODD = st.text(max_size=60) | st.sampled_from(
    ["\r\nBcc: tous@mairie.example", "a@b.fr\nBcc: x@y.fr", "\x00", "\u2028", "é@é.fr", "🥁"]
)


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.fixed_dictionaries(
        dict.fromkeys(("subject", "message", "reply", "email", "phone", "name", "shown_at"), ODD)
    )
)
def test_whatever_is_typed_the_answer_is_a_page_and_no_header_is_added(
    client: Client, roads: ContactSubject, typed: dict[str, str]
) -> None:
    OutgoingMessage.objects.all().delete()
    for sent in (
        typed,
        filled(name=typed["name"], message=typed["message"] or "x", email=f"jeanne{typed['email']}@boite.example"),
    ):
        assert client.post(FORM, sent).status_code in {200, 429}
    for mail in mails("contact"):
        assert mail["Bcc"] is mail["Cc"] is None
        assert mail["To"] in {"technique@mairie.example", "mairie@mairie.example"}
        assert len(mail.get_all("Subject")) == 1
