"""The commune and its site, as search engines want to know them: who it is, where, when its town hall receives."""

import datetime as dt

from django.utils.translation import gettext as _

from content import linked_data
from content.linked_data import Data
from content.models import Commune

WEEKS_AHEAD = 8


def town_data(commune: Commune, root: str, today: dt.date) -> list[Data]:
    """The commune and its site (schema.org GovernmentOrganization, WebSite). ROOT: the site's address, without a last slash."""
    official = _("Commune %(of_name)s") % {"of_name": commune.de_name}
    contacts = {
        "telephone": commune.phone,
        "email": commune.email,
        "address": linked_data.postal_address(commune.address_lines),
        "contactPoint": emergency(commune),
        "slogan": commune.slogan,
    }
    town = linked_data.government(
        root,
        names=(official, commune.name),
        hall=town_hall(commune, today),
        contacts=contacts,
        insee=commune.insee_code,
    )
    return [town, linked_data.website(root, commune.name)]


def town_hall(commune: Commune, today: dt.date) -> Data:
    """The building: its address, its place on the earth, its ordinary week and the unusual days of the next weeks."""
    limit = today + dt.timedelta(weeks=WEEKS_AHEAD)
    periods = [(period.weekday, period.opens, period.closes) for period in commune.opening_periods.all()]
    unusual = [(day.day, day.opens, day.closes) for day in commune.closures.all() if today <= day.day <= limit]
    return {
        "name": _("Mairie %(of_name)s") % {"of_name": commune.de_name},
        "telephone": commune.phone,
        "address": linked_data.postal_address(commune.address_lines),
        "geo": linked_data.geo(commune.latitude, commune.longitude),
        "openingHoursSpecification": linked_data.opening_hours(periods),
        "specialOpeningHoursSpecification": linked_data.exceptional_hours(unusual),
    }


def emergency(commune: Commune) -> Data:
    if not commune.emergency_phone:
        return {}
    return {"@type": "ContactPoint", "contactType": "emergency", "telephone": commune.emergency_phone}
