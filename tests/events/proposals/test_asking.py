"""Jeanne proposes a lotto: nothing reaches the town hall before her mailbox has answered, and nobody can use the form against her."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content import seals
from events.models import AgendaPage, EventPage, Proposal
from events.proposals.models import Submission
from home.founding import Sections
from tests.events.proposals.conftest import FORM, confirmed, filled
from tests.events.proposals.letters import link_in, mails, words
from tests.events.town import choir, hall
from tests.people import JEANNE

State = Submission.State


def test_a_resident_finds_the_form_without_account_nor_cookie(client: Client, agenda: AgendaPage) -> None:
    page = client.get(FORM)
    assert page.status_code == 200
    assert not page.cookies
    assert "Qui organise ?" in words(page)


def test_nothing_reaches_the_town_hall_before_the_mailbox_answers(client: Client, agenda: AgendaPage) -> None:
    page = client.post(FORM, filled())
    assert "Un courriel va partir" in words(page)
    assert "samedi 12 décembre, de 20 h à 23 h 30" in words(page).lower()
    assert JEANNE not in words(page), "her address is masked"
    assert "no-store" in page["Cache-Control"]
    assert not page.cookies
    assert Proposal.objects.get().state == State.ASKED
    assert not EventPage.objects.exists()
    assert mails("waiting") == []


def test_the_mail_that_asks_to_confirm_carries_no_word_of_whoever_filled_the_form(
    client: Client, agenda: AgendaPage
) -> None:
    client.post(FORM, filled(title="Gagnez sur http://spam.example", name="Spam"))
    (mail,) = mails("confirmation")
    assert mail["To"] == JEANNE
    assert "pam" not in mail.get_content().replace("proposer/suivi", "")
    assert "spam" not in mail["Subject"]


def test_following_the_link_changes_nothing_and_the_button_confirms(client: Client, agenda: AgendaPage) -> None:
    client.post(FORM, filled())
    link = link_in(mails("confirmation")[0])
    for _visit in range(3):
        page = client.get(link)
        client.head(link)
    assert "Confirmer ma proposition" in words(page)
    assert "noindex" in page["X-Robots-Tag"]
    assert Proposal.objects.get().state == State.ASKED
    page = client.post(link, {"confirm": "1"})
    assert "Votre proposition est à la mairie" in words(page)
    assert Proposal.objects.get().state == State.WAITING


def test_one_link_confirms_all_that_was_asked_under_that_address(
    client: Client, agenda: AgendaPage, neighbour: Sections
) -> None:
    for title in ("Loto", "Concert", "Vide-grenier"):
        client.post(FORM, filled(title=title))
    client.post(FORM, filled(title="Ailleurs"), headers={"host": "saint-aubin.example"})
    (mail, _theirs) = mails("confirmation")
    page = client.post(link_in(mail), {"confirm": "1"})
    assert "Concert" in words(page)
    states = dict(Proposal.objects.values_list("facts__title", "state"))
    assert states == {
        "Loto": State.WAITING,
        "Concert": State.WAITING,
        "Vide-grenier": State.WAITING,
        "Ailleurs": State.ASKED,
    }


def test_an_address_gets_one_mail_a_day_and_three_in_all_until_it_answers(
    client: Client, agenda: AgendaPage, friday: time_machine.Traveller
) -> None:
    for day in range(6):
        friday.move_to(dt.datetime(2026, 11, 2 + day, 9, tzinfo=dt.UTC), tick=False)
        for number in range(3):
            client.post(FORM, filled(title=f"Loto {day}/{number}", email="je.anne+x@gmail.com"))
    assert Proposal.objects.count() == 18
    assert len(mails("confirmation")) == 3


def test_the_same_form_sent_twice_is_one_proposal(client: Client, agenda: AgendaPage) -> None:
    typed = filled()
    assert words(client.post(FORM, typed)) == words(client.post(FORM, typed))
    assert Proposal.objects.count() == 1


def test_a_flood_from_one_network_is_asked_to_come_back(client: Client, agenda: AgendaPage) -> None:
    answers = [client.post(FORM, filled(title=f"Loto {number}")) for number in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert "Loto 10" in answers[-1].content.decode(), "nothing typed is lost"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": " "}, "Titre : donnez un titre."),
        ({"start_day": ""}, "Jour : donnez le jour."),
        ({"start_day": "le 12"}, "Jour : écrivez le jour comme ceci"),
        ({"start_day": "2026-11-01"}, "ce jour est passé"),
        ({"start_day": "2031-11-01"}, "vérifiez l’année"),
        ({"end_time": "", "start_time": "25:00"}, "écrivez l’heure comme ceci"),
        ({"start_time": "", "end_time": "20:00"}, "Il manque l’heure de début."),
        ({"end_day": "2026-12-01"}, "finit avant d’avoir commencé"),
        ({"repeat": "weekly", "weekdays": ["1"]}, "n’est pas un jour de la répétition"),
        ({"repeat": "weekly", "until": "2027-01-30", "count": "3"}, "pas les deux"),
        ({"repeat": "hourly"}, "Revient-il ?"),
        ({"place_detail": ""}, "écrivez ici son adresse"),
        ({"organizer_name": ""}, "écrivez ici son nom"),
        ({"email": "jeanne.example"}, "il manque un @"),
        ({"email": ""}, "écrivez votre adresse électronique"),
        ({"website": "http://spam.example"}, "ce champ doit rester vide"),
        ({"shown_at": "1.faux"}, "Cette page était ouverte depuis longtemps"),
        ({"count": "801", "repeat": "weekly"}, "Ou nombre de dates"),
    ],
)
def test_what_is_wrong_is_said_first_and_nothing_typed_is_lost(
    client: Client, agenda: AgendaPage, changes: dict[str, Any], said: str
) -> None:
    page = client.post(FORM, filled(text="Venez nombreux.") | changes)
    assert page.status_code == 200
    assert "À reprendre avant d’envoyer" in words(page)
    assert said in words(page)
    assert "Venez nombreux." in words(page)
    assert not Proposal.objects.exists()


def test_a_robot_that_answers_at_once_is_asked_to_read_again(client: Client, agenda: AgendaPage) -> None:
    assert "C’était très rapide" in words(client.post(FORM, filled(shown_at=seals.stamp(timezone.now()))))


def test_a_form_sent_by_another_site_is_refused(client: Client, agenda: AgendaPage) -> None:
    assert client.post(FORM, filled(), headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_the_rule_is_read_back_in_french_with_its_next_dates(client: Client, agenda: AgendaPage) -> None:
    weekly = {"start_day": "2026-12-01", "repeat": "weekly", "until": "2027-06-30", "skip_school_holidays": "on"}
    client.post(FORM, filled(**weekly))
    page = words(client.get(link_in(mails("confirmation")[0])))
    assert "Chaque mardi de 20 h à 23 h 30, sauf vacances scolaires, du 1er décembre au 30 juin" in page
    assert "mardi 5 janvier" in page
    assert "mardi 22 décembre" in page.split("Sautées")[1]


def test_places_and_organizers_come_from_the_lists_of_that_town_only(
    client: Client, agenda: AgendaPage, neighbour: Sections
) -> None:
    ours, theirs = hall(agenda), hall(neighbour.agenda, name="Salle des Lises", slug="lises")
    voices = choir(agenda)
    page = words(client.get(FORM))
    assert ours.name in page
    assert theirs.name not in page
    client.post(FORM, filled(place=str(ours.pk), signatory=str(voices.pk), place_detail="", organizer_name=""))
    facts = Proposal.objects.get().said
    assert (facts.place, facts.signatory) == (ours.pk, voices.pk)
    assert "écrivez ici son adresse" in words(client.post(FORM, filled(place=str(theirs.pk), place_detail="")))


def test_a_proposal_is_withdrawn_by_a_button_and_then_waits_for_nobody(client: Client, agenda: AgendaPage) -> None:
    proposal = confirmed(client)
    page = client.post(f"{FORM}suivi/{proposal.token}/", {"withdraw": "1"})
    assert "Votre proposition est retirée" in words(page)
    assert not Proposal.objects.waiting().exists()
    client.post(f"{FORM}suivi/{proposal.token}/", {"confirm": "1"})
    assert not Proposal.objects.waiting().exists()


ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "title",
                "standfirst",
                "text",
                "start_day",
                "start_time",
                "end_time",
                "email",
                "name",
                "price",
                "shown_at",
                "repeat",
                "weekdays",
                "ranks",
                "until",
                "count",
                "place",
                "end_day",
            ]
        ),
        ANYTHING,
    )
)
def test_nothing_anybody_types_breaks_the_form(client: Client, agenda: AgendaPage, typed: dict[str, str]) -> None:
    assert client.post(FORM, filled() | typed).status_code in (200, 429)


@pytest.mark.parametrize("token", ["un-lien-abime", "A" * 43, "é"])
def test_a_link_that_leads_nowhere_says_so(client: Client, agenda: AgendaPage, token: str) -> None:
    page = client.get(f"{FORM}suivi/{token}/")
    assert page.status_code == 404
    assert "Ce lien n’est plus valable" in words(page)


def test_the_link_of_one_town_is_worth_nothing_in_another(
    client: Client, agenda: AgendaPage, neighbour: Sections
) -> None:
    proposal = confirmed(client)
    page = client.get(f"{FORM}suivi/{proposal.token}/", headers={"host": "saint-aubin.example"})
    assert page.status_code == 404
