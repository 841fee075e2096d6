"""The approval of a number: the step of the workflow in which somebody approves it, and the word that was given."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy

if TYPE_CHECKING:
    from accounts.models import User
    from newsletter.models.bulletin import BulletinPage


class BulletinApproval(Task):
    """A step that whoever may publish the number can take: no group to keep up to date, and one task for every town."""

    class Meta:
        verbose_name = "relecture et approbation d’un bulletin"
        verbose_name_plural = "relectures et approbations d’un bulletin"

    def user_can_access_editor(self, obj: Any, user: User) -> bool:
        return may_publish(obj, user)

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, str, bool]]:
        if not may_publish(obj, user):
            return []
        return [
            ("reject", "Demander des corrections", True),
            ("approve", "Approuver", False),
            ("approve", "Approuver avec un mot", True),
        ]

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Those of the numbers this person may publish: what waits on the first page of their desk."""
        pages = PagePermissionPolicy().instances_user_has_permission_for(user, "publish")
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        keys = [str(key) for key in pages.values_list("pk", flat=True)]
        found: models.QuerySet[TaskState] = waiting.filter(workflow_state__object_id__in=keys)
        return found

    @classmethod
    def get_description(cls) -> str:
        return "Qui peut publier le bulletin l’approuve. Rien ne part tant que ce n’est pas fait."


def may_publish(page: Page, user: User) -> bool:
    return bool(page.permissions_for_user(user).can_publish())


class Approval(models.Model):
    """What was approved, by whom, asked by whom. `substance` is the SHA-256 of what the number then said."""

    page = models.ForeignKey(
        "newsletter.BulletinPage", on_delete=models.CASCADE, related_name="approvals", verbose_name="numéro"
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="version"
    )
    substance = models.CharField("empreinte de ce qui a été approuvé", max_length=64)
    workflow_name = models.CharField("circuit", max_length=255)
    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="demandé par"
    )
    requester_name = models.CharField("nom de qui demande", max_length=160, blank=True)
    requested_at = models.DateTimeField("demandé le")
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="approuvé par"
    )
    approver_name = models.CharField("nom de qui approuve", max_length=160, blank=True)
    approved_at = models.DateTimeField("approuvé le")

    class Meta:
        verbose_name = "approbation"
        verbose_name_plural = "approbations"
        ordering = ["-approved_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page}, approuvé par {self.approver_name}"

    @property
    def by_oneself(self) -> bool:
        """Whether one person asked and approved: allowed, and written."""
        return self.requester_id is not None and self.requester_id == self.approver_id

    @classmethod
    def of_workflow(
        cls, page: BulletinPage, workflow_state: WorkflowState, user: User | None, said: str, at: datetime
    ) -> Self:
        """Writes that the workflow ended well, in the transaction that ends it."""
        requester = workflow_state.requested_by
        return cls.objects.create(
            page=page,
            revision=page.latest_revision,
            substance=said,
            workflow_name=workflow_state.workflow.name,
            requester=requester,
            requester_name=written_name(requester),
            requested_at=workflow_state.created_at,
            approver=user,
            approver_name=written_name(user),
            approved_at=at,
        )


def written_name(user: User | None) -> str:
    """As people call them, for what must stay readable when the account is gone."""
    return (user.get_full_name() or user.get_username()) if user else ""
