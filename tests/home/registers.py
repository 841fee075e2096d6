"""The directory and the acts of the tests' town."""

import datetime as dt
from typing import Any

from django.core.files.base import ContentFile

from content.models import Organizer, Place, TownDocument
from home.founding import Sections
from home.models import ActIndexPage, ActPage, AssociationIndexPage, AssociationPage, PlaceIndexPage, PlacePage
from tests.conftest import publish

SIGNED = dt.date(2026, 11, 20)
MORNING = dt.datetime(2026, 11, 20, 9, 4, tzinfo=dt.timezone(dt.timedelta(hours=1)))
PDF = b"%PDF-1.4\n%%EOF\n"


def register(town: Sections) -> ActIndexPage:
    """The register of acts, at /actes/."""
    page: ActIndexPage = publish(town.home, ActIndexPage(title="Arrêtés et délibérations", slug="actes"))
    return page


def signed_file(name: str = "arrete.pdf") -> TownDocument:
    document = TownDocument(title="Arrêté signé", file=ContentFile(PDF, name))
    document.save()
    return document


def act(**said: Any) -> ActPage:
    """The order that closes the quay, read again for names and ready to be published."""
    usual: dict[str, Any] = {
        "title": "Fermeture du quai des Lavandières",
        "slug": "quai-ferme",
        "kind": "arrete",
        "number": "2026-118",
        "signed_on": SIGNED,
        "signatory_name": "Hélène Courtade",
        "signatory_quality": "maire",
        "names_checked": True,
        "body": [("prose", "<p>Le quai est fermé.</p>")],
    }
    if "document" not in said:
        usual["document"] = signed_file()
    return ActPage(**usual | said)


def put_online(index: ActIndexPage, page: ActPage, at: dt.datetime = MORNING) -> ActPage:
    """The act as the next visitor reads it, first published at that moment."""
    return ActPage.objects.get(pk=publish(index, page, at).pk)


def choir(town: Sections, **said: Any) -> Organizer:
    usual = {
        "name": "Les Voix du Lavoir",
        "slug": "voix",
        "phone": "04 65 71 00 60",
        "kind": Organizer.Kind.ASSOCIATION,
    }
    organizer: Organizer = Organizer.objects.create(site=town.home.site, **usual | said)
    return organizer


def associations(town: Sections) -> AssociationIndexPage:
    page: AssociationIndexPage = publish(town.home, AssociationIndexPage(title="Associations", slug="associations"))
    return page


def page_of_choir(index: AssociationIndexPage, organizer: Organizer, **said: Any) -> AssociationPage:
    usual: dict[str, Any] = {
        "title": organizer.name,
        "slug": organizer.slug,
        "organizer": organizer,
        "activity": "Chœur mixte, sans partition",
    }
    page: AssociationPage = publish(index, AssociationPage(**usual | said))
    return page


def hall(town: Sections, **said: Any) -> Place:
    usual: dict[str, Any] = {
        "name": "Salle du Préau",
        "slug": "salle-du-preau",
        "address": "rue de l’Église",
        "latitude": 44.8124,
        "longitude": 4.0854,
        "accessibility": ["fauteuil", "toilettes"],
    }
    place: Place = Place.objects.create(site=town.home.site, **usual | said)
    return place


def page_of_hall(town: Sections, place: Place) -> PlacePage:
    index = publish(town.home, PlaceIndexPage(title="Lieux", slug="lieux"))
    page: PlacePage = publish(index, PlacePage(title=place.name, slug=place.slug, place=place))
    return page
