"""Odile reads what Jeanne proposed: publishes it, amends it first, or says no and why; Jeanne follows by her link."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import GroupPagePermission

from accounts.models import User
from content.models import Organizer
from events.models import AgendaPage, EventPage, Proposal
from events.proposals.models import Submission
from home.founding import Sections
from tests.events.proposals.conftest import FORM, confirmed, filled
from tests.events.proposals.letters import link_in, mails, words
from tests.events.town import announce, choir, concert, hall
from tests.people import JEANNE

State = Submission.State
LIST = "/admin/propositions/"


@pytest.fixture
def jeanne() -> Client:
    return Client()


def answer(desk: Client, proposal: Proposal, action: str, **said: str) -> Any:
    return desk.post(reverse("proposal_act", args=[proposal.pk, action]), said, follow=True)


def test_the_town_hall_is_told_once_and_finds_it_in_the_desk(desk: Client, jeanne: Client) -> None:
    proposal = confirmed(jeanne)
    (mail,) = mails("waiting")
    assert mail["To"] == "mairie@mairie.example"
    assert LIST in mail.get_content()
    assert "1 proposition pour l’agenda attend votre lecture" in words(desk.get("/admin/"))
    assert "Loto de la chorale" in words(desk.get(LIST))
    page = words(desk.get(f"{LIST}{proposal.pk}/"))
    for said in ("Samedi 12 décembre, de 20 h à 23 h 30", "Salle du Préau", "3 € le carton", JEANNE, "04 65 71 00 42"):
        assert said in page


def test_what_is_published_as_it_is_stands_in_the_agenda_and_its_sender_is_told(desk: Client, jeanne: Client) -> None:
    proposal = confirmed(jeanne, text="Des lots :\n\n<script>alert(1)</script>")
    answer(desk, proposal, "publier")
    event = EventPage.objects.get()
    assert (event.live, event.price, event.place_detail) == (True, "3 € le carton", "Salle du Préau")
    assert event.signatory == Organizer.objects.get(name="Les Voix du Lavoir", kind=Organizer.Kind.ASSOCIATION)
    page = jeanne.get("/agenda/loto-de-la-chorale/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    (mail,) = mails("decided")
    assert mail["To"] == JEANNE
    assert "/agenda/loto-de-la-chorale/" in mail.get_content()
    assert "Votre proposition est acceptée" in words(jeanne.get(link_in(mail)))
    assert JEANNE not in page


@pytest.mark.parametrize(
    ("title", "path"), [("2027", "rendez-vous-2027"), ("???", "rendez-vous"), ("Flux", "rendez-vous-flux")]
)
def test_a_title_that_makes_no_address_gets_one(desk: Client, jeanne: Client, title: str, path: str) -> None:
    answer(desk, confirmed(jeanne, title=title), "publier")
    assert jeanne.get(f"/agenda/{path}/").status_code == 200


def test_an_editor_amends_it_in_the_ordinary_editor_and_publishing_accepts_it(
    desk: Client, jeanne: Client, agenda: AgendaPage
) -> None:
    proposal = confirmed(jeanne)
    page = answer(desk, proposal, "amender")
    assert page.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[EventPage.objects.get().pk])
    event = EventPage.objects.get()
    assert not event.live
    assert jeanne.get("/agenda/loto-de-la-chorale/").status_code == 404
    assert "en brouillon" in words(desk.get(LIST))
    assert mails("decided") == []
    event.title = "Grand loto"
    event.save_revision().publish()
    proposal.refresh_from_db()
    assert proposal.state == State.ACCEPTED
    assert len(mails("decided")) == 1
    event.save_revision().publish()
    assert len(mails("decided")) == 1, "publishing it again tells nobody again"


def test_amending_twice_opens_the_same_draft(desk: Client, jeanne: Client) -> None:
    proposal = confirmed(jeanne)
    answer(desk, proposal, "amender")
    answer(desk, proposal, "amender")
    assert EventPage.objects.count() == 1


def test_a_refusal_needs_a_reason_and_the_reason_is_mailed(desk: Client, jeanne: Client) -> None:
    proposal = confirmed(jeanne)
    assert "Dites pourquoi" in words(answer(desk, proposal, "refuser", reason=" "))
    answer(desk, proposal, "amender")
    answer(desk, proposal, "refuser", reason="La salle est en travaux jusqu’au 20 décembre.")
    (mail,) = mails("decided")
    assert "La salle est en travaux" in mail.get_content()
    assert "La salle est en travaux" in words(jeanne.get(link_in(mail)))
    assert not EventPage.objects.exists(), "the draft nobody ever read goes away"


def test_two_editors_decide_once(desk: Client, jeanne: Client) -> None:
    proposal = confirmed(jeanne)
    answer(desk, proposal, "publier")
    page = answer(desk, proposal, "refuser", reason="Non.")
    assert "Quelqu’un a décidé entre-temps" in words(page)
    assert EventPage.objects.get().live


def test_what_its_sender_withdrew_is_published_by_nobody(desk: Client, jeanne: Client) -> None:
    proposal = confirmed(jeanne)
    jeanne.post(f"{FORM}suivi/{proposal.token}/", {"withdraw": "1"})
    answer(desk, proposal, "publier")
    assert not EventPage.objects.exists()


def test_whoever_may_not_publish_hands_it_to_moderation(desk: Client, jeanne: Client, agenda: AgendaPage) -> None:
    karine = User.objects.create_user("karine", "karine@mairie.example", "un long mot de passe")
    karine.groups.add(writers(agenda))
    clerk = Client()
    clerk.force_login(karine)
    proposal = confirmed(jeanne)
    page = words(clerk.get(f"{LIST}{proposal.pk}/"))
    assert "Soumettre à qui peut publier" in page
    assert "Publier tel quel" not in page
    assert clerk.post(reverse("proposal_act", args=[proposal.pk, "publier"])).status_code in (302, 403)
    assert not EventPage.objects.filter(live=True).exists()
    answer(clerk, proposal, "soumettre")
    event = EventPage.objects.get()
    assert event.workflow_in_progress
    event.current_workflow_task_state.approve(user=User.objects.get(username="odile"))
    proposal.refresh_from_db()
    assert proposal.state == State.ACCEPTED
    assert len(mails("decided")) == 1


def writers(agenda: AgendaPage) -> Group:
    group = Group.objects.get(name="Editors")
    GroupPagePermission.objects.filter(group=group).delete()
    for name in ("add_page", "change_page"):
        GroupPagePermission.objects.create(group=group, page=agenda, permission=permission(name))
    return group


def permission(codename: str) -> Any:
    return GroupPagePermission._meta.get_field("permission").related_model.objects.get(
        content_type__app_label="wagtailcore", codename=codename
    )


def test_an_editor_of_another_town_sees_none_of_it(jeanne: Client, agenda: AgendaPage, neighbour: Sections) -> None:
    karine = User.objects.create_user("karine", "karine@mairie.example", "un long mot de passe")
    karine.groups.add(writers(neighbour.agenda))
    clerk = Client()
    clerk.force_login(karine)
    proposal = confirmed(jeanne)
    assert "Loto" not in words(clerk.get(LIST))
    assert clerk.get(f"{LIST}{proposal.pk}/").status_code == 404


def test_a_room_already_taken_and_an_event_announced_twice_are_said(
    desk: Client, jeanne: Client, agenda: AgendaPage
) -> None:
    place = hall(agenda)
    announce(agenda, concert(place=place, signatory=choir(agenda)))
    there = {"place": str(place.pk), "place_detail": "", "start_day": "2026-12-06", "end_time": "19:00"}
    proposal = confirmed(jeanne, title="Concert de la Sainte Cécile", start_time="18:00", **there)
    page = words(desk.get(f"{LIST}{proposal.pk}/"))
    assert "Lieu déjà pris. « Concert de Sainte-Cécile » s’y tient : dimanche 6 décembre, de 17 h à 18 h 30" in page
    assert "Peut-être déjà annoncé." in page
    proposal = confirmed(jeanne, title="Belote", start_time="18:30", **there)
    page = words(desk.get(f"{LIST}{proposal.pk}/"))
    assert "Lieu déjà pris" not in page, "one begins when the other ends"
    assert "Peut-être déjà annoncé" not in page
    weekly = there | {"start_day": "2026-12-01", "repeat": "weekly", "start_time": "17:30"}
    proposal = confirmed(jeanne, title="Belote", **weekly)
    assert "Lieu déjà pris" not in words(desk.get(f"{LIST}{proposal.pk}/")), "on Tuesdays, around that Sunday"


def test_a_change_arrives_as_a_difference_and_publishing_it_changes_only_that(
    desk: Client, jeanne: Client, agenda: AgendaPage
) -> None:
    proposal = confirmed(jeanne)
    answer(desk, proposal, "publier")
    event = EventPage.objects.get()
    event.standfirst = "La mairie a réécrit ces deux phrases."
    event.save_revision().publish()
    form = jeanne.get(f"{FORM}suivi/{proposal.token}/changer/")
    assert "La mairie a réécrit" in words(form)
    sent = form.context["form"]
    values = {name: sent[name].value() for name in sent.fields if sent[name].value() not in (None, "", False, [])}
    asked = jeanne.post(
        f"{FORM}suivi/{proposal.token}/changer/",
        values | {"start_time": "18:00", "end_time": "22:00", "shown_at": filled()["shown_at"]},
    )
    assert asked.status_code == 302
    change = Proposal.objects.waiting().get()
    page = words(desk.get(f"{LIST}{change.pk}/"))
    assert "Quand Samedi 12 décembre, de 20 h à 23 h 30 Samedi 12 décembre, de 18 h à 22 h" in page
    table = page.split("La page, une fois changée")[0]
    assert "a réécrit" not in table, "what does not change is not in the difference"
    answer(desk, change, "publier")
    event = EventPage.objects.get()
    assert (event.start_time.hour, event.standfirst) == (18, "La mairie a réécrit ces deux phrases.")


def test_a_draft_an_editor_left_unfinished_is_not_published_with_a_change(
    desk: Client, jeanne: Client, agenda: AgendaPage
) -> None:
    proposal = confirmed(jeanne)
    answer(desk, proposal, "publier")
    draft = EventPage.objects.get()
    draft.title = "Titre à revoir"
    draft.save_revision()
    jeanne.post(f"{FORM}suivi/{proposal.token}/", {"cancel": "1", "reason": "La salle est inondée."})
    change = Proposal.objects.waiting().get()
    assert "brouillon pas encore publié" in words(desk.get(f"{LIST}{change.pk}/"))
    answer(desk, change, "publier")
    assert EventPage.objects.get().title == "Loto de la chorale"


def test_its_sender_asks_for_the_cancellation_and_the_agenda_tells_everybody(
    desk: Client, jeanne: Client, agenda: AgendaPage
) -> None:
    proposal = confirmed(jeanne)
    answer(desk, proposal, "publier")
    link = f"{FORM}suivi/{proposal.token}/"
    assert "dites pourquoi" in words(jeanne.post(link, {"cancel": "1", "reason": ""}))
    assert not Proposal.objects.waiting().exists()
    jeanne.post(link, {"cancel": "1", "reason": "La salle est inondée."})
    change = Proposal.objects.waiting().get()
    assert "Annulé : La salle est inondée." in words(desk.get(f"{LIST}{change.pk}/"))
    answer(desk, change, "publier")
    assert "La salle est inondée" in words(jeanne.get("/agenda/loto-de-la-chorale/"))


def test_the_list_is_read_with_as_many_queries(
    desk: Client, jeanne: Client, remembering: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """However many wait. The desk itself asks nine: who is there, her towns, her menu."""
    confirmed(jeanne, title="Loto")
    desk.get(LIST)
    with CaptureQueriesContext(connection) as one:
        desk.get(LIST)
    asked = len(one)
    for number in range(4):
        confirmed(jeanne, title=f"Loto {number}")
    with django_assert_max_num_queries(asked):
        desk.get(LIST)
