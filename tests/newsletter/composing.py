"""A town with something to put in a bulletin, and a number to compose."""

import datetime as dt
import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Site

from content.models import Commune, CouncilGroup, Organizer, Place, TownImage
from content.models.commune import OpeningPeriod
from events.models import EventPage
from home.founding import Sections
from news.models import NewsPage
from newsletter.models import BulletinPage, GroupText
from tests.conftest import publish
from tests.replaying import once

PIXEL = (320, 240)


@dataclass(frozen=True)
class Life:
    """What the town lived this month."""

    hall: NewsPage
    choir: NewsPage
    old: NewsPage
    market: EventPage
    ball: EventPage
    groups: list[CouncilGroup]


def settle(site: Site) -> Commune:
    """The town hall's own facts."""
    commune = Commune.for_site(site)
    commune.name, commune.of_name = "Valombreuse-sur-Lise", "de Valombreuse-sur-Lise"
    commune.address, commune.phone, commune.emergency_phone = "3, place de la Halle", "04 65 71 00 42", "04 65 71 00 43"
    commune.email, commune.director, commune.print_run = "mairie@valombreuse.example", "Hélène Courtade, maire", 1150
    commune.opening_periods = [OpeningPeriod(weekday=1, opens=dt.time(9), closes=dt.time(12))]
    commune.save()
    return commune


def live(town: Sections, site: Site, now: dt.datetime) -> Life:
    """Three news, two events and two groups."""
    once(f"life of {site.hostname} at {now}", lambda: happen(town, site, now))
    return Life(
        hall=NewsPage.objects.get(title="La halle rouvre"),
        choir=NewsPage.objects.get(title="Le chœur cherche des basses"),
        old=NewsPage.objects.get(title="Une vieille histoire"),
        market=EventPage.objects.get(title="Marché"),
        ball=EventPage.objects.get(title="Bal du dernier soir"),
        groups=list(CouncilGroup.objects.for_site(site).order_by("pk")),
    )


def happen(town: Sections, site: Site, now: dt.datetime) -> None:
    choir = Organizer.objects.create(site=site, name="Les Voix du Lavoir", slug="voix", kind=Organizer.Kind.ASSOCIATION)
    hall = Place.objects.create(site=site, name="La halle", slug="halle")
    told(town, "La halle rouvre", now - dt.timedelta(days=1), engraving="halle")
    told(town, "Le chœur cherche des basses", now - dt.timedelta(days=3), signatory=choir)
    told(town, "Une vieille histoire", now - dt.timedelta(days=90))
    met(town, "Marché", dt.date(2026, 12, 5), dt.time(8), place=hall, rule="FREQ=WEEKLY;BYDAY=SA")
    met(town, "Bal du dernier soir", dt.date(2026, 12, 31), dt.time(21), signatory=choir, price="12 €")
    CouncilGroup.objects.create(site=site, name="Valombreuse ensemble", slug="ensemble", majority=True, seats=13)
    CouncilGroup.objects.create(site=site, name="Une autre voix", slug="voix", seats=6)


def told(town: Sections, title: str, at: dt.datetime, **facts: Any) -> NewsPage:
    body = json.dumps([{"type": "prose", "value": f"<p>{title}, et voici la suite. Une seconde phrase.</p>"}])
    page: NewsPage = publish(
        town.news, NewsPage(title=title, standfirst=f"{title} : l’essentiel.", body=body, **facts), at
    )
    return page


def met(town: Sections, title: str, day: dt.date, hour: dt.time, **facts: Any) -> EventPage:
    page: EventPage = publish(town.agenda, EventPage(title=title, start_day=day, start_time=hour, **facts))
    return page


def photo(title: str = "rue", alternative: str = "La rue des Tanneurs.") -> TownImage:
    """A real picture in the library."""
    out = BytesIO()
    Image.new("RGB", PIXEL, "#0e4a3a").save(out, "JPEG")
    out.seek(0)
    image: TownImage = TownImage.objects.create(
        title=title, alternative=alternative, file=ImageFile(out, name=f"{title}.jpg"), width=PIXEL[0], height=PIXEL[1]
    )
    return image


def december(town: Sections, sections: list[dict[str, Any]] | None = None, **facts: Any) -> BulletinPage:
    """A draft of number 47, saved once as an editor would."""
    page = BulletinPage(
        title=facts.pop("title", "La halle rouvre"),
        standfirst="Soupe à 11 h 30, inauguration à midi",
        number=facts.pop("number", 47),
        month=facts.pop("month", dt.date(2026, 12, 1)),
        engraving="halle",
        live=False,
        sections=json.dumps(usual() if sections is None else sections),
        **facts,
    )
    town.bulletin.add_child(instance=page)
    page.save_revision()
    return page


def heard(page: BulletinPage, group: CouncilGroup, body: str, at: dt.datetime, signatory: str = "") -> GroupText:
    """That group's text, as the town hall received it; without a body, the record that nothing came."""
    return GroupText.objects.create(
        site=page.site,
        page=page,
        number_name=str(page.number),
        group=group,
        group_name=group.name,
        body=body,
        signatory=signatory,
        received_at=at,
        receiver_name="Odile Marchand",
    )


def usual() -> list[dict[str, Any]]:
    """The sections that fill themselves, under a word from the mayor."""
    return [
        {"type": "editorial", "value": {"title": "Quatorze mois,|et un toit", "body": "<p>Samedi, la halle rouvre.</p>", "signatory": "Hélène Courtade", "role": "maire"}},
        {"type": "news", "value": {"title": "Les nouvelles du mois", "chosen": [], "automatic": True, "most": 6, "excerpt": True}},
        {"type": "agenda", "value": {"title": "", "month": None, "series": False}},
        {"type": "practical", "value": {"title": "À garder sous la main", "emergencies": True, "opening_hours": True}},
        {"type": "back", "value": {"title": "Ne guettez plus,|on vous prévient.", "offline": "<p>passez en mairie.</p>"}},
    ]  # fmt: skip
