"""Valombreuse has adopted the plans of accessibility that every town is founded with as drafts, and says what is not right yet."""

from collections.abc import Iterator
from functools import partial

from home.models import EditorialPage
from home.notices.plans import Plan, plans
from hub.demo.chronicle import Step
from hub.demo.ground import Ground

ADOPTED = -300
"""The day the council adopted them."""
WHAT_IS_WRONG = """
<h2>Ce qui ne va pas encore</h2>
<ul>
<li>Les bulletins d’avant 2009 sont des images, sans texte.</li>
<li>Quatorze PDF anciens n’ont pas de titres balisés.</li>
<li>Le plan du cimetière n’a pas d’équivalent écrit.</li>
</ul>
<p>L’audit selon le RGAA est prévu au printemps, par un organisme extérieur. Tant qu’il n’est pas fait, le site se
déclare non conforme.</p>
"""


def write(ground: Ground) -> Iterator[Step]:
    """Yields when each plan is published, and when the declaration says what is wrong."""
    moment = ground.calendar.moment(ADOPTED, "09:00")
    declaration = EditorialPage.objects.on_site(ground.site).get(notice=EditorialPage.Notice.ACCESSIBILITY)
    yield Step(moment, declaration, partial(say_what_is_wrong, ground, declaration))
    drafts = EditorialPage.objects.child_of(declaration).order_by("path")
    for page, plan in zip(drafts, plans(moment.year), strict=True):
        yield Step(moment, page, partial(adopt, ground, page, plan))


def say_what_is_wrong(ground: Ground, page: EditorialPage) -> None:
    stream = ground.stream(page.slug)
    stream.add("prose", WHAT_IS_WRONG)
    page.body = stream.json()


def adopt(ground: Ground, page: EditorialPage, plan: Plan) -> None:
    """The draft of the year the site opened, for the year of its adoption."""
    stream = ground.stream(page.slug)
    stream.add("prose", plan.text)
    page.title, page.body = plan.title, stream.json()
