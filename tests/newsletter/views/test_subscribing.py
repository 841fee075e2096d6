"""The pages below /recevoir/, as residents, mail scanners, robots and other sites meet them."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from time_machine import TimeMachineFixture

from content import seals
from content.models import OutgoingMessage, Topic
from home.founding import Sections
from newsletter.models import ConsentLine, Subscriber, SubscriptionRequest
from newsletter.subscribers import subscriptions, tokens
from newsletter.subscribers.choices import Choice, Rhythm, Stream
from newsletter.subscribers.consent import Source
from newsletter.subscribers.tokens import Purpose
from tests.newsletter.residents import ALERTS, BULLETIN, subscriber
from tests.newsletter.views.reading import title, words
from tests.people import KARIM

FORM = "/recevoir/courriel/"
FIELDS = [
    "email",
    "choices",
    "districts",
    "text_only",
    "website",
    "shown_at",
    "sure",
    "theme",
    "until",
    "pause",
    "resume",
    "save",
    "move",
    "export",
    "erase",
]


@pytest.fixture
def works(town: Sections) -> Topic:
    return Topic.objects.create(site=town.home.site, name="Travaux", slug="travaux")


def filled(age: dt.timedelta = dt.timedelta(minutes=2), **changes: Any) -> dict[str, Any]:
    """The form as a resident sends it, two minutes after it was shown."""
    values = {"email": KARIM, "choices": ["bulletin:mois"], "shown_at": seals.stamp(timezone.now() - age), "sure": ""}
    return values | changes


def confirmation_link() -> str:
    subscriptions.answer_requests(timezone.now())
    raw = bytes(OutgoingMessage.objects.latest("pk").raw).replace(b"=\r\n", b"").decode()
    found = re.search(r"/recevoir/(?:confirmer|choix)/[\w-]+/", raw)
    assert found
    return found[0]


def test_the_form_ticks_nothing_in_advance(client: Client, works: Topic) -> None:
    page = client.get(FORM).content.decode()
    assert 'value="alertes:aussitot"' in page
    assert 'value="theme.travaux:vendredi"' in page
    assert "checked" not in page


def test_karim_subscribes_confirms_changes_his_mind_and_leaves(client: Client, works: Topic) -> None:
    noted = client.post(FORM, filled(choices=["bulletin:mois", "theme.travaux:vendredi"]))
    assert "C’est noté" in words(noted)
    assert "k•••••••m@boite.example" in words(noted)
    link = confirmation_link()
    assert "Confirmer mon abonnement" in words(client.get(link))
    done = client.post(link)
    assert "votre abonnement a commencé" in words(done)
    karim = Subscriber.objects.get()
    assert karim.choices() == [BULLETIN, Choice(Stream.TOPIC, Rhythm.WEEKLY, "travaux")]

    choices = f"/recevoir/choix/{tokens.lasting(Purpose.CHOICES, karim.uid)}/"
    assert 'value="bulletin:mois" checked' in client.get(choices).content.decode()
    saved = client.post(choices, {"choices": ["alertes:aussitot"], "save": ""})
    assert "Vos choix sont enregistrés" in words(saved)
    assert karim.choices() == [ALERTS]

    assert "C’est arrêté" in words(client.post(choices, {"leave": ""}))
    karim.refresh_from_db()
    assert karim.state == Subscriber.State.LEFT
    assert client.cookies == {}


def test_a_pause_is_taken_and_ended_on_the_page_of_choices(client: Client, town: Sections) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    choices = f"/recevoir/choix/{tokens.lasting(Purpose.CHOICES, karim.uid)}/"
    page = client.get(choices).content.decode()
    day = re.findall(r'<option value="(\d{4}-\d\d-01)">', page)[0]
    client.post(choices, {"until": day, "pause": ""})
    karim.refresh_from_db()
    assert str(karim.paused_until) == day
    client.post(choices, {"until": "", "pause": ""})
    karim.refresh_from_db()
    assert karim.paused_until is None
    client.post(choices, {"until": "2099-01-01", "pause": ""})
    karim.refresh_from_db()
    assert karim.paused_until is None


def test_a_pause_ends_with_one_button_and_the_page_says_until_when(client: Client, town: Sections) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    choices = f"/recevoir/choix/{tokens.lasting(Purpose.CHOICES, karim.uid)}/"
    assert "Reprendre" not in words(client.get(choices))
    until = timezone.localdate() + dt.timedelta(days=17)
    subscriptions.pause(karim, until, timezone.now())
    page = client.get(choices)
    assert "Reprendre dès maintenant" in words(page)
    assert f'<option value="{until}" selected>' in page.content.decode()
    client.post(choices, {"resume": ""})
    karim.refresh_from_db()
    assert karim.paused_until is None
    assert ConsentLine.objects.latest("pk").reason == "fin de la pause"


def test_a_form_without_a_button_of_ours_changes_nothing(client: Client, town: Sections) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    client.post(f"/recevoir/choix/{tokens.lasting(Purpose.CHOICES, karim.uid)}/", {"nothing": "1"})
    assert karim.choices() == [BULLETIN]


def test_the_page_says_what_was_first_chosen_and_when_it_changed(client: Client, town: Sections) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    choices = f"/recevoir/choix/{tokens.lasting(Purpose.CHOICES, karim.uid)}/"
    assert "Vous avez changé" not in words(client.get(choices))
    page = words(client.post(choices, {"choices": ["alertes:aussitot"], "save": ""}))
    assert "Vous avez donné votre accord à la mairie" in page
    assert "Vous aviez choisi : Le bulletin (chaque mois)." in page
    assert "Vous avez changé vos choix le" in page


def test_the_page_of_choices_hides_the_address_and_says_why_mails_come(client: Client, town: Sections) -> None:
    client.post(FORM, filled())
    client.post(confirmation_link())
    karim = Subscriber.objects.get()
    page = client.get(f"/recevoir/choix/{tokens.lasting(Purpose.CHOICES, karim.uid)}/")
    assert KARIM not in page.content.decode()
    assert "Pourquoi est-ce que je reçois ceci" in words(page)
    assert "confirmé depuis votre boîte" in words(page)
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("state", ["unknown", "waiting", "active", "suspended", "left"])
def test_nobody_can_tell_from_the_answer_who_is_subscribed(
    client: Client, town: Sections, state: str, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(timezone.now(), tick=False)
    unknown = client.post(FORM, filled(email="inconnue@boite.example"))
    now = timezone.now()
    if state == "waiting":
        client.post(FORM, filled())
    elif state != "unknown":
        karim = subscriber(town.home.site, KARIM, now)
        if state == "left":
            subscriptions.leave(karim, Source.ONE_CLICK, now)
        if state == "suspended":
            Subscriber.objects.update(state=Subscriber.State.SUSPENDED)
    known = client.post(FORM, filled())
    assert known.status_code == unknown.status_code == 200
    assert known.headers == unknown.headers
    same = words(known).replace("k•••••••m", "*")
    assert same == words(unknown).replace("i•••••••e", "*")


def test_the_answer_asks_the_database_the_same_questions_whoever_it_is(client: Client, town: Sections) -> None:
    subscriber(town.home.site, KARIM, timezone.now())
    client.post(FORM, filled(email="premiere@boite.example"))
    asked = []
    for address in (KARIM, "inconnue@boite.example"):
        with CaptureQueriesContext(connection) as queries:
            client.post(FORM, filled(email=address))
        asked.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries.captured_queries])
    assert asked[0] == asked[1]


def test_errors_are_summed_up_with_links_and_what_was_typed_stays(client: Client, works: Topic) -> None:
    page = client.post(FORM, filled(email="karim.boite.example", choices=["theme.travaux:vendredi"], text_only="on"))
    assert title(page).startswith("Erreur : ")
    text = page.content.decode()
    assert '<a href="#id_email">' in text
    assert "il manque un @. Vous avez écrit" in words(page)
    assert 'value="karim.boite.example"' in text
    assert 'value="theme.travaux:vendredi" checked' in text
    assert 'aria-invalid="true"' in text
    assert not SubscriptionRequest.objects.exists()


def test_nothing_ticked_is_an_error_that_leads_to_the_table(client: Client, town: Sections) -> None:
    page = client.post(FORM, filled(choices=[]))
    assert '<a href="#choix-1">' in page.content.decode()
    assert 'id="choix-1"' in page.content.decode()
    assert "cochez au moins une case" in words(page)


def test_a_doubtful_provider_is_asked_about_once(client: Client, town: Sections) -> None:
    doubt = client.post(FORM, filled(email="karim@gmial.com"))
    assert "vouliez-vous écrire « karim@gmail.com »" in words(doubt)
    hidden = re.search(r'name="sure" value="([^"]*)"', doubt.content.decode())
    assert hidden
    sure = client.post(FORM, filled(email="karim@gmial.com", sure=hidden[1]))
    assert "C’est noté" in words(sure)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"age": dt.timedelta(seconds=1)}, "C’était très rapide"),
        ({"age": dt.timedelta(hours=25)}, "ouverte depuis longtemps"),
        ({"shown_at": "1700000000.AAAA"}, "ouverte depuis longtemps"),
        ({"website": "https://casino.example"}, "ce champ doit rester vide"),
    ],
)
def test_a_robot_is_stopped_without_a_riddle(
    client: Client, town: Sections, changes: dict[str, Any], said: str
) -> None:
    page = client.post(FORM, filled(**changes))
    assert said in words(page)
    assert not SubscriptionRequest.objects.exists()


def test_a_person_stopped_by_mistake_only_has_to_press_again(client: Client, town: Sections) -> None:
    page = client.post(FORM, filled(age=dt.timedelta(seconds=1))).content.decode()
    again = re.search(r'name="shown_at" value="([^"]*)"', page)
    assert again
    assert "C’est noté" in words(client.post(FORM, filled(shown_at=again[1])))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://casino.example"},
    ],
)
def test_a_form_sent_by_another_site_is_refused(client: Client, town: Sections, headers: dict[str, str]) -> None:
    assert client.post(FORM, filled(), headers=headers).status_code == 403
    assert not SubscriptionRequest.objects.exists()


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {"Origin": "null"}]
)
def test_our_own_form_is_taken_from_old_and_new_browsers(
    client: Client, town: Sections, headers: dict[str, str]
) -> None:
    assert client.post(FORM, filled(), headers=headers).status_code == 200
    assert SubscriptionRequest.objects.count() == 1


def test_a_network_that_asks_too_often_is_told_when_to_come_back(client: Client, town: Sections) -> None:
    answers = [
        client.post(FORM, filled(email=f"lecteur{n}@boite.example"), REMOTE_ADDR="203.0.113.9") for n in range(11)
    ]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "Réessayez dans dix minutes" in words(answers[-1])
    assert SubscriptionRequest.objects.count() == 10


def test_the_small_form_of_another_page_brings_its_address_and_its_topic(client: Client, works: Topic) -> None:
    page = client.post(FORM, {"email": KARIM, "theme": "travaux"}).content.decode()
    assert f'value="{KARIM}"' in page
    assert page.count("checked") == 1
    assert 'value="theme.travaux:aussitot" checked' in page
    assert "Erreur" not in page


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_mail_scanner_confirms_and_stops_nobody(client: Client, town: Sections, method: str) -> None:
    karim = subscriber(town.home.site, KARIM, timezone.now())
    client.post(FORM, filled(email="jeanne@lettres.example"))
    link = confirmation_link()
    before = (SubscriptionRequest.objects.count(), ConsentLine.objects.count())
    leave, choices = (tokens.lasting(purpose, karim.uid) for purpose in (Purpose.LEAVE, Purpose.CHOICES))
    for _ in range(3):
        for address in (link, f"/recevoir/arreter/{leave}/", f"/recevoir/choix/{choices}/"):
            getattr(client, method)(address, headers={"Purpose": "prefetch"})
    assert (SubscriptionRequest.objects.count(), ConsentLine.objects.count()) == before
    assert Subscriber.objects.active().count() == 1
    assert "votre abonnement a commencé" in words(client.post(link))


@pytest.mark.parametrize("token", ["abc", "é" * 20, "A" * 500, "..%2f", "{{", "' OR 1=1"])
@pytest.mark.parametrize("page", ["confirmer", "choix"])
def test_a_link_that_leads_nowhere_always_says_the_same(client: Client, town: Sections, page: str, token: str) -> None:
    for answer in (client.get(f"/recevoir/{page}/{token}/"), client.post(f"/recevoir/{page}/{token}/")):
        assert answer.status_code == 404


def test_used_old_and_invented_confirmations_are_one_page(client: Client, town: Sections) -> None:
    client.post(FORM, filled())
    link = confirmation_link()
    client.post(link)
    used, invented = client.get(link), client.get("/recevoir/confirmer/" + "x" * 32 + "/")
    assert used.content == invented.content
    assert "Si vous avez déjà confirmé, tout est en ordre" in words(used)


def test_every_way_to_be_told_has_its_page(client: Client, works: Topic) -> None:
    assert "Dans votre calendrier" in words(client.get("/recevoir/"))
    calendar = client.get("/recevoir/calendrier/").content.decode()
    assert 'href="webcal://localhost/agenda/agenda.ics"' in calendar
    assert "/actualites/theme/travaux/flux/" in client.get("/recevoir/flux/").content.decode()


@pytest.mark.parametrize("path", ["/recevoir/", FORM, "/recevoir/flux/", "/recevoir/calendrier/"])
def test_no_page_leaves_a_cookie_or_asks_the_database_much(
    client: Client, works: Topic, path: str, remembering: None, django_assert_max_num_queries: Any
) -> None:
    client.get(path)
    with django_assert_max_num_queries(10):
        answer = client.get(f"{path}?fbclid=abc&theme=%00&email=%FF")
    assert answer.status_code == 200
    assert not answer.cookies


def test_one_town_does_not_offer_the_topics_of_the_other(client: Client, works: Topic, neighbour: Sections) -> None:
    Topic.objects.create(site=neighbour.home.site, name="Vignes", slug="vignes")
    assert "Vignes" not in words(client.get(FORM))
    there = Client(SERVER_NAME="saint-aubin.example")
    assert "Vignes" in words(there.get(FORM))
    there.post(FORM, filled(choices=["theme.vignes:vendredi"]))
    assert SubscriptionRequest.objects.get().site == neighbour.home.site


garbage = st.text(max_size=40) | st.sampled_from(["\x00", "\ud7ff", "9" * 400, "<script>", "theme.:", "alertes:mois"])


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.sampled_from(FIELDS), st.lists(garbage, max_size=3)))
def test_nothing_that_is_sent_breaks_a_page(client: Client, works: Topic, values: dict[str, list[str]]) -> None:
    karim = Subscriber.objects.first() or subscriber(works.site, KARIM, timezone.now())
    choices = f"/recevoir/choix/{tokens.lasting(Purpose.CHOICES, karim.uid)}/"
    for path in (FORM, choices, "/recevoir/arreter/abc/"):
        assert client.post(path, values).status_code in {200, 429}, path
    assert client.get(FORM, {name: texts[0] for name, texts in values.items() if texts}).status_code == 200
