"""Which pages a feed shows: the latest ones, or those of one month (RFC 5005). Every page is in one of them."""

import datetime as dt

from django.db.models import Max, Min
from django.db.models.functions import TruncMonth
from django.utils import timezone
from wagtail.query import PageQuerySet

from content.feeds.kept import Key
from content.feeds.spec import Collection
from content.reading import anything_private

SIZE = 30
MOST = 300  # of one month, in the feed of the present; its archive has them all


def readable(collection: Collection, now: dt.datetime) -> PageQuerySet:
    """What anybody may read: no feed carries the page of a private section."""
    pages = collection.spec.pages(collection.site, collection.narrowed_to, now)
    return pages.public() if anything_private() else pages


def latest(collection: Collection, now: dt.datetime) -> list[Key]:
    """The thirty that moved last, and all those of the month under way: it has no archive yet, and nothing may be lost."""
    by, present = collection.spec.latest_by, collection.spec.present
    pages = readable(collection, now)
    pages = (present(pages, now) if present else pages).order_by(f"-{by}", "-pk")
    found = keys(pages[:SIZE], by)
    if len(found) == SIZE and found[-1].at >= month_of(now):
        found = keys(pages.filter(**{f"{by}__gte": month_of(now)})[:MOST], by)
    return found


def in_month(collection: Collection, first: dt.date, now: dt.datetime) -> list[Key]:
    """Those first published in that month, the newest first."""
    start, end = bounds(first)
    pages = readable(collection, now).filter(first_published_at__gte=start, first_published_at__lt=end)
    return keys(pages.order_by("-first_published_at", "-pk"), "first_published_at")


def keys(pages: PageQuerySet, by: str) -> list[Key]:
    return [Key(*row) for row in pages.values_list("pk", "live_revision_id", "url_path", by)]


def month_before_present(collection: Collection, shown: list[Key], now: dt.datetime) -> dt.date | None:
    """The latest month that is over; what the feed shows tells it when it goes back that far."""
    if collection.spec.latest_by == "first_published_at":
        older = next((key.at for key in shown if key.at < month_of(now)), None)
        if older:
            return first_day(older)
    return month_before(collection, now, now)


def month_before(collection: Collection, moment: dt.datetime, now: dt.datetime) -> dt.date | None:
    """The latest month with something in it that was over by that moment."""
    pages = readable(collection, now).filter(first_published_at__lt=month_of(moment))
    return first_day(pages.aggregate(found=Max("first_published_at"))["found"])


def month_after(collection: Collection, first: dt.date, now: dt.datetime) -> dt.date | None:
    """The next month with something in it, if it is over too."""
    pages = readable(collection, now).filter(
        first_published_at__gte=bounds(first)[1], first_published_at__lt=month_of(now)
    )
    return first_day(pages.aggregate(found=Min("first_published_at"))["found"])


def months(collection: Collection, now: dt.datetime) -> list[dt.date]:
    """The months that are over and have something in them, the latest first."""
    over = readable(collection, now).filter(first_published_at__lt=month_of(now)).order_by()
    found = over.annotate(begun=TruncMonth("first_published_at")).values_list("begun", flat=True).distinct()
    return sorted({month.date() for month in found}, reverse=True)


def month_of(moment: dt.datetime) -> dt.datetime:
    """When that moment's month began on the town's clock."""
    return timezone.localtime(moment).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def first_day(moment: dt.datetime | None) -> dt.date | None:
    return month_of(moment).date() if moment else None


def bounds(first: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """The moments when a month begins and ends, on the town's clock."""
    zone = timezone.get_current_timezone()
    start = dt.datetime(first.year, first.month, 1, tzinfo=zone)
    return start, dt.datetime(first.year + first.month // 12, first.month % 12 + 1, 1, tzinfo=zone)
