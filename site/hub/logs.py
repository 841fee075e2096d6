"""What the log keeps quiet about."""

import logging


class AnswersAsAsked(logging.Filter):
    """Drops Django's « Service Unavailable » about an address whose 503 is an answer, not a fault of the site.

    While the worker starts, the supervisor asks /sante/ again and again: an operator's first screen showed nothing else.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def filter(self, record: logging.LogRecord) -> bool:
        return record.name != "django.request" or getattr(getattr(record, "request", None), "path", None) != self.path
