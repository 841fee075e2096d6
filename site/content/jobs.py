"""What the worker does for the kernel: the single mails."""

from datetime import datetime

from content import mail, schedule
from content.models import OutgoingMessage


@schedule.every(2, alone=False)
def deliver_single_mails(now: datetime) -> int:
    """The mails whose hour has come; several workers share them."""
    return mail.deliver_due(now)


@schedule.queue("courriels isolés")
def oldest_mail(now: datetime) -> datetime | None:
    oldest = OutgoingMessage.objects.due(now).first()
    return oldest.due_at if oldest else None
