"""A town with something to find, indexed as the site does it: after the commit."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Page

from hub.search.finding import Findings, find
from hub.search.models import SearchEntry
from tests.conftest import NOW, publish

Told = Callable[..., Any]
Found = Callable[..., list[str]]


@pytest.fixture
def tell(db: None, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Told:
    """Publishes a page below another, or does anything else that ends with a commit."""

    def tell(act: Page | Callable[[], Any], page: Page | None = None) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return publish(act, page, NOW) if page else act()

    return tell


def look(site: Any, text: str) -> Findings:
    return find(site, text, NOW)


def titles(findings: Findings) -> list[str]:
    """Of the results, best first."""
    entries = SearchEntry.objects.in_bulk([result.candidate.key for result in findings.results])
    return [entries[result.candidate.key].title for result in findings.results]


@pytest.fixture
def found() -> Found:
    return lambda site, text: titles(look(site, text))
