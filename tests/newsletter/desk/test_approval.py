"""The send screen of a number two people share, of a number in red, and the one door by which numbers go out."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission, Site

from accounts.models import User
from content.models import Commune
from home.founding import Sections
from newsletter.approval import approving, issuing
from newsletter.models import Approval, BulletinPage, Issue, Waiver
from tests.newsletter.composing import december, live, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]


@pytest.fixture
def draft(town: Sections, site: Site, odile: User, client: Client, now: dt.datetime) -> BulletinPage:
    settle(site)
    live(town, site, now)
    client.force_login(odile)
    return december(town)


@pytest.fixture
def in_red(draft: BulletinPage, site: Site) -> BulletinPage:
    """A town of two thousand inhabitants, whose number forgets its groups."""
    commune = Commune.for_site(site)
    commune.population = 2000
    commune.save()
    return draft


@pytest.fixture
def jean(draft: BulletinPage) -> User:
    """Jean, who writes and may not publish."""
    group = Group.objects.create(name="Rédaction")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=right, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=draft.get_parent(), permission=permission)
    user: User = User.objects.create_user("jean", "jean@mairie.example", "un long mot de passe", first_name="Jean")
    user.groups.add(group)
    return user


def desk(page: BulletinPage, where: str) -> str:
    return f"/admin/bulletins/{page.pk}/{where}/"


def shown(client: Client, page: BulletinPage) -> str:
    return words(client.get(desk(page, "envoyer")))


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text().split())


def seen(client: Client, page: BulletinPage) -> str:
    found = BeautifulSoup(client.get(desk(page, "envoyer")).content, "html.parser").select_one("input[name=seen]")
    assert found
    return str(found["value"])


def test_jean_asks_odile_sees_who_asked_and_sends(draft: BulletinPage, client: Client, jean: User, odile: User) -> None:
    client.force_login(jean)
    client.post(desk(draft, "demander"))
    assert "Approbation demandée par Jean" in shown(client, draft)
    client.force_login(odile)
    assert "Étape en cours : Relecture et approbation." in shown(client, draft)
    client.post(desk(draft, "approuver"), {"approved": "on", "seen": seen(client, draft)})
    assert Issue.objects.get().approver == odile
    assert "Approbation demandée par Jean" in shown(client, draft)


def test_odile_approves_and_leaves_the_sending_for_later(draft: BulletinPage, client: Client) -> None:
    client.post(desk(draft, "donner"), {"seen": seen(client, draft)})
    assert Approval.objects.count() == 1
    assert not Issue.objects.exists()
    page = shown(client, draft)
    assert "Approuvé par Odile Marchand" in page
    assert "J’envoie ce numéro, approuvé par Odile Marchand." in page


def test_she_asks_for_corrections_and_jean_reads_them(
    draft: BulletinPage, client: Client, jean: User, odile: User
) -> None:
    approving.ask(draft, jean)
    client.post(desk(draft, "corrections"), {"words": "Le loto est à 14 h."})
    client.force_login(jean)
    assert "Odile Marchand demande des corrections : « Le loto est à 14 h. »" in shown(client, draft)


@pytest.mark.parametrize("words_", ["", " ", "x" * 5000])
def test_corrections_without_words_are_asked_again(draft: BulletinPage, client: Client, words_: str) -> None:
    assert client.post(desk(draft, "corrections"), {"words": words_}).status_code == 302
    client.post(desk(draft, "corrections"), {"words": "Rien n’était demandé."})
    assert not Approval.objects.exists()


def test_a_number_saved_by_another_since_the_screen_was_opened_does_not_leave(
    draft: BulletinPage, client: Client
) -> None:
    token = seen(client, draft)
    draft.title = "Un titre changé entre-temps"
    draft.save_revision()
    for act in ("donner", "approuver"):
        answer = client.post(desk(draft, act), {"approved": "on", "seen": token}, follow=True)
        assert "a changé depuis qu’il a été relu" in words(answer)
    assert not Approval.objects.exists()
    assert not Issue.objects.exists()


def test_a_number_in_red_asks_for_a_reason_and_leaves_with_it(
    in_red: BulletinPage, client: Client, odile: User
) -> None:
    page = shown(client, in_red)
    assert "à partir de 1 000, la loi réserve un espace" in page.replace("\u202f", " ")
    assert "écrivez pourquoi il part ainsi" in page
    refused = client.post(desk(in_red, "approuver"), {"approved": "on", "reason": "  "})
    assert refused.status_code == 422
    assert "À corriger : Espace des groupes." in words(refused)
    assert not Issue.objects.exists()
    client.post(desk(in_red, "approuver"), {"approved": "on", "reason": "Les groupes ont renoncé, lettre du 3."})
    kept = Waiver.objects.get()
    assert (kept.reason, kept.author, kept.author_name) == (
        "Les groupes ont renoncé, lettre du 3.",
        odile,
        "Odile Marchand",
    )
    assert kept.issue.page_id == in_red.pk
    assert kept.red == [{"label": "Espace des groupes", "value": "absent"}]
    assert "Parti malgré ce qui était à corriger. Odile Marchand" in shown(client, in_red)


def test_a_number_without_fault_keeps_no_reason(draft: BulletinPage, client: Client) -> None:
    client.post(desk(draft, "approuver"), {"approved": "on", "reason": "Par précaution."})
    assert Issue.objects.exists()
    assert not Waiver.objects.exists()


def test_a_number_not_out_has_no_button_that_publishes(draft: BulletinPage, client: Client) -> None:
    edit = client.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    assert "action-publish" not in edit
    assert "Relire et envoyer" in edit


def test_publishing_by_another_door_leads_to_the_screen(draft: BulletinPage, client: Client) -> None:
    form = client.get(f"/admin/pages/{draft.pk}/edit/").context["form"]
    data = {"title": draft.title, "slug": draft.slug, "number": 47, "month": "2026-12-01", "action-publish": "1"}
    data |= {"sections-count": "0", "corrections-TOTAL_FORMS": "0", "corrections-INITIAL_FORMS": "0"}
    data |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    assert form
    answer = client.post(f"/admin/pages/{draft.pk}/edit/", data)
    assert answer.headers["Location"] == desk(draft, "envoyer")
    assert not BulletinPage.objects.get(pk=draft.pk).live


def test_publishing_many_pages_at_once_leaves_numbers_aside(draft: BulletinPage, client: Client) -> None:
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={draft.pk}", {"id": draft.pk})
    assert not BulletinPage.objects.get(pk=draft.pk).live


def test_approving_in_wagtail_s_own_screen_publishes_nothing_yet(draft: BulletinPage, odile: User) -> None:
    approving.ask(draft, odile)
    step = approving.waiting_step(draft)
    assert step
    step.task.specific.on_action(step, odile, "approve")
    assert not BulletinPage.objects.get(pk=draft.pk).live
    assert Approval.objects.get().approver == odile


def test_the_approval_is_told_in_french_in_wagtail_s_history(draft: BulletinPage, client: Client, odile: User) -> None:
    approving.approve(draft, odile)
    history = words(client.get(f"/admin/pages/{draft.pk}/history/"))
    assert "Relecture et approbation" in history
    for english in ("Approved", "submitted", "Workflow started"):
        assert english not in history
    assert "Approbation du bulletin" in words(
        client.get(reverse("wagtailadmin_pages:workflow_history", args=[draft.pk]))
    )


def test_what_waits_for_her_is_on_the_first_page_of_her_desk(draft: BulletinPage, client: Client, jean: User) -> None:
    approving.ask(draft, jean)
    assert "Demander des corrections" in words(client.get("/admin/"))
    client.force_login(jean)
    assert "Demander des corrections" not in words(client.get("/admin/"))


def test_the_gauges_come_beside_the_form_and_lead_to_their_section(draft: BulletinPage, client: Client) -> None:
    form = client.get(f"/admin/pages/{draft.pk}/edit/").content.decode()
    assert f'data-gauges="{desk(draft, "mesures")}"' in form
    beside = client.get(desk(draft, "mesures")).content.decode()
    assert "Bulletin imprimé" in beside
    assert "1 à voir" in beside  # the number of inhabitants, unknown in this town


def test_a_new_number_says_when_its_gauges_will_come(town: Sections, draft: BulletinPage, client: Client) -> None:
    form = client.get(f"/admin/pages/add/newsletter/bulletinpage/{town.bulletin.pk}/").content.decode()
    assert "ses mesures paraîtront ici" in form


def test_the_gauges_ask_the_database_a_bounded_number_of_times(
    draft: BulletinPage, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(desk(draft, "mesures"))
    with django_assert_max_num_queries(75):
        client.get(desk(draft, "mesures"))


def test_an_approved_number_is_not_asked_again_by_a_draft_that_changes_nothing(
    draft: BulletinPage, client: Client, odile: User, now: dt.datetime
) -> None:
    client.post(desk(draft, "donner"), {"seen": seen(client, draft)})
    BulletinPage.objects.get(pk=draft.pk).get_latest_revision_as_object().save_revision()
    assert approving.standing(draft, issuing.said_by(draft, now)).is_current


@pytest.mark.parametrize("where", ["demander", "donner", "corrections", "approuver"])
def test_no_act_answers_to_a_mere_visit(draft: BulletinPage, client: Client, where: str) -> None:
    assert client.get(desk(draft, where)).status_code == 405
