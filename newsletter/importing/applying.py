"""From a file to subscriptions: read a little at a time, a draft that somebody looks at, then the worker, line by line.

Attested lines are enrolled. The others receive one invitation, so many an hour, and are nobody until they confirm. Each
line is decided in one transaction: whatever kills the worker, none is lost or done twice.
"""

from __future__ import annotations

import time
from datetime import datetime

from django.db import transaction
from wagtail.models import Site

from accounts.models import User
from content import schedule
from content.addresses import Address
from content.models import Topic
from newsletter.importing import columns, judging, reading
from newsletter.importing.columns import Columns
from newsletter.importing.judging import Judged
from newsletter.importing.reading import Table
from newsletter.models import Import, ImportLine, SubscriptionRequest
from newsletter.subscribers import consent, limits, notices, subscriptions, tokens
from newsletter.subscribers.choices import Choice, read_all
from newsletter.subscribers.tokens import CONFIRMATION_LIFE, Purpose

Outcome = ImportLine.Outcome
Verdict = ImportLine.Verdict
State = Import.State
BATCH = 500
BUDGET = 2.0  # seconds: a request must answer, and an alert never waits behind a list


class HourIsFull(Exception):
    """No more invitations this hour: the line waits for the next one."""


def draft(
    site: Site,
    raw: bytes,
    name: str,
    *,
    source: str,
    choices: list[Choice],
    attested: bool,
    uploader: User,
    now: datetime,
    budget: float = BUDGET,
) -> Import:
    """Takes the file in, and writes its first lines down with what may be done with each. Raises reading.Unreadable.

    A town's list is a draft when this returns; the worker reads the rest of a very long one (`advance`).
    """
    table = reading.read(raw)
    found = columns.guess(table)
    batch = Import.objects.create(
        site=site,
        file_name=name[:120],
        encoding=table.encoding,
        separator=table.separator,
        address_heading=found.address_heading[:120],
        state=State.READING,
        raw=raw,
        rows=len(found.rows(table)),
        attested=attested,
        source=source,
        choices=[choice.code for choice in choices],
        uploaded_at=now,
        uploader=uploader,
        uploader_name=(uploader.get_full_name() or uploader.get_username())[:160],
    )
    read_on(batch, table, found, budget)
    batch.refresh_from_db()
    return batch


def read_on(batch: Import, table: Table, found: Columns, budget: float) -> None:
    """The next lines of the file, for so many seconds; once they all are written down, the file is a draft."""
    rows, until = found.rows(table), time.monotonic() + budget
    while time.monotonic() < until and not schedule.stopping():
        with transaction.atomic():
            # Locked, so that the request and the worker never write the same lines.
            if not Import.objects.reading().select_for_update().filter(pk=batch.pk).exists():
                return
            done = batch.lines.count()
            lines = (line_of(batch, judged) for judged in judging.judge(batch, rows[done : done + BATCH], found))
            ImportLine.objects.bulk_create(lines)
            if done + BATCH >= len(rows):
                Import.objects.filter(pk=batch.pk).update(state=State.DRAFT, raw=None)


def line_of(batch: Import, judged: Judged) -> ImportLine:
    return ImportLine(
        batch=batch,
        number=judged.number,
        typed=judged.address.text if judged.address else judged.typed,
        address_key=judged.address.key if judged.address else "",
        source=judged.source,
        verdict=judged.verdict,
        remark=judged.remark,
    )


def start(batch: Import) -> bool:
    """Hands a draft over to the worker. False when it was no draft any more."""
    return bool(Import.objects.filter(pk=batch.pk, state=State.DRAFT).update(state=State.RUNNING))


def cancel(batch: Import, now: datetime) -> bool:
    """Ends a draft, or what is left of a running import; who was enrolled or invited stays so. False when it was over."""
    going = Import.objects.filter(pk=batch.pk, state__in=[State.READING, State.DRAFT, State.RUNNING])
    return bool(going.update(state=State.CANCELLED, finished_at=now, raw=None, account=account(batch)))


def account(batch: Import) -> dict[str, int]:
    """The counts that stay when the lines are gone: verdicts and outcomes, by their values."""
    return dict(batch.lines.all().verdicts()) | dict(batch.lines.all().outcomes())


def advance(now: datetime, budget: float = BUDGET) -> int:
    """Reads what is left of long files, then decides lines of the running imports, for so many seconds each.

    Returns how many lines were decided. An import without any line left is done.
    """
    for batch in Import.objects.reading().select_related("site"):
        table = reading.read(bytes(batch.raw or b""))
        read_on(batch, table, columns.guess(table), budget)
    return sum(decide_some(batch, now, budget) for batch in Import.objects.running().select_related("site"))


def decide_some(batch: Import, now: datetime, budget: float) -> int:
    decided, until = 0, time.monotonic() + budget
    try:
        for line in batch.lines.all().to_do()[:BATCH]:
            if time.monotonic() > until or schedule.stopping():
                break
            decide(batch, line, now)
            decided += 1
    except HourIsFull:
        return decided
    if not batch.lines.all().to_do().exists():
        finish(batch, now)
    return decided


def finish(batch: Import, now: datetime) -> None:
    running = Import.objects.filter(pk=batch.pk, state=State.RUNNING)
    running.update(state=State.DONE, finished_at=now, account=account(batch))


def decide(batch: Import, line: ImportLine, now: datetime) -> None:
    """Enrols or invites the person of that line, unless something has changed since it was read. Raises HourIsFull."""
    address = Address(line.typed)
    slugs = Topic.objects.filter(site=batch.site).values_list("slug", flat=True)
    choices = read_all(batch.choices, slugs)
    with transaction.atomic():
        if not Import.objects.running().filter(pk=batch.pk).exists():
            return
        outcome = Outcome.SKIPPED
        if judging.verdict_on(batch.site, address) == Verdict.NEW:
            if batch.attested:
                subscriptions.enrol(batch.site, address, choices, now, reason=line.source)
                outcome = Outcome.ENROLLED
            elif invite(batch, address, choices, line.source, now):
                outcome = Outcome.INVITED
        ImportLine.objects.filter(pk=line.pk, outcome="").update(outcome=outcome)


def invite(batch: Import, address: Address, choices: list[Choice], source: str, now: datetime) -> bool:
    """Sends the one mail that asks whether they want this.

    False when they have asked by themselves, or when that mailbox has been written to enough. Raises HourIsFull.
    """
    asked = SubscriptionRequest.objects.filter(site=batch.site, address_key=address.key)
    if asked.exists() or not limits.address_may_be_written(batch.site, address, now):
        return False
    if not limits.invitation_may_leave(batch.site, now):
        raise HourIsFull
    token, digest = tokens.fresh(Purpose.CONFIRM)
    request = SubscriptionRequest.objects.create(
        site=batch.site,
        address=address.text,
        address_key=address.key,
        choices=[choice.code for choice in choices],
        wording=consent.sentence_of(batch.site),
        invited_because=source,
        asked_at=now,
        read_at=now,
        expires_at=now + CONFIRMATION_LIFE,
        token_digest=digest,
    )
    notices.queue_invitation(request, token, now)
    return True
