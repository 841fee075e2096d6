"""What the worker does for the kernel: mails, words of documents, sizes of photos, feeds written and pushed, forgetting."""

import logging
from datetime import datetime

from wagtail.models import Site

from content import document_text, generation, mail, retention, schedule
from content.feeds import kept, windows
from content.feeds.spec import Collection, specs
from content.models import OutgoingMessage, TownImage
from content.websub import delivering, subscribing

logger = logging.getLogger(__name__)

PHOTOS_AT_ONCE = 2  # a large photo takes seconds, and the mail waits

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


@schedule.every(2)
def prepare_photos(now: datetime) -> int:
    """The sizes of the photos just sent, so that no resident waits for them."""
    done = 0
    for image in TownImage.objects.to_prepare()[:PHOTOS_AT_ONCE]:
        if schedule.stopping():
            break
        try:
            image.prepare()
        except (OSError, ValueError):
            logger.exception("Photo illisible : %s", image.file.name)
        TownImage.objects.filter(pk=image.pk).update(renditions_due=False)
        generation.bump_on_commit()
        done += 1
    return done


@schedule.queue("photos à préparer")
def oldest_photo(now: datetime) -> datetime | None:
    return TownImage.objects.to_prepare().values_list("created_at", flat=True).first()
