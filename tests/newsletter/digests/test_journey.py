"""From the form to the mailbox: Karim subscribes, reads his news, follows the links of the mail itself, and leaves."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from home.founding import Sections
from newsletter.models import Delivery, Dispatch, Subscriber, Told, Variant
from newsletter.subscribers import retention
from tests.newsletter.digests.town import ALERTS, DAILY_NEWS, Worker, article, at, flood, november, plain
from tests.newsletter.residents import subscriber
from tests.people import JEANNE, KARIM


@pytest.fixture
def mailed(town: Sections, worker: Worker) -> Worker:
    """Karim and Jeanne have had their daily news, Karim an alert too."""
    subscriber(town.home.site, KARIM, november(2), DAILY_NEWS, ALERTS)
    subscriber(town.home.site, JEANNE, november(2), DAILY_NEWS)
    article(town, november(16, "14:00"), "La halle rouvre : 100 % à l’abri")
    worker.passes(november(17, "08:30"))
    flood(town, november(17, "09:00"))
    worker.passes(november(17, "09:00"))
    return worker


def test_each_mail_says_which_list_it_is_of_and_how_to_leave_it(mailed: Worker) -> None:
    news, alert = mailed.mail.of(KARIM)
    for message, label, archive in ((news, "nouvelles", "/tout/flux/"), (alert, "alertes", "/alertes/")):
        assert f"<{label}." in message["List-Id"]
        assert message["List-Archive"].endswith(f"{archive}>")
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert message["Precedence"] == "bulk"
        assert message["Feedback-ID"].split(":")[1] == label
        assert not message.defects
    assert news["Message-ID"] != alert["Message-ID"]


def test_each_mail_has_one_address_in_it_and_it_is_its_reader_s(mailed: Worker) -> None:
    assert len(mailed.mail.kept) == 3
    for parcel in mailed.mail.kept:
        others = {KARIM, JEANNE} - {parcel.recipient}
        assert parcel.message.count(parcel.recipient.encode()) == 1
        assert not any(other.encode() in parcel.message for other in others)


def test_text_and_html_say_the_same_and_why_one_receives_it(mailed: Worker) -> None:
    message = mailed.mail.of(KARIM)[0]
    for kind in ("plain", "html"):
        part = message.get_body((kind,))
        assert part is not None
        words = plain(" ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", str(part.get_content()), flags=re.S).split()))
        for sentence in (
            "La halle rouvre : 100 % à l’abri",
            "Pourquoi est-ce que je reçois ceci ?",
            "Actualités de la mairie, chaque jour",
            "Changer mes choix",
        ):
            assert sentence in words


def test_the_links_of_the_mail_open_karim_s_choices_and_let_him_leave_in_one_request(
    mailed: Worker, client: Client
) -> None:
    message = mailed.mail.of(KARIM)[0]
    body = message.get_body(("plain",))
    assert body is not None
    choices = re.search(r"https?://[^/\s]+(/recevoir/choix/\S+)", str(body.get_content()))
    leave = re.search(r"<https?://[^/]+(/recevoir/arreter/[^>]+)>", str(message["List-Unsubscribe"]))
    assert choices and leave
    assert client.get(choices[1]).status_code == 200
    client.get(leave[1])
    assert Subscriber.objects.get(address=KARIM).state == Subscriber.State.ACTIVE, "nothing happens on GET"
    with at(november(17, "10:00")):
        assert client.post(leave[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Subscriber.objects.get(address=KARIM).state == Subscriber.State.LEFT


def test_whoever_left_gets_nothing_more(mailed: Worker, town: Sections, client: Client) -> None:
    leave = re.search(r"<https?://[^/]+(/recevoir/arreter/[^>]+)>", str(mailed.mail.of(KARIM)[0]["List-Unsubscribe"]))
    assert leave
    client.post(leave[1], {"List-Unsubscribe": "One-Click"})
    article(town, november(17, "14:00"), "Le pont ferme lundi")
    mailed.passes(november(18, "08:30"))
    assert (len(mailed.mail.subjects(KARIM)), len(mailed.mail.subjects(JEANNE))) == (2, 2)


def test_three_months_later_the_ledger_counts_but_remembers_neither_names_nor_words(mailed: Worker) -> None:
    with at(november(17) + dt.timedelta(days=89)):
        retention.forget(timezone.now())
        assert Told.objects.exists()
    with at(november(17) + dt.timedelta(days=91)):
        retention.forget(timezone.now())
    assert not Told.objects.exists()
    assert not Delivery.objects.exclude(subscriber=None).exists()
    assert set(Variant.objects.values_list("html", "text")) == {("", "")}
    assert Dispatch.objects.filter(priority=Dispatch.Priority.DIGEST).get().planned == 2
