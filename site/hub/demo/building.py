"""Building the demonstration commune: all of it or nothing."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from wagtail.models import Page, Site

from content.models import ContentPage, JournalLine, Organizer, Place, Topic, TownDocument, TownImage
from content.models.page import mint_feed_id
from home.founding import found_town
from home.models import HomePage
from hub.demo import (
    agenda,
    alerts,
    bulletins,
    collection,
    contact,
    directory,
    editorial,
    media,
    news,
    plans,
    proposals,
    subscribers,
)
from hub.demo.chronicle import Step, tell
from hub.demo.clock import telling
from hub.demo.ground import Ground, identity
from hub.demo.marks import Calendar, reference_friday
from hub.demo.quiet import indexing_at_the_end
from newsletter.models import Subscriber

NAME = "Valombreuse-sur-Lise"
EVENING = "18:00"
LISTS: tuple[type[models.Model], ...] = (Topic, Place, Organizer, Subscriber)
Say = Callable[[str], None]


class NotEmpty(Exception):
    """The site has content that the demonstration would mix with its own."""


def build(site: Site, day: dt.date, say: Say) -> Ground:
    """Fills an empty site with the commune as of that day, in one transaction. Raises NotEmpty.

    The same day gives the same town, to the identities of its pages; only files and rows that a browser shows nowhere differ.
    """
    refuse_content(site)
    calendar = Calendar(reference_friday(day), ZoneInfo(settings.TIME_ZONE))
    with media.nothing_left_behind(), transaction.atomic(), indexing_at_the_end():
        give_address(site)
        with telling(calendar.moment(editorial.OPENING, "08:00")) as clock:
            ground = Ground(site, calendar, found_town(site, name=NAME))
            make_lasting(ground)
            say("commune, lieux et organisateurs")
            directory.write(ground)
            collection.write(ground)
            contact.write(ground)
            media.write(ground)
            say("pages, actualités, agenda et alertes")
            told = tell(steps(ground), clock)
            say(f"{told} publications racontées dans l’ordre")
            clock.moment = calendar.moment(0, EVENING)
            say(f"{proposals.write(ground)} propositions à lire, {subscribers.write(ground)} abonnés")
            say(f"{subscribers.write_on_paper(ground)} abonnés papier")
    return ground


def refuse_content(site: Site) -> None:
    towns = HomePage.objects.exists() or Page.objects.descendant_of(site.root_page).exists()
    lists = any(model._default_manager.filter(site=site).exists() for model in LISTS)
    files = TownImage.objects.exists() or TownDocument.objects.exists()
    if towns or lists or files:
        raise NotEmpty


def give_address(site: Site) -> None:
    """The site answers at SITE_URL, so that its absolute addresses work on this very machine."""
    url = urlsplit(settings.SITE_URL)
    site.hostname = url.hostname or "localhost"
    site.port = url.port or (443 if url.scheme == "https" else 80)
    site.site_name = NAME
    site.save()


def steps(ground: Ground) -> list[Step]:
    """Everything that is published. All pages are planted before any is written: each can then link to all the others."""
    return [step for module in (plans, editorial, news, agenda, alerts, bulletins) for step in module.write(ground)]


def make_lasting(ground: Ground) -> None:
    """The pages every town is founded with get the identity they have in every demonstration."""
    for page in Page.objects.descendant_of(ground.site.root_page, inclusive=True).specific():
        if isinstance(page, ContentPage):
            uid = identity(f"founded/{page.url_path}")
            JournalLine.objects.filter(page_uid=page.uid).update(page_uid=uid)
            type(page).objects.filter(pk=page.pk).update(
                uid=uid, feed_id=mint_feed_id(ground.site, uid, page.published_at)
            )
