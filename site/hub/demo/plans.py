"""Valombreuse has adopted the plans of accessibility that every town is founded with as drafts."""

from collections.abc import Iterator

from home.models import EditorialPage
from hub.demo.chronicle import Step, nothing
from hub.demo.editorial import OPENING
from hub.demo.ground import Ground


def write(ground: Ground) -> Iterator[Step]:
    """Yields when each plan is published, the day the site opened."""
    moment = ground.calendar.moment(OPENING, "09:00")
    declaration = EditorialPage.objects.on_site(ground.site).get(notice=EditorialPage.Notice.ACCESSIBILITY)
    for page in EditorialPage.objects.child_of(declaration).order_by("path"):
        yield Step(moment, page, nothing)
