"""What the worker does for the kernel: single mails, words of documents, feeds written and pushed, and forgetting."""

from datetime import datetime

from wagtail.models import Site

from content import document_text, mail, retention, schedule
from content.feeds import kept, windows
from content.feeds.spec import Collection, specs
from content.models import OutgoingMessage
from content.websub import delivering, subscribing

schedule.every(20)(document_text.read_waiting)
schedule.every(5)(subscribing.verify_due)
schedule.every(5)(delivering.deliver_due)
schedule.every(3600)(delivering.tidy)


@schedule.every(2, alone=False)
def deliver_single_mails(now: datetime) -> int:
    """The mails whose hour has come; several workers share them."""
    return mail.deliver_due(now)


@schedule.queue("courriels isolés")
def oldest_mail(now: datetime) -> datetime | None:
    oldest = OutgoingMessage.objects.due(now).first()
    return oldest.due_at if oldest else None


@schedule.every(24 * 3600)
def forget(now: datetime) -> int:
    """Whatever has been kept long enough."""
    return retention.forget(now)


@schedule.every(20)
def prepare_feed_entries(now: datetime) -> int:
    """The entries of what feeds show now, rendered before anybody asks."""
    found = [
        Collection(site, spec, spec.prefix) for site in Site.objects.select_related("root_page") for spec in specs()
    ]
    return sum(kept.prepare(each.site, windows.latest(each, now)) for each in found)
