"""The forty questions of the demonstration, and what the first page of results lacks."""

import datetime as dt
from dataclasses import dataclass

import yaml
from wagtail.models import Page, Site

from hub.demo.texts import TOWN
from hub.search.finding import find
from hub.search.views import RESULTS


@dataclass(frozen=True)
class TownQuestion:
    """As it is typed, and the slugs of the pages that must answer."""

    typed: str
    expected: tuple[str, ...]


def town_questions() -> list[TownQuestion]:
    said = yaml.safe_load((TOWN / "questions.yaml").read_text())
    return [TownQuestion(each["saisie"], tuple(each["attendus"])) for each in said]


def missing(question: TownQuestion, site: Site, at: dt.datetime) -> list[str]:
    """The expected pages that the first page of results does not show."""
    first = find(site, question.typed, at).results[:RESULTS]
    keys = [result.candidate.page for result in first if result.candidate.document is None]
    shown = set(Page.objects.filter(pk__in=keys).values_list("slug", flat=True))
    return [slug for slug in question.expected if slug not in shown]


def unanswered(site: Site, at: dt.datetime) -> dict[str, list[str]]:
    """Of all the questions, those that lack something."""
    return {question.typed: lacks for question in town_questions() if (lacks := missing(question, site, at))}
