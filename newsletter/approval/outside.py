"""Outside addresses of the numbers being composed, asked one by one by the worker: never while an editor waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from content import fetch, schedule
from newsletter.approval.gauges.values import OutsideAnswer
from newsletter.approval.gauges.walking import linked_runs
from newsletter.bulletin.edition import Edition
from newsletter.compose import NotInATown, edition_of
from newsletter.models import BulletinPage, OutsideLink

AT_ONCE = 5
LONGEST = 2048
PATIENCE = 5
"""Seconds given to one address."""
GONE = {404, 410}
"""RFC 9110 §15.5.5 and §15.5.11. Whoever refuses robots (401, 403, 429) is there."""
RECENT = timedelta(days=40)
State = OutsideLink.State


def outside_addresses(edition: Edition) -> list[str]:
    """The web addresses that an issue leads to outside the town's site, without their fragment, each once."""
    own = edition.town.site_url.rstrip("/")
    found = (run.href.split("#")[0] for _section, run in linked_runs(edition))
    outside = (url for url in found if url.startswith(("http://", "https://")) and not f"{url}/".startswith(f"{own}/"))
    return [url for url in dict.fromkeys(outside) if len(url) <= LONGEST]


def answers(edition: Edition) -> tuple[OutsideAnswer, ...]:
    """What is known of them. One query, and nothing asked of anybody."""
    urls = outside_addresses(edition)
    known = {link.url: link for link in OutsideLink.objects.filter(url__in=urls)}
    return tuple(answer_of(url, known.get(url)) for url in urls)


def answer_of(url: str, link: OutsideLink | None) -> OutsideAnswer:
    if link is None or link.checked_at is None:
        return OutsideAnswer(url, dead=False, said="", asked_on=None)
    return OutsideAnswer(url, link.state == State.DEAD, link.said, timezone.localdate(link.checked_at))


def note(now: datetime) -> int:
    """Writes down what the numbers being composed lead to, and forgets what no number has led to for a while."""
    drafts = BulletinPage.objects.filter(issue=None, latest_revision_created_at__gte=now - RECENT)
    urls: set[str] = set()
    for draft in drafts.select_related("latest_revision"):
        try:
            urls.update(outside_addresses(edition_of(draft.get_latest_revision_as_object(), now)))
        except NotInATown:
            continue
    OutsideLink.objects.bulk_create([OutsideLink(url=url, wanted_at=now) for url in urls], ignore_conflicts=True)
    OutsideLink.objects.filter(url__in=urls).update(wanted_at=now)
    OutsideLink.objects.forgotten(now).delete()
    return len(urls)


def ask_some(now: datetime) -> int:
    """Asks the addresses that wait the longest, a few at a time."""
    return ask(OutsideLink.objects.to_ask(now)[:AT_ONCE], now)


def ask(links: Iterable[OutsideLink], now: datetime) -> int:
    done = 0
    for link in links:
        if schedule.stopping():
            break
        link.state, link.said = answer(link.url)
        link.checked_at = now
        link.save(update_fields=["state", "said", "checked_at"])
        done += 1
    return done


def answer(url: str) -> tuple[State, str]:
    """Its state and, unless it answers, the reason in a few words."""
    try:
        status = fetch.exchange("GET", url, timeout=PATIENCE).status
    except fetch.FetchError as error:
        return State.UNSURE, str(error)[:300]
    if status in GONE:
        return State.DEAD, f"erreur {status}"
    return (State.UNSURE, f"erreur {status}") if status >= 500 else (State.ANSWERS, "")
