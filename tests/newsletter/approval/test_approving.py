"""Odile asks, the mayor approves; or one person does both, in one act, and it is written."""

import datetime as dt
import json

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, PageLogEntry, Site, Workflow, WorkflowPage

from accounts.models import User
from content.models import OutgoingMessage
from home.founding import Sections
from news.models import NewsPage
from newsletter.approval import approving, issuing
from newsletter.models import Approval, BulletinPage, Issue
from tests.newsletter.composing import december, live, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def number(town: Sections, site: Site, now: dt.datetime) -> BulletinPage:
    settle(site)
    live(town, site, now)
    return december(town)


@pytest.fixture
def mayor(town: Sections) -> User:
    """Hélène, who may publish the bulletin and is no administrator."""
    return with_right(town, "helene", "Hélène", "Courtade", "publish_page", "change_page")


@pytest.fixture
def jean(town: Sections) -> User:
    """Jean, who writes the bulletin and may not publish it."""
    return with_right(town, "jean", "Jean", "Vidal", "add_page", "change_page")


def with_right(town: Sections, name: str, first: str, last: str, *rights: str) -> User:
    group = Group.objects.create(name=f"groupe de {name}")
    for right in rights:
        permission = Permission.objects.get(codename=right, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=town.bulletin, permission=permission)
    user: User = User.objects.create_user(
        name, f"{name}@mairie.example", "un long mot de passe", first_name=first, last_name=last
    )
    user.groups.add(group)
    return user


def again(number: BulletinPage) -> BulletinPage:
    return BulletinPage.objects.get(pk=number.pk)


def said_by(number: BulletinPage, now: dt.datetime) -> str:
    return issuing.said_by(again(number).get_latest_revision_as_object(), now)


def test_every_town_is_founded_with_its_workflow_on_its_bulletins_alone(town: Sections, neighbour: Sections) -> None:
    pages = WorkflowPage.objects.filter(workflow__name="Approbation du bulletin").values_list("page", flat=True)
    assert set(pages) == {town.bulletin.pk, neighbour.bulletin.pk}
    assert Workflow.objects.filter(name="Approbation du bulletin").count() == 1


def test_a_workflow_that_the_town_chose_itself_is_left_alone(town: Sections) -> None:
    own = Workflow.objects.create(name="Maire puis directrice")
    WorkflowPage.objects.filter(page=town.bulletin.page_ptr).update(workflow=own)
    assert approving.assign(town.bulletin) == own


def test_one_person_asks_and_approves_in_one_act_and_it_is_written(
    number: BulletinPage, odile: User, now: dt.datetime
) -> None:
    issue = issuing.issue(number, now, odile)
    approval = Approval.objects.get()
    assert issue.approval == approval
    assert (approval.requester_name, approval.approver_name) == ("Odile Marchand", "Odile Marchand")
    assert approval.by_oneself
    assert approval.workflow_name == "Approbation du bulletin"
    actions = set(PageLogEntry.objects.filter(page=number.pk).values_list("action", flat=True))
    assert {"wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.publish"} <= actions


