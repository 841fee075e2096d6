"""An issue as a letter: its frozen words, who signs them and for which list."""

from email.utils import parseaddr

from django.conf import settings
from django.utils import timezone

from content.models import commune_of
from newsletter.messages import Letter
from newsletter.models import Dispatch


def letter_of(dispatch: Dispatch) -> Letter:
    """What every copy of that dispatch says, today and at any later attempt: it is dated from the freeze."""
    issue = dispatch.issue
    commune = commune_of(issue.site)
    return Letter(
        uid=issue.uid,
        subject=issue.subject,
        html=issue.html,
        text=issue.text,
        sender_name=commune.name,
        sender_address=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        reply_to=commune.email,
        list_name=commune.bulletin_title,
        list_label="bulletin",
        root_url=issue.site.root_url,
        archive_url=f"{issue.site.root_url}/bulletin/",
        written_at=timezone.localtime(dispatch.frozen_at),
    )
