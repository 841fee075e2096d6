"""Procedures come first: the answer of the one a question names, and the common ones where nothing was found."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Site

from content.answering import Answer
from content.words import terms_of, words
from home.models import ProcedurePage
from hub.search.finding import Findings
from hub.search.kinds import Kind
from hub.search.question import Question

NAMED = 1 / 3
"""How much of a title a question must say to have named it."""
MOST = 8


def procedure_answer(findings: Findings) -> Answer | None:
    """« Carte d’identité et passeport : sur rendez-vous, 3 semaines », when the best result is one that the question names."""
    best = next(iter(findings.results), None)
    if best is None or best.candidate.kind != Kind.PROCEDURE:
        return None
    page = ProcedurePage.objects.filter(pk=best.candidate.page).defer("body").first()
    if page is None or not page.answer or page.site is None or not names(findings.question, page.title):
        return None
    text = f"{capfirst(page.answer)}."
    return Answer(page.title, text, url=page.path_on_site(page.site), link=_("Toute la démarche"))


def names(question: Question, title: str) -> bool:
    """Whether the title says all that is asked, and not much else."""
    heading = [set(found) for match in words(title) if (found := terms_of(match[0]))]
    said = set().union(*heading)
    if not all(any(said.issuperset(way) for way, _worth in idea.ways) for idea in question.ideas):
        return False
    return sum(not word.isdisjoint(question.terms) for word in heading) >= NAMED * len(heading)


def common_procedures(site: Site) -> list[ProcedurePage]:
    """The first ones with an answer, in the order editors gave them."""
    return list(
        ProcedurePage.objects.on_site(site).live().public().exclude(answer="").for_lists().order_by("path")[:MOST]
    )
