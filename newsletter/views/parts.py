"""What several of these pages show."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.models import Topic
from content.visitors import private
from newsletter.subscribers.choices import Choice

BUSY = 429


def facts(choices: Iterable[Choice], topics: Iterable[Topic]) -> list[dict[str, str]]:
    """The choices as a receipt: what, and when."""
    names = {topic.slug: topic.name for topic in topics}
    rows: dict[str, list[str]] = {}
    for choice in choices:
        what = names.get(choice.topic, choice.topic) if choice.topic else str(choice.stream.label)
        rows.setdefault(what, []).append(str(choice.rhythm.label))
    return [{"label": what, "value": ", ".join(rhythms)} for what, rhythms in rows.items()]


def lost(request: HttpRequest) -> HttpResponse:
    """One page for every link that leads nowhere: used, too old, mistyped or invented."""
    return private(render(request, "newsletter/subscribe/link_lost.html", status=404))
