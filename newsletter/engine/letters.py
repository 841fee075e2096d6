"""A dispatch as letters: its frozen words, who signs them and for which list."""

from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

from content.models import commune_of
from newsletter.bounces import return_path
from newsletter.engine.messages import Letter
from newsletter.models import Dispatch, Issue, Mailing, Variant


def letter_of(dispatch: Dispatch, variant: Variant | None = None) -> Letter:
    """What every copy of that issue, or of that variant of a mailing, says today and at any later attempt.

    It is dated from the freeze.
    """
    words: Issue | Variant = variant or frozen_issue(dispatch)
    site = dispatch.site
    commune = commune_of(site)
    label, name, shelf = mailing_list(dispatch, commune.bulletin_title, commune.name)
    path = return_path.read_by_us()
    return Letter(
        uid=words.uid,
        subject=words.subject,
        html=words.html,
        text=words.text,
        sender_name=commune.name,
        sender_address=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        reply_to=commune.email,
        list_name=name,
        list_label=label,
        root_url=site.root_url,
        archive_url=site.root_url + shelf,
        written_at=timezone.localtime(dispatch.frozen_at),
        stop_address=path.stop_address if path else "",
    )


def frozen_issue(dispatch: Dispatch) -> Issue:
    if dispatch.issue is None:
        raise ValueError("A mailing has no words but those of its variants.")
    return dispatch.issue


def mailing_list(dispatch: Dispatch, bulletin: str, town: str) -> tuple[str, str, str]:
    """The label of its list, as List-Id and Feedback-ID write it, its name, and where its archive is."""
    if dispatch.mailing is None:
        return "bulletin", bulletin, "/bulletin/"
    if dispatch.mailing.kind == Mailing.Kind.ALERT:
        return "alertes", f"Alertes, {town}", "/alertes/"
    return "nouvelles", f"Nouvelles, {town}", "/tout/flux/"
