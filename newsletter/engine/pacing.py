"""How many messages may leave now: what the operator allows, what the mail server and each domain have shown they take.

All workers share it: the buckets are rows (Throttle), read, taught and debited in the transaction that claims.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from content.mail import transport
from content.models import OutgoingMessage
from newsletter.engine import quota
from newsletter.engine.carriers import Answer, Ending
from newsletter.engine.pace import FREE, Bucket
from newsletter.engine.quota import Forecast
from newsletter.models import Delivery, Throttle

SERVER = ""  # the server itself, among the domains behind it
FASTEST = 1000.0  # messages a second: as good as no limit
SERVICE_CLOSING = 421


@dataclass
class Allowance:
    """What one claim may take: so many in all and, of the domains that complained, so many each."""

    total: int
    domains: Counter[str]

    def grants(self, domain: str) -> bool:
        """Takes a place, if there is one."""
        if self.total < 1 or (domain in self.domains and self.domains[domain] < 1):
            return False
        self.total -= 1
        if domain in self.domains:
            self.domains[domain] -= 1
        return True

    @property
    def resting(self) -> list[str]:
        return [domain for domain, number in self.domains.items() if number < 1]


class Pacing:
    """What one turn hears of the server and of the domains behind it, and the rows that remember it."""

    def __init__(self, began: datetime, *, urgent: bool = False) -> None:
        self.server = transport.leaves_by() or "localhost"
        self.began, self.urgent = began, urgent
        self.served: Counter[str] = Counter()  # since the turn began
        self.taken: Counter[str] = Counter()  # since the rows were last taught
        self.complaints: set[str] = set()
        self.rows: dict[str, Throttle] = {}
        self.day_is_full = False

    def hear(self, domain: str, answer: Answer) -> None:
        """An answer about somebody of that domain. « 421 », and a 4xx before any recipient, are the server's own."""
        if answer.ending is Ending.ACCEPTED:
            self.taken.update([domain, SERVER])
            self.served.update([domain, SERVER])
        elif answer.code == SERVICE_CLOSING or (answer.code and answer.ending is Ending.LOST):
            self.complaints.add(SERVER)
        elif answer.code and answer.ending is Ending.DEFERRED:
            self.complaints.add(domain)

    def allowance(self, now: datetime, at_most: int) -> Allowance:
        """What may be claimed as of now. In a transaction, which `spend` must end: the rows are locked."""
        self.rows = {row.domain: row for row in Throttle.objects.of_server(self.server).select_for_update()}
        if settings.MAIL_PER_SECOND:
            self.row(SERVER, now)
        for domain, row in self.rows.items():
            row.bucket = row.bucket.refilled(now).climbed(self.taken[domain], highest(domain))
        for domain in self.complaints:
            row = self.row(domain, now)
            row.bucket = row.bucket.slowed(now)
        self.taken.clear()
        self.complaints.clear()
        tokens = Counter({domain: max(0, int(row.tokens)) for domain, row in self.rows.items()})
        today = self.left_today(now)
        self.day_is_full = today < 1
        return Allowance(min(at_most, today, tokens.pop(SERVER, at_most)), tokens)

    def spend(self, domains: Iterable[str]) -> None:
        """Debits what was claimed, and writes everything down. Who takes whatever comes is forgotten."""
        claimed = Counter(domains)
        for domain, row in self.rows.items():
            row.bucket = row.bucket.spent(claimed.total() if domain == SERVER else claimed[domain])
            if row.rate < highest(domain) or (domain == SERVER and settings.MAIL_PER_SECOND):
                row.save()
            elif row.pk:
                row.delete()

    def remember(self, now: datetime) -> None:
        """At the end of a turn."""
        if self.taken or self.complaints:
            with transaction.atomic():
                self.allowance(now, 0)
                self.spend([])

    def row(self, domain: str, now: datetime) -> Throttle:
        """Its row; a new one begins at what was being served when it complained."""
        if domain not in self.rows:
            seconds = max(1.0, (now - self.began).total_seconds())
            rate = highest(domain) if self.limited(domain) else max(1.0, self.served[domain] / seconds)
            self.rows[domain] = Throttle(server=self.server, domain=domain)
            self.rows[domain].bucket = Bucket.full(min(rate, highest(domain)), now)
        return self.rows[domain]

    def limited(self, domain: str) -> bool:
        return domain == SERVER and bool(settings.MAIL_PER_SECOND)

    def left_today(self, now: datetime) -> int:
        if not settings.MAIL_PER_DAY:
            return 10**9
        return quota.left(settings.MAIL_PER_DAY, handed_over_lately(now), urgent=self.urgent)


def highest(domain: str) -> float:
    """The rate that is as good as none or, for the server, the operator's own."""
    return FREE if domain != SERVER else float(settings.MAIL_PER_SECOND or FASTEST)


def foreseen(waiting: int, now: datetime) -> Forecast:
    """When so many messages will have left, as of now: before a sending, or in the middle of one that waits for its day."""
    per_day = settings.MAIL_PER_DAY
    return quota.forecast(
        waiting,
        timezone.localtime(now),
        per_day=per_day,
        handed_over=handed_over_lately(now) if per_day else 0,
        per_second=min(quota.CAUTIOUS, settings.MAIL_PER_SECOND or quota.CAUTIOUS),
    )


def domain_of(mailbox: object) -> str:
    """The domain of an address, or of a subscriber who reads as one."""
    return str(mailbox).rpartition("@")[2].lower()


def handed_over_lately(now: datetime) -> int:
    """Messages of every kind that the mail server may have counted in the last twenty-four hours."""
    since = now - quota.DAY
    return Delivery.objects.handed_over(since).count() + OutgoingMessage.objects.filter(sent_at__gte=since).count()
