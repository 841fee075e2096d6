"""The mails of an approval: to whoever may approve when it is asked, to whoever asked when it is answered.

Wagtail's own would tell only administrators, speak of « modération », and write even when one person asks and approves in
the same act. Theirs stay for every other page; these take their place for numbers of the bulletin, and leave by the queue
once the transaction is done, if there is still something to tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from wagtail.admin.mail import (
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from accounts.models import User
from content import mail
from content.typography import fr
from newsletter.models import BulletinPage
from newsletter.models.approval import written_name

PURPOSE = "approbation"


def connect() -> None:
    """Puts our handlers in the place of Wagtail's, under their names: whichever app is ready first."""
    for signal, name, handler in (
        (workflow_submitted, "submitted", Submitted()),
        (workflow_approved, "approved", Approved()),
        (workflow_rejected, "rejected", SentBack()),
    ):
        key = f"workflow_state_{name}_email_notification"
        signal.disconnect(sender=WorkflowState, dispatch_uid=key)
        signal.connect(handler, sender=WorkflowState, weak=False, dispatch_uid=key)


def bulletin_of(state: WorkflowState) -> BulletinPage | None:
    page = getattr(state.content_object, "specific", None)
    return page if isinstance(page, BulletinPage) else None


class Submitted(WorkflowStateSubmissionEmailNotifier):
    """Asked: those who may publish the number, but for whoever asks."""

    def __call__(self, instance: Any = None, **kwargs: Any) -> bool:
        page = bulletin_of(instance)
        if page is None:
            return bool(super().__call__(instance, **kwargs))
        transaction.on_commit(lambda: tell_approvers(page, instance))
        return True


class Approved(WorkflowStateApprovalEmailNotifier):
    def __call__(self, instance: Any = None, **kwargs: Any) -> bool:
        page = bulletin_of(instance)
        if page is None:
            return bool(super().__call__(instance, **kwargs))
        reader = kwargs.get("user")
        words = (
            f"{name_of(reader)} a approuvé ce numéro. "
            "Il peut partir tel quel ; le moindre changement redemandera une approbation."
        )
        transaction.on_commit(lambda: tell_requester(page, instance, reader, "Approuvé", words))
        return True


class SentBack(WorkflowStateRejectionEmailNotifier):
    def __call__(self, instance: Any = None, **kwargs: Any) -> bool:
        page = bulletin_of(instance)
        if page is None:
            return bool(super().__call__(instance, **kwargs))
        comment = instance.current_task_state.comment if instance.current_task_state else ""
        reader = kwargs.get("user")
        words = f"{name_of(reader)} demande des corrections" + (f" :\n\n{comment}" if comment else ".")
        transaction.on_commit(lambda: tell_requester(page, instance, reader, "À corriger", words))
        return True


def tell_approvers(page: BulletinPage, state: WorkflowState) -> None:
    """Nobody, when the answer came in the same act."""
    state.refresh_from_db()
    if state.status != WorkflowState.STATUS_IN_PROGRESS:
        return
    people = PagePermissionPolicy().users_with_permission_for_instance("publish", page)
    asker = state.requested_by
    words = f"{written_name(asker) or 'La rédaction'} vous demande d’approuver ce numéro. Rien ne part avant."
    write(page, (person for person in people if person != asker), "À approuver", words)


def tell_requester(page: BulletinPage, state: WorkflowState, user: User | None, subject: str, words: str) -> None:
    asker = state.requested_by
    if asker is not None and asker != user:
        write(page, [asker], subject, words)


def name_of(reader: User | None) -> str:
    return written_name(reader) or "La relecture"


def write(page: BulletinPage, people: Iterable[User], subject: str, words: str) -> None:
    """One mail each, to those who have an address; one that is not an address keeps nobody else from theirs."""
    if page.site is None:
        return
    address = settings.WAGTAILADMIN_BASE_URL + reverse("bulletin_send", args=[page.pk])
    text = f"{fr(page.title)}, n°\u00a0{page.number}, {page.month_label}.\n\n{fr(words)}\n\n{address}\n"
    for person in people:
        if person.is_active and person.email:
            try:
                mail.queue(
                    page.site,
                    person.email,
                    f"{subject}\u00a0: n°\u00a0{page.number} du bulletin",
                    text,
                    purpose=PURPOSE,
                )
            except ValidationError:
                continue
