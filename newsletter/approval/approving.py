"""Approving a number through Wagtail's workflow: who asks, who approves, and whether it still says what was approved.

assign(shelf)                        the workflow of a town's bulletins, created once for the installation
ask(bulletin, user)                  asks whoever may publish it
send_back(bulletin, user, words)     asks for corrections
granted(bulletin, said, user)        the approval of exactly those words, given now by whoever may and has not yet
standing(bulletin, said)             where the approval is, for a screen

A town whose one person does everything asks and approves in one act, and it is written like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from accounts.models import User
from newsletter.models import Approval, BulletinApproval, BulletinIndexPage, BulletinPage
from newsletter.models.approval import may_publish, written_name

NAME = "Approbation du bulletin"
STEP = "Relecture et approbation"
CHANGED = "Ce numéro a changé depuis qu’il a été relu ou approuvé. Relisez-le, puis approuvez-le de nouveau."


class NotApproved(Exception):
    """The number has not been approved and this person may not approve it; the message says in French who is awaited."""


class AlreadyAsked(Exception):
    """Its approval is under way; the message says so in French."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the approval of a number is. `asked_by` is empty while nobody has asked."""

    approval: Approval | None = None
    is_current: bool = False
    asked_by: str = ""
    asked_at: datetime | None = None
    step: str = ""
    corrections: str = ""
    """What the reader wants corrected, when the number was sent back."""
    sent_back_by: str = ""

    @property
    def is_stale(self) -> bool:
        return self.approval is not None and not self.is_current


@transaction.atomic
def assign(shelf: BulletinIndexPage) -> Workflow:
    """The workflow of that shelf; one that the town has chosen itself in the desk is left alone."""
    own = WorkflowPage.objects.filter(page=shelf.page_ptr).select_related("workflow").first()
    if own is not None and own.workflow.active:
        return own.workflow
    task = BulletinApproval.objects.filter(active=True).order_by("pk").first() or BulletinApproval.objects.create(
        name=STEP
    )
    workflow = Workflow.objects.active().filter(name=NAME, workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=NAME)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=shelf.page_ptr, defaults={"workflow": workflow})
    return workflow


@transaction.atomic
def ask(bulletin: BulletinPage, user: User) -> WorkflowState:
    """Puts the latest draft before those who approve. Raises AlreadyAsked."""
    if bulletin.workflow_in_progress:
        raise AlreadyAsked("L’approbation de ce numéro est déjà demandée.")
    sent_back = bulletin.current_workflow_state
    if sent_back is not None:
        sent_back.resume(user=user)
        return sent_back
    return workflow_of(bulletin).start(bulletin, user)


def workflow_of(bulletin: BulletinPage) -> Workflow:
    """That of its shelf, assigned now for a town founded before there was one."""
    shelf = bulletin.get_parent().specific
    return assign(shelf) if isinstance(shelf, BulletinIndexPage) else bulletin.get_workflow()


def granted(bulletin: BulletinPage, said: str, user: User) -> Approval:
    """The approval of exactly those words. Call it within the transaction that freezes them.

    Raises NotApproved when nobody gave it and this person may not; NotApproved(CHANGED) when the words moved meanwhile.
    """
    latest = bulletin.approvals.first()
    if latest is not None and latest.substance == said:
        return latest
    approval = approve(bulletin, user)
    if approval is None or approval.substance != said:
        raise NotApproved(CHANGED)
    return approval


@transaction.atomic
def approve(bulletin: BulletinPage, user: User) -> Approval | None:
    """Takes every step left, in that person's name. Raises NotApproved at the first that is not theirs.

    None for a number out already: approving its errata publishes them.
    """
    if not may_publish(bulletin, user):
        raise NotApproved(f"« {bulletin.title} » n’est pas approuvé : demandez son approbation.")
    if not bulletin.workflow_in_progress:
        ask(bulletin, user)
    while state := waiting_step(bulletin):
        step = state.task.specific
        if "approve" not in {name for name, _label, _asks in step.get_actions(bulletin, user)}:
            raise NotApproved(f"L’étape « {step.name} » attend quelqu’un d’autre que vous.")
        step.on_action(state, user, "approve")
    approval: Approval | None = bulletin.approvals.first()
    return approval


def send_back(bulletin: BulletinPage, user: User, words: str) -> None:
    """Asks for corrections, in writing. Raises NotApproved where nothing was asked, or of somebody else."""
    state = waiting_step(bulletin)
    if state is None:
        raise NotApproved("Personne n’a demandé l’approbation de ce numéro.")
    step = state.task.specific
    if "reject" not in {name for name, _label, _asks in step.get_actions(bulletin, user)}:
        raise NotApproved(f"L’étape « {step.name} » attend quelqu’un d’autre que vous.")
    step.on_action(state, user, "reject", comment=words)


def waiting_step(bulletin: BulletinPage) -> TaskState | None:
    """The step under way, read again at each call."""
    found = TaskState.objects.for_instance(bulletin).filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    return found.select_related("task").specific().first()


def standing(bulletin: BulletinPage, said: str) -> Standing:
    """Where the approval of those words is."""
    approval = bulletin.approvals.first()
    current = bool(approval and approval.substance == said)
    asked = bulletin.current_workflow_state
    if asked is None:
        return Standing(approval, current)
    step = asked.current_task_state
    sent_back = asked.status == WorkflowState.STATUS_NEEDS_CHANGES
    return Standing(
        approval,
        current,
        asked_by=written_name(asked.requested_by) or "un compte effacé",
        asked_at=asked.created_at,
        step="" if sent_back or step is None else step.task.name,
        corrections=step.comment if sent_back and step else "",
        sent_back_by=written_name(step.finished_by) if sent_back and step else "",
    )
