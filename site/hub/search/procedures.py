"""A procedure's own answer, said before any result when the question names that procedure."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.answering import Answer
from home.models import EditorialPage
from hub.search.finding import Findings
from hub.search.kinds import Kind
from hub.search.ranking import worth_of
from hub.search.weighing import BARE, TITLE


def procedure_answer(findings: Findings) -> Answer | None:
    """« Carte d’identité et passeport : sur rendez-vous, 3 semaines », when its title says all that was asked."""
    best = next(iter(findings.results), None)
    if best is None or best.candidate.kind != Kind.PROCEDURE:
        return None
    # Less than a title's weight would be a word of its text only.
    if any(worth_of(idea, best.candidate.weights) < TITLE * BARE for idea in findings.question.ideas):
        return None
    page = EditorialPage.objects.filter(pk=best.candidate.page).defer("body").first()
    if page is None or page.site is None:
        return None
    text = f"{capfirst(page.answer)}."
    return Answer(page.title, text, url=page.path_on_site(page.site), link=_("Toute la démarche"))
