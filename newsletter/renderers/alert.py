"""An AlertLetter as an e-mail: what happens, what to do, and where to follow it. HTML by MJML, and text."""

from collections.abc import Iterator

from django.utils.text import capfirst

from newsletter.digests.values import AlertLetter
from newsletter.renderers import letter
from newsletter.renderers.text import underlined, wrapped


def html(alert: AlertLetter) -> str:
    """Raises email.EmailError when it cannot be made, or would arrive cut."""
    return letter.html("newsletter/email/alert.mjml", alert)


def text(alert: AlertLetter) -> str:
    """The same as text, lines of 72 characters, with the two personal links at its end."""
    lines = [*letter.head(alert), "", alert.strokes, *wrapped(alert.title), *_body(alert)]
    lines += ["", *wrapped(str(letter.FOLLOW)), alert.url]
    return letter.closed(lines, alert)


def _body(alert: AlertLetter) -> Iterator[str]:
    if alert.latest:
        yield ""
        yield from wrapped(f"{capfirst(alert.latest.when)} : {alert.latest.title}. {alert.latest.text}".strip())
    if alert.lead:
        yield ""
        yield from wrapped(alert.lead)
    if alert.instructions:
        yield from ("", underlined(str(letter.WHAT_TO_DO)))
        for line in alert.instructions:
            yield from wrapped(line, indent="  ", first="- ")
    if alert.dangerous:
        yield ""
        yield from wrapped(str(letter.IN_DANGER))
    if alert.facts:
        yield ""
        for label, value in alert.facts:
            yield from wrapped(f"{label} : {value}", indent="  ")
    if alert.points:
        yield from ("", underlined(str(letter.POINTS)))
        for point in alert.points:
            yield from wrapped(f"{point.when} : {point.title}. {point.text}".strip(), indent="  ", first="- ")
