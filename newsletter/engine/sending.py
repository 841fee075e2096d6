"""Sending what was frozen: nobody twice, nobody forgotten, and every doubt named.

    send_due(now)                                the worker's turn; any number of workers at once, each killed at any moment
    drive(dispatch_id, now)                      the same for one dispatch: what a queue of tasks calls (newsletter.engine.tasks)
    pause(dispatch), resume(…), stop(…, now)     a person holds, lets go, ends
    resend(deliveries, now)                      a person decides about the uncertain and the refused

No network call happens inside a transaction. Every write to a row names the state and the worker it expects to find,
so that whoever lost a row in the meantime (its lease over, its person gone, the dispatch stopped) writes nothing and
sends no dot.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from newsletter.engine import presence, smtp
from newsletter.engine.carriers import Carrier
from newsletter.engine.holding import Clock
from newsletter.engine.policy import POLICY, Policy
from newsletter.engine.turn import Turn
from newsletter.models import Delivery, Dispatch

State = Delivery.State
BUDGET = timedelta(seconds=20)


def send_due(
    now: datetime,
    *,
    policy: Policy = POLICY,
    budget: timedelta = BUDGET,
    open_carrier: Callable[[], Carrier] = smtp.open_carrier,
) -> int:
    """Sends what is due of every dispatch, each for about `budget`; returns how many messages the mail server accepted."""
    recover(now, policy)
    clock, sent = clock_from(now), 0
    for key in list(Dispatch.objects.due(now).values_list("pk", flat=True)):
        sent += drive(key, clock(), policy=policy, budget=budget, open_carrier=open_carrier)
    return sent


def drive(
    dispatch_id: int,
    now: datetime,
    *,
    policy: Policy = POLICY,
    budget: timedelta = BUDGET,
    open_carrier: Callable[[], Carrier] = smtp.open_carrier,
) -> int:
    """Sends what is due of one dispatch, for about `budget`; returns how many messages the mail server accepted.

    Idempotent: however often it is asked, at once or in turn, from this machine or others, each row is claimed once.
    Raises nothing on account of a mail server: its troubles are written on the dispatch, which rests and goes on by
    itself.
    """
    clock, sent = clock_from(now), 0
    dispatch = Dispatch.objects.due(now).select_related("issue__site", "mailing__site").filter(pk=dispatch_id).first()
    if dispatch is None:
        return 0
    if Delivery.objects.filter(dispatch=dispatch).due(now).exists():
        with presence.signed_in() as worker:
            sent = Turn(dispatch, worker, clock, policy, open_carrier).run(now + budget)
    finish(dispatch, clock())
    return sent


def clock_from(now: datetime) -> Clock:
    """The time that goes on from that moment, whatever is done to the machine's clock."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - started)


def recover(now: datetime, policy: Policy = POLICY) -> int:
    """Takes back what dead workers held, and what nobody renewed in time; returns how many rows.

    What had not come to its dot waits again. What had is uncertain from now on, until a late answer or a person tells;
    an alert goes again by itself, a few times, under the same Message-ID.
    """
    names = Delivery.objects.held().order_by().values_list("worker", flat=True).distinct()
    gone = [name for name in names if presence.is_gone(name)]
    abandoned = Delivery.objects.held().filter(Q(lease_until__lte=now) | Q(worker__in=gone))
    again = abandoned.filter(dispatch__in=Dispatch.objects.urgent(), attempts__lt=policy.alert_tries - 1)
    resumed = again.filter(state=State.COMMITTING).update(
        state=State.PENDING, worker="", lease_until=None, due_at=now, attempts=F("attempts") + 1
    )
    doubtful = abandoned.filter(state=State.COMMITTING).update(
        state=State.UNCERTAIN, lease_until=None, settled_at=now, reply="Envoi interrompu avant la réponse du serveur."
    )
    taken_back = abandoned.filter(state=State.CLAIMED).update(state=State.PENDING, worker="", lease_until=None)
    for name in gone:
        presence.bury(name)
    return resumed + doubtful + taken_back


def finish(dispatch: Dispatch, now: datetime) -> None:
    """Notes the end of a running dispatch in which every row has come to its own."""
    unsettled = Delivery.objects.unsettled().filter(dispatch=OuterRef("pk"))
    over = Dispatch.objects.running().filter(~Exists(unsettled), pk=dispatch.pk)
    over.update(state=Dispatch.State.DONE, finished_at=now)


def pause(dispatch: Dispatch) -> bool:
    """Holds a running dispatch: no dot goes after this, save those already on their way.

    False if it was not running.
    """
    return bool(Dispatch.objects.running().filter(pk=dispatch.pk).update(state=Dispatch.State.PAUSED))


def resume(dispatch: Dispatch) -> bool:
    """Lets a paused dispatch go on at once. False if it was not paused."""
    paused = Dispatch.objects.filter(pk=dispatch.pk, state=Dispatch.State.PAUSED)
    return bool(paused.update(state=Dispatch.State.RUNNING, retry_at=None, failures=0, trouble=""))


def stop(dispatch: Dispatch, now: datetime) -> bool:
    """Ends a dispatch for good; who had it keeps it, the others are listed as not served.

    False if it was already over.
    """
    going = Dispatch.objects.filter(pk=dispatch.pk, state__in=[Dispatch.State.RUNNING, Dispatch.State.PAUSED])
    return bool(going.update(state=Dispatch.State.STOPPED, finished_at=now))


def resend(deliveries: QuerySet[Delivery], now: datetime) -> int:
    """Sends uncertain and refused deliveries again, because a person says so, each with its own Message-ID.

    Returns how many.
    """
    with transaction.atomic():
        chosen = Delivery.objects.resendable().filter(pk__in=deliveries.values("pk"))
        dispatches = list(chosen.order_by().values_list("dispatch", flat=True).distinct())
        number = chosen.update(state=State.PENDING, worker="", due_at=now, first_tried_at=None, settled_at=None)
        over = Dispatch.objects.filter(pk__in=dispatches, state=Dispatch.State.DONE)
        over.update(state=Dispatch.State.RUNNING, finished_at=None)
    return number
