"""What the worker does for subscribers."""

from datetime import datetime

from django.conf import settings
from django.db.models import Max, Q

from content import mail, schedule
from newsletter.approval import outside
from newsletter.bounces import forgetting, return_path, rounds
from newsletter.digests import posting
from newsletter.engine import sending
from newsletter.importing import applying
from newsletter.models import Delivery, Dispatch, SubscriptionRequest
from newsletter.subscribers import reaffirming, retention, subscriptions

if settings.REDIS_URL:
    from newsletter.engine import tasks

mail.come_back_to(return_path.single_sender_for, return_path.single_key)


@schedule.every(2)
def answer_requests(now: datetime) -> int:
    """The mails that the form's requests call for."""
    return subscriptions.answer_requests(now)


if settings.REDIS_URL:  # several machines: Celery's workers send, ours tells them what is due
    schedule.every(2)(tasks.hand_out)
else:
    schedule.every(2, alone=False)(sending.send_due)


@schedule.every(5)
def advance_imports(now: datetime) -> int:
    """The next lines of the lists that the town hall imports."""
    return applying.advance(now)


@schedule.every(3600)
def ask_again(now: datetime) -> int:
    """Whoever has not said a word in three years is asked whether they still want these mails."""
    return reaffirming.ask_again(now)


@schedule.every(5)
def tell_at_once(now: datetime) -> int:
    """Alerts, and news for those who chose « aussitôt »."""
    return posting.answer_journal(now)


@schedule.every(60)
def tell_at_half_past_eight(now: datetime) -> int:
    """The day's news, and on Friday the week's; an hour missed is answered as soon as a worker is back."""
    return posting.answer_hours(now)


@schedule.every(600)
def note_outside_links(now: datetime) -> int:
    """Where the numbers being composed lead, outside the site."""
    return outside.note(now)


@schedule.every(60)
def ask_outside_links(now: datetime) -> int:
    """Whether those addresses still answer, a few at a time."""
    return outside.ask_some(now)


@schedule.every(300)
def read_returns(now: datetime) -> int:
    """What came back to the mailbox of returns, if there is one."""
    return rounds.read_new(now)


@schedule.every(3600)
def forget(now: datetime) -> int:
    """Whatever has been kept long enough."""
    return retention.forget(now) + forgetting.forget(now)


@schedule.queue("demandes d’abonnement")
def oldest_request(now: datetime) -> datetime | None:
    oldest = SubscriptionRequest.objects.unread().first()
    return oldest.asked_at if oldest else None


@schedule.queue("alertes et nouvelles")
def oldest_untold(now: datetime) -> datetime | None:
    """An alert published and not told: whoever watches the site must know within the quarter of an hour."""
    return posting.oldest_unread(now)


@schedule.queue("envois par courriel")
def oldest_delivery(now: datetime) -> datetime | None:
    """A dispatch that rests because the mail server is unwell is late: somebody should know.

    One that waits for tomorrow's messages is not, nor one that goes on, however slowly.
    """
    by_plan = Q(retry_at__gt=now, failures=0)
    running = Dispatch.objects.running().exclude(by_plan)
    oldest = (
        Delivery.objects.filter(dispatch__in=running, state=Delivery.State.PENDING).due(now).order_by("due_at").first()
    )
    if oldest is None:
        return None
    moved_at = Delivery.objects.filter(dispatch=oldest.dispatch_id).aggregate(at=Max("settled_at"))["at"]
    return max(oldest.due_at, moved_at or oldest.due_at)
