"""The front page, the pages that stay, and the town's directory: one file for each subject."""

from home.contact.models import ContactMessage, ContactSubject
from home.models.acts import ActIndexPage, ActPage
from home.models.associations import AssociationIndexPage, AssociationPage
from home.models.collection import CollectionPage
from home.models.council import CouncilPage
from home.models.editorial import EditorialPage, LastingPage
from home.models.home import HomePage
from home.models.places import PlaceIndexPage, PlacePage
from home.models.procedures import ProcedureIndexPage, ProcedurePage
from home.models.public_services import ServiceClosure, ServiceIndexPage, ServiceOpening, ServicePage
from home.notices.audit import AccessibilityAudit

LASTING: tuple[type[LastingPage], ...] = (
    EditorialPage,
    ProcedureIndexPage,
    ProcedurePage,
    AssociationIndexPage,
    AssociationPage,
    PlaceIndexPage,
    PlacePage,
    ServiceIndexPage,
    ServicePage,
    CouncilPage,
    CollectionPage,
    ActIndexPage,
)
"""Every kind of page that somebody reads again from time to time."""

__all__ = [
    "LASTING",
    "AccessibilityAudit",
    "ActIndexPage",
    "ActPage",
    "AssociationIndexPage",
    "AssociationPage",
    "CollectionPage",
    "ContactMessage",
    "ContactSubject",
    "CouncilPage",
    "EditorialPage",
    "HomePage",
    "LastingPage",
    "PlaceIndexPage",
    "PlacePage",
    "ProcedureIndexPage",
    "ProcedurePage",
    "ServiceClosure",
    "ServiceIndexPage",
    "ServiceOpening",
    "ServicePage",
]