def test_nobody_is_written_to_when_question_and_answer_are_one_act(
    number: BulletinPage, odile: User, mayor: User, now: dt.datetime, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        issuing.issue(number, now, odile)
    assert not OutgoingMessage.objects.filter(purpose="approbation").exists()


def test_jean_asks_the_mayor_is_told_approves_and_jean_is_told(
    number: BulletinPage, jean: User, mayor: User, odile: User, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        approving.ask(number, jean)
    asked = OutgoingMessage.objects.filter(purpose="approbation")
    assert {mail.recipient for mail in asked} == {"helene@mairie.example", "odile@mairie.example"}
    assert {mail.subject for mail in asked} == {"À approuver\u00a0: n°\u00a047 du bulletin"}
    asked.delete()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        approving.approve(again(number), mayor)
    (answer,) = OutgoingMessage.objects.filter(purpose="approbation")
    assert (answer.recipient, answer.subject) == ("jean@mairie.example", "Approuvé\u00a0: n°\u00a047 du bulletin")
    assert not again(number).live


def test_what_the_mayor_approved_can_be_sent_by_another_and_bears_her_name(
    number: BulletinPage, jean: User, mayor: User, odile: User, now: dt.datetime
) -> None:
    approving.ask(number, jean)
    approving.approve(again(number), mayor)
    issue = issuing.issue(again(number), now, odile)
    assert (issue.approver, issue.approver_name) == (mayor, "Hélène Courtade")
    assert issue.approval is not None
    assert issue.approval.requester_name == "Jean Vidal"
    assert Approval.objects.count() == 1


def test_approved_on_monday_it_leaves_on_tuesday_without_being_approved_again(
    number: BulletinPage, mayor: User, odile: User, now: dt.datetime
) -> None:
    with time_machine.travel(now, tick=False):
        approving.approve(number, mayor)
    issue = issuing.issue(again(number), now + dt.timedelta(days=1), odile)
    assert issue.approver == mayor


def test_a_word_changed_after_the_approval_asks_for_another(
    number: BulletinPage, mayor: User, odile: User, now: dt.datetime
) -> None:
    approving.approve(number, mayor)
    page = again(number)
    page.standfirst = "Soupe à midi"
    page.save_revision()
    assert approving.standing(again(number), said_by(number, now)).is_stale
    assert issuing.issue(again(number), now, odile).approver == odile


def test_a_news_changed_after_the_approval_asks_for_another_too(
    number: BulletinPage, mayor: User, odile: User, now: dt.datetime
) -> None:
    with time_machine.travel(now, tick=False):
        approving.approve(number, mayor)
    news = NewsPage.objects.get(title="La halle rouvre")
    news.standfirst = "Elle ne rouvre plus."
    news.save_revision().publish()
    assert not approving.standing(again(number), said_by(number, now)).is_current


def test_a_draft_overwritten_by_the_editor_that_saves_by_itself_is_a_change(
    number: BulletinPage, mayor: User, odile: User, now: dt.datetime
) -> None:
    page = again(number)
    revision = page.save_revision(user=odile)
    approving.approve(page, mayor)
    page.title = "Un titre glissé après"
    page.save_revision(user=odile, overwrite_revision=revision)
    assert again(number).latest_revision_id == revision.pk
    assert approving.standing(again(number), said_by(number, now)).is_stale


def test_going_back_to_the_version_approved_needs_nobody(
    number: BulletinPage, mayor: User, odile: User, now: dt.datetime
) -> None:
    approved = again(number).get_latest_revision()
    with time_machine.travel(now, tick=False):
        approving.approve(number, mayor)
    page = again(number)
    page.title = "Un essai"
    page.save_revision()
    approved.as_object().save_revision(previous_revision=approved)
    assert issuing.issue(again(number), now, odile).approver == mayor


def test_what_was_on_the_screen_is_what_is_frozen(number: BulletinPage, odile: User, now: dt.datetime) -> None:
    seen = said_by(number, now)
    page = again(number)
    page.sections = json.dumps([])
    page.title = "Pendant qu’elle relisait"
    page.save_revision()
    with pytest.raises(issuing.IssueError):
        issuing.issue(page, now, odile, seen=seen)
    assert not Issue.objects.exists()
    assert not Approval.objects.exists()


def test_jean_cannot_approve_by_sending(number: BulletinPage, jean: User, now: dt.datetime) -> None:
    with pytest.raises(issuing.IssueError, match="demandez son approbation"):
        issuing.issue(number, now, jean)
    assert not again(number).workflow_in_progress


def test_the_mayor_sends_it_back_in_writing_and_jean_asks_again(
    number: BulletinPage, jean: User, mayor: User, now: dt.datetime, django_capture_on_commit_callbacks: object
) -> None:
    approving.ask(number, jean)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        approving.send_back(again(number), mayor, "La date du {loto} est fausse.")
    standing = approving.standing(again(number), said_by(number, now))
    assert (standing.corrections, standing.sent_back_by) == ("La date du {loto} est fausse.", "Hélène Courtade")
    (mail,) = OutgoingMessage.objects.filter(recipient="jean@mairie.example")
    assert mail.subject == "À corriger\u00a0: n°\u00a047 du bulletin"
    approving.ask(again(number), jean)
    assert approving.standing(again(number), said_by(number, now)).step == "Relecture et approbation"


def test_asking_twice_is_said(number: BulletinPage, jean: User) -> None:
    approving.ask(number, jean)
    with pytest.raises(approving.AlreadyAsked, match="déjà demandée"):
        approving.ask(again(number), jean)


def test_nothing_is_approved_when_freezing_fails(
    number: BulletinPage, odile: User, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_args: object) -> None:
        raise RuntimeError("panne")

    monkeypatch.setattr(issuing, "freeze", break_down)
    with pytest.raises(RuntimeError):
        issuing.issue(number, now, odile)
    assert not Approval.objects.exists()
    assert not again(number).workflow_in_progress


def test_a_draft_saved_while_its_forms_are_drawn_stops_everything(
    number: BulletinPage, odile: User, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = issuing.forms_of

    def meanwhile(page: BulletinPage, at: dt.datetime) -> issuing.Forms:
        forms = drawn(page, at)
        other = again(number)
        other.title = "Enregistré par une autre"
        other.save_revision()
        return forms

    monkeypatch.setattr(issuing, "forms_of", meanwhile)
    with pytest.raises(issuing.IssueError, match="a changé"):
        issuing.issue(number, now, odile)
    assert not Issue.objects.exists()
    assert not Approval.objects.exists()


def test_a_correction_of_a_number_out_is_published_by_its_approval(
    number: BulletinPage, odile: User, jean: User, mayor: User, now: dt.datetime
) -> None:
    issuing.issue(number, now, odile)
    page = again(number)
    page.seo_title = "Corrigé"
    page.save_revision()
    approving.ask(page, jean)
    approving.approve(again(number), mayor)
    assert again(number).seo_title == "Corrigé"
