"""A town that has been telling its news for weeks, its days, and what residents find in their mailboxes."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone
from wagtail.models import Site

from alerts.models import AlertPage
from content.models import District, Topic
from events.models import EventPage
from home.founding import Sections
from news.models import NewsPage
from newsletter.digests import posting
from newsletter.engine.sending import send_due
from newsletter.models import Mailing
from newsletter.subscribers.choices import Choice, Rhythm, Stream
from tests.conftest import publish
from tests.newsletter.relay import Script

PARIS = ZoneInfo("Europe/Paris")
NEWS_AT_ONCE = Choice(Stream.NEWS, Rhythm.IMMEDIATE)
DAILY_NEWS = Choice(Stream.NEWS, Rhythm.DAILY)
WEEKLY_NEWS = Choice(Stream.NEWS, Rhythm.WEEKLY)
AGENDA_AT_ONCE = Choice(Stream.AGENDA, Rhythm.IMMEDIATE)
DAILY_AGENDA = Choice(Stream.AGENDA, Rhythm.DAILY)
WEEKLY_AGENDA = Choice(Stream.AGENDA, Rhythm.WEEKLY)
ALERTS = Choice(Stream.ALERTS, Rhythm.IMMEDIATE)


def on_topic(slug: str, rhythm: Rhythm) -> Choice:
    return Choice(Stream.TOPIC, rhythm, slug)


def november(day: int, hour: str = "10:00") -> dt.datetime:
    """An hour of the town's clock in November 2026; the 20th is a Friday."""
    return dt.datetime.combine(dt.date(2026, 11, day), dt.time.fromisoformat(hour), tzinfo=PARIS)


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


class Mailboxes(Script):
    """A mail server that keeps every message, as the standard library reads it."""

    def of(self, address: str) -> list[EmailMessage]:
        return [
            message_from_bytes(parcel.message, policy=policy.default)  # type: ignore[arg-type]
            for parcel in self.kept
            if parcel.recipient == address
        ]

    def subjects(self, address: str) -> list[str]:
        """What that person found, in order; no-break spaces read as spaces."""
        return [plain(message["Subject"]) for message in self.of(address)]

    def text(self, address: str) -> str:
        """The text part of the last one, on one line."""
        body = self.of(address)[-1].get_body(("plain",))
        assert body is not None
        return plain(" ".join(str(body.get_content()).split()))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


class Worker:
    """The worker, at the hours it is given: tells what is due, then sends it."""

    def __init__(self) -> None:
        self.mail = Mailboxes()

    def passes(self, moment: dt.datetime) -> int:
        """One round at that moment; returns how many messages left."""
        with at(moment):
            now = timezone.now()
            posting.answer_journal(now)
            posting.answer_hours(now)
            return send_due(now, open_carrier=self.mail)


def opened(site: Site, moment: dt.datetime) -> None:
    Mailing.objects.create(site=site, kind=Mailing.Kind.OPENING, slot=moment)


def article(town: Sections, moment: dt.datetime, title: str = "La halle rouvre", **said: Any) -> NewsPage:
    """A piece of news published at that moment."""
    topics, districts = said.pop("topics", []), said.pop("districts", [])
    with at(moment):
        page = NewsPage(title=title, **{"standfirst": "Visite libre dès 9 h."} | said)
        page.topics, page.districts = topics, districts
        return publish(town.news, page)


def event(town: Sections, moment: dt.datetime, page: EventPage, topics: list[Topic] | None = None) -> EventPage:
    """An event announced at that moment."""
    with at(moment):
        page.topics = topics or []
        return publish(town.agenda, page)


def cancel(page: EventPage, moment: dt.datetime, reason: str = "La salle est inondée.") -> EventPage:
    with at(moment):
        page = EventPage.objects.get(pk=page.pk)
        page.status, page.status_message = "cancelled", reason
        page.save_revision().publish()
        return page


def flood(town: Sections, moment: dt.datetime, **said: Any) -> AlertPage:
    districts = said.pop("districts", [])
    with at(moment):
        usual = {"title": "Crue de la Lise", "level": 2, "standfirst": "Le quai est fermé.", "starts_at": moment}
        page = AlertPage(**usual | said)
        page.districts = districts
        return publish(town.alerts, page)


def revise(page: AlertPage, moment: dt.datetime, point: str = "", **said: Any) -> AlertPage:
    """The alert republished at that moment, with a report if there is one."""
    with at(moment):
        page = AlertPage.objects.get(pk=page.pk)
        for name, value in said.items():
            setattr(page, name, value)
        if point:
            page.updates.create(title=point, text="2,41 m au pont Vieux.", at=moment)
        page.save_revision().publish()
        return page


def topic(site: Site, slug: str, name: str) -> Topic:
    return Topic.objects.create(site=site, slug=slug, name=name)


def district(site: Site, slug: str, name: str) -> District:
    place = District(site=site, slug=slug, name=name)
    place.save()
    return place
