"""Residents who subscribed, an issue ready to leave, and a letter: what most of these tests begin with."""

import datetime as dt
from uuid import UUID

from wagtail.models import Site

from content.addresses import Address
from newsletter.digests.letters import Written, freeze
from newsletter.digests.selection import Reader
from newsletter.engine.messages import Letter
from newsletter.models import Dispatch, Issue, Mailing, Subscriber
from newsletter.subscribers import subscriptions
from newsletter.subscribers.choices import Choice, Rhythm, Stream

BULLETIN = Choice(Stream.BULLETIN, Rhythm.MONTHLY)
ALERTS = Choice(Stream.ALERTS, Rhythm.IMMEDIATE)
WEEKLY_NEWS = Choice(Stream.NEWS, Rhythm.WEEKLY)

HTML = """<!doctype html><html lang="fr"><body><h1>Avis à la population</h1>
<p>.Une ligne qui commence par un point, et « des guillemets ».</p>
<p><a href="{{lien-choix}}">Changer mes choix</a> · <a href="{{lien-arret}}">Tout arrêter</a></p></body></html>"""
TEXT = (
    "Avis à la population\n\n.Une ligne qui commence par un point\n\n"
    "Changer mes choix : {{lien-choix}}\nTout arrêter : {{lien-arret}}\n"
)


def subscriber(site: Site, address: str, now: dt.datetime, *choices: Choice, text_only: bool = False) -> Subscriber:
    """Somebody who agreed at the town hall's desk."""
    wanted = choices or (BULLETIN,)
    return subscriptions.enrol(site, Address(address), wanted, now, reason="bulletin papier", text_only=text_only)


def readers(site: Site, number: int, now: dt.datetime) -> list[Subscriber]:
    """That many residents who all asked for the bulletin."""
    return [subscriber(site, f"lecteur{n:04}@boite.example", now) for n in range(number)]


def issue(site: Site, subject: str = "Avis à la population n° 42, décembre 2026") -> Issue:
    return Issue.objects.create(site=site, subject=subject, html=HTML, text=TEXT)


def letter(*, subject: str = "Avis à la population n° 42", html: str = HTML, text: str = TEXT) -> Letter:
    """A letter that needs no database."""
    return Letter(
        uid=UUID("0b7b1a52-6a0e-4f8e-9c43-2f4a3f0f6a11"),
        subject=subject,
        html=html,
        text=text,
        sender_name="Valombreuse-sur-Lise",
        sender_address="avis@valombreuse.example",
        reply_to="mairie@valombreuse.example",
        list_name="Avis à la population",
        list_label="bulletin",
        root_url="https://www.valombreuse-sur-lise.example",
        archive_url="https://www.valombreuse-sur-lise.example/bulletin/",
        written_at=dt.datetime(2026, 12, 1, 8, 0, tzinfo=dt.UTC),
    )


def frozen_mailing(site: Site, now: dt.datetime, kind: Mailing.Kind, readers: dict[Subscriber, Choice]) -> Dispatch:
    """An alert or a digest just frozen for these people, one variant for each choice it answers."""
    mailing = Mailing.objects.create(site=site, kind=kind, slot=now, subject="Alerte rouge : crue de la Lise")
    priority = Dispatch.Priority.ALERT if kind is Mailing.Kind.ALERT else Dispatch.Priority.DIGEST
    letters = [
        Written(
            f"À propos de {choice.stream.value}",
            HTML,
            TEXT,
            (),
            (choice,),
            [Reader(person.pk, ()) for person, wanted in readers.items() if wanted == choice],
        )
        for choice in sorted(set(readers.values()))
    ]
    return freeze(mailing, letters, priority, now)
