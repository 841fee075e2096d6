"""What outdates residents' pages: anything an editor saves, deletes or moves, once it is committed.

New models count by default. The exceptions are rows that no public page shows, and drafts: the desk saves one every
few seconds while somebody types.
"""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.signals import post_page_move

from content.generation import bump_on_commit

SILENT_APPS = {"admin", "contenttypes", "django_tasks_database", "hub", "sessions", "wagtailadmin", "wagtailsearch"}
SILENT_MODELS = {
    "accounts.signinlink",
    "content.hubline",
    "content.hubrequest",
    "content.hubsubscription",
    "content.outgoingmessage",
    "content.renderedentry",
    "content.requestcounter",
    "content.townrendition",
    "events.calendarsource",
    "events.importedevent",
    "events.proposal",
    "home.contactmessage",
    "newsletter.answeredchoice",
    "newsletter.bounce",
    "newsletter.consentline",
    "newsletter.delivery",
    "newsletter.dispatch",
    "newsletter.import",
    "newsletter.importline",
    "newsletter.journalreading",
    "newsletter.mailing",
    "newsletter.papersubscriber",
    "newsletter.personallink",
    "newsletter.returnmailbox",
    "newsletter.subscriber",
    "newsletter.subscriber_districts",
    "newsletter.subscription",
    "newsletter.subscriptionrequest",
    "newsletter.suppression",
    "newsletter.throttle",
    "newsletter.told",
    "newsletter.variant",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflowstate",
    "wagtailembeds.embed",
    "wagtailusers.userprofile",
}
# The only fields that saving a draft, locking a page or signing in touches.
DRAFT_FIELDS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "last_login",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)


def connect() -> None:
    post_save.connect(on_change, dispatch_uid="generation_save")
    post_delete.connect(on_change, dispatch_uid="generation_delete")
    m2m_changed.connect(on_link, dispatch_uid="generation_m2m")
    post_page_move.connect(on_change, dispatch_uid="generation_move")


def on_change(sender: Any, update_fields: frozenset[str] | None = None, **kwargs: Any) -> None:
    if not is_silent(sender) and not (update_fields and frozenset(update_fields) <= DRAFT_FIELDS):
        bump_on_commit()


def on_link(sender: Any, action: str, **kwargs: Any) -> None:
    if action.startswith("post_") and not is_silent(sender):
        bump_on_commit()


def is_silent(model: Any) -> bool:
    return model._meta.app_label in SILENT_APPS or model._meta.label_lower in SILENT_MODELS
