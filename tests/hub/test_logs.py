"""Nadine starts the site and reads its log: what stands there is worth reading."""

import logging

from django.conf import settings
from django.test import RequestFactory

from hub.logs import AnswersAsAsked


def said_of(path: str) -> logging.LogRecord:
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Service Unavailable: %s", (path,), None)
    record.request = RequestFactory().get(path)
    return record


def test_the_health_page_answering_503_is_no_fault_of_the_site() -> None:
    quiet = AnswersAsAsked("/sante/")
    assert not quiet.filter(said_of("/sante/"))
    assert quiet.filter(said_of("/agenda/"))
    assert quiet.filter(logging.LogRecord("hub.working", logging.ERROR, __file__, 1, "Panne", (), None))


def test_the_console_listens_through_it() -> None:
    assert "answers_as_asked" in settings.LOGGING["handlers"]["console"]["filters"]
    assert settings.LOGGING["filters"]["answers_as_asked"]["path"] == "/sante/"
