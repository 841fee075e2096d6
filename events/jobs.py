"""What the worker does for the agenda: carry every series to the horizon, once a day and when a setting changed."""

import logging
from datetime import datetime

from content.schedule import every, stopping
from events.materialising import materialise
from events.models import EventPage

logger = logging.getLogger(__name__)


@every(300)
def carry_to_the_horizon(now: datetime) -> int:
    """Extends the dates of the events not looked at today; answers how many. One that fails keeps the others going."""
    done = 0
    for event in EventPage.objects.due(now):
        if stopping():
            break
        try:
            materialise(event, now)
            done += 1
        except Exception:  # a rule that breaks one event must not stop the agenda of the town
            logger.exception("Les dates de « %s » n’ont pas pu être prolongées.", event)
    return done
