"""The kernel's tables: what news, events, alerts and the bulletin share."""

from content.models.collection import ChosenDay, CollectionChange, CollectionRound, rounds_of
from content.models.commune import Closure, Commune, OpeningPeriod, commune_of
from content.models.council import CouncilGroup, Councillor
from content.models.counter import RequestCounter
from content.models.directory import Organizer, Place
from content.models.feed import RenderedEntry
from content.models.journal import JournalLine
from content.models.mail import OutgoingMessage
from content.models.measure import Measure, measures_of
from content.models.media import TownDocument, TownImage, TownRendition
from content.models.page import ContentPage
from content.models.searching import DocumentText, SearchSettings
from content.models.taxonomy import District, Topic
from content.models.websub import HubLine, HubRequest, HubSubscription

__all__ = [
    "ChosenDay",
    "Closure",
    "CollectionChange",
    "CollectionRound",
    "Commune",
    "ContentPage",
    "CouncilGroup",
    "Councillor",
    "District",
    "DocumentText",
    "HubLine",
    "HubRequest",
    "HubSubscription",
    "JournalLine",
    "Measure",
    "OpeningPeriod",
    "Organizer",
    "OutgoingMessage",
    "Place",
    "RenderedEntry",
    "RequestCounter",
    "SearchSettings",
    "Topic",
    "TownDocument",
    "TownImage",
    "TownRendition",
    "commune_of",
    "measures_of",
    "rounds_of",
]
