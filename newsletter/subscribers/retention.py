"""What is forgotten, and when. Runs by itself; the periods are those the page « Données personnelles » promises."""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from newsletter.engine import presence
from newsletter.models import (
    ConsentLine,
    Delivery,
    Import,
    ImportLine,
    PaperSubscriber,
    PersonalLink,
    Subscriber,
    SubscriptionRequest,
    Told,
    Variant,
)
from newsletter.models.importing import DRAFT_KEPT, LINES_KEPT
from newsletter.models.paper import PAPER_KEPT_AFTER, PAPER_REQUEST_KEPT
from newsletter.subscribers import erasing, limits
from newsletter.subscribers.consent import Source

ADDRESS_AFTER_LEAVING = timedelta(days=28)
PERSON_IN_LEDGER = timedelta(days=90)
PROOF_AFTER_LEAVING = timedelta(days=3 * 365)
BATCH = 500


def forget(now: datetime) -> int:
    """Everything whose time has come; returns how many rows lost something."""
    presence.tidy(now - timedelta(days=1))
    letters = (drop_requests, drop_links, erase_addresses, unname_deliveries, untell, drop_words, drop_proofs)
    periods = (*letters, drop_imported_lines, drop_paper_addresses, limits.forget)
    return sum(forgotten(now) for forgotten in periods)


def drop_requests(now: datetime) -> int:
    """Requests nobody confirmed within seven days leave no trace."""
    return SubscriptionRequest.objects.stale(now).delete()[0]


def erase_addresses(now: datetime) -> int:
    """Twenty-eight days after leaving, time enough to mend a mistake, the address is erased.

    The ledger keeps its keyed hash.
    """
    gone = Subscriber.objects.filter(
        state=Subscriber.State.LEFT, left_at__lte=now - ADDRESS_AFTER_LEAVING, address__isnull=False
    )
    erased = 0
    for key in gone.values_list("pk", flat=True):
        with transaction.atomic():
            # Asked again under the lock: they may have come back this very second.
            subscriber = gone.select_for_update().filter(pk=key).first()
            erased += int(subscriber is not None and erasing.erase(subscriber, Source.RETENTION, now))
    return erased


def drop_links(now: datetime) -> int:
    """Personal links nobody followed within their hour, and the new address some of them hold."""
    return PersonalLink.objects.stale(now).delete()[0]


def drop_imported_lines(now: datetime) -> int:
    """Lists nobody started, after a week; the lines of the others, four weeks after their end. Their account stays."""
    drafts = Import.objects.drafts_before(now - DRAFT_KEPT)
    return drafts.delete()[0] + ImportLine.objects.finished_before(now - LINES_KEPT).delete()[0]


def drop_paper_addresses(now: datetime) -> int:
    """Letter boxes that stopped four weeks ago, and requests the town hall has left two months without an answer."""
    stopped = PaperSubscriber.objects.left_before(timezone.localdate(now - PAPER_KEPT_AFTER))
    forgotten = PaperSubscriber.objects.asked_before(now - PAPER_REQUEST_KEPT)
    return stopped.delete()[0] + forgotten.delete()[0] + unname_in_log(now)


def unname_in_log(now: datetime) -> int:
    """The desk's log says who changed which letter box; the name and the street on its lines go like the others."""
    label = str(PaperSubscriber._meta.verbose_name)
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(PaperSubscriber), timestamp__lte=now - PAPER_KEPT_AFTER
    )
    return entries.exclude(label=label).update(label=label)


def drop_proofs(now: datetime) -> int:
    """Three years after somebody left, nobody can ask the town to prove anything any more: the lines go, and the empty row."""
    over = Subscriber.objects.filter(
        state=Subscriber.State.LEFT, left_at__lte=now - PROOF_AFTER_LEAVING, address__isnull=True
    )
    with transaction.atomic():
        people = list(over.values_list("uid", flat=True)[:BATCH])
        dropped = ConsentLine.objects.filter(person__in=people).forget()
        return dropped + Subscriber.objects.filter(uid__in=people).delete()[0]


def unname_deliveries(now: datetime) -> int:
    """Ninety days after a dispatch the ledger still counts, but no longer names: its rows let go of their person.

    The mail server's answer goes too, since servers quote the address.
    """
    old = Delivery.objects.filter(dispatch__finished_at__lte=now - PERSON_IN_LEDGER, subscriber__isnull=False)
    return old.update(subscriber=None, reply="")


def untell(now: datetime) -> int:
    """What each person was told serves to tell it once: it is forgotten with the names of the ledger."""
    return Told.objects.filter(at__lte=now - PERSON_IN_LEDGER).delete()[0]


def drop_words(now: datetime) -> int:
    """The mails of digests and alerts are kept as long as the names of who had them; their subject and their print stay."""
    old = Variant.objects.filter(mailing__dispatch__finished_at__lte=now - PERSON_IN_LEDGER).exclude(html="")
    return old.update(html="", text="")
