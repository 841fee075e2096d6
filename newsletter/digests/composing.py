"""From what somebody is told to the value their mail is drawn from. Asks the town's settings, and its alerts in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Site

from alerts.models import AlertPage
from content.models import Commune, Topic, commune_of
from content.typography import NBSP, fr
from events.zones import zone_of
from newsletter.bulletin.identity import Town
from newsletter.digests import words
from newsletter.digests.selection import Item, Share
from newsletter.digests.telling import Telling
from newsletter.digests.values import Band, Card, Digest, Foot, Section
from newsletter.subscribers.choices import Choice, Rhythm

MOST = 20
"""Cards of a mail: beyond, the site has the rest, and the mail stays whole (100 kB)."""
ORDER = (Rhythm.WEEKLY, Rhythm.DAILY, Rhythm.IMMEDIATE)


@dataclass(frozen=True)
class Frame:
    """What every mail of one occasion shares."""

    town: Town
    commune: Commune
    day: dt.date
    topics: Mapping[str, str]
    bands: tuple[Band, ...]


def frame_of(site: Site, now: dt.datetime) -> Frame:
    """Four queries."""
    commune = commune_of(site)
    topics = dict(Topic.objects.filter(site=site).values_list("slug", "name"))
    today = now.astimezone(zone_of(commune.insee_code)).date()
    return Frame(town_of(commune, site), commune, today, topics, bands(site, now))


def town_of(commune: Commune, site: Site) -> Town:
    return Town(
        name=commune.name,
        of_name=commune.de_name,
        at_name=commune.a_name,
        address=tuple(commune.address_lines),
        phone=commune.phone.replace(" ", NBSP),
        emergency_phone=commune.emergency_phone,
        email=commune.email,
        site_url=site.root_url,
    )


def bands(site: Site, now: dt.datetime) -> tuple[Band, ...]:
    """The alerts that stand on every page of the site at that moment, the gravest first."""
    alerts = AlertPage.objects.on_site(site).public().in_force(now)[:3]
    return tuple(Band(alert.level, fr(alert.title), alert.address(), fr(alert.standfirst)) for alert in alerts)


def digest_of(frame: Frame, share: Share, known: Mapping[Item, Telling]) -> Digest:
    """The mail of everybody who has that share; `known` gives the telling of each of its items."""
    cards = [known[item].card for item in share.items]
    rhythm = next(each for each in ORDER if any(choice.rhythm is each for choice in share.choices))
    shown = cards[:MOST]
    return Digest(
        town=frame.town,
        theme=frame.commune.theme,
        day=frame.day,
        subject=words.subject(frame.town.name, cards, len(cards), rhythm),
        heading=str(words.HEADINGS[rhythm]),
        lead=words.lead(cards),
        sections=tuple(sections_of(shown)),
        foot=foot_of(share.choices, frame),
        bands=frame.bands,
        more=len(cards) - len(shown),
    )


def sections_of(cards: Sequence[Card]) -> Iterator[Section]:
    """What changes first, then the news, then the agenda; none without a card."""
    changes = tuple(card for card in cards if card.changed)
    title = _("Annulé ou reporté") if all(card.off for card in changes) else _("Ce qui change")
    news = tuple(card for card in cards if not card.changed and not card.day)
    events = tuple(card for card in cards if not card.changed and card.day)
    parts = ((title, changes), (_("Les nouvelles"), news), (_("L’agenda"), events))
    yield from (Section(title, found) for title, found in parts if found)


def foot_of(choices: Sequence[Choice], frame: Frame) -> Foot:
    return Foot(
        fr(_("Vous l’avez demandé à la mairie %(of)s. Vous avez choisi :") % {"of": frame.town.of_name}),
        tuple(map(fr, words.choices(choices, frame.topics))),
    )
