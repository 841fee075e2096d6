"""What the web and e-mail templates of the bulletin ask: prose as HTML, days and addresses as one reads them."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.dates import MONTHS, day_month, long_date, of_month, weekday
from content.theme import Tokens
from newsletter.bulletin.edition import Section, Votes, WorkSite
from newsletter.bulletin.prose import Block, Bullets, Heading, Paragraph, Prose, Run
from newsletter.bulletin.wording import (
    as_sentence,
    event_words,
    shortened_address,
    site_words,
    vote_words,
    written_address,
)
from newsletter.digests.values import AlertLetter, Band

register = template.Library()
for filter_ in (as_sentence, event_words, site_words, vote_words, of_month, weekday, day_month):
    register.filter(filter_.__name__, filter_)
register.filter("written", written_address)
register.filter("shortened", shortened_address)

PLAIN: dict[str, str] = {"a": "", "p": "", "h3": "", "list": "", "quotation": ""}
"""On the web the style sheet says it all; a mail carries its style with each element."""


@register.filter
def teeth(votes: Votes) -> list[str]:
    """One word per seat, in the order teeth are drawn."""
    return (
        ["for"] * votes.in_favour
        + ["against"] * votes.against
        + ["abstained"] * votes.abstentions
        + ["absent"] * votes.absent
    )


@register.filter
def progress_teeth(site: WorkSite) -> list[str]:
    """Five teeth, those done as a vote in favour."""
    return ["for"] * site.steps + ["against"] * (5 - site.steps)


@register.filter
def written_day(day: date) -> str:
    return long_date(day)


@register.filter
def month_name(day: date) -> str:
    return MONTHS[day.month - 1]


@register.filter
def email_template(section: Section) -> str:
    return f"newsletter/email/sections/{section.kind}.html"


@register.filter
def web_template(section: Section) -> str:
    return f"newsletter/web/sections/{section.kind}.html"


@register.filter
def web_prose(prose: Prose) -> SafeString:
    """A text as HTML for the page, its headings under the section's own."""
    return email_prose(prose, PLAIN)


@register.filter
def wearing(alert: Band | AlertLetter, theme: Tokens) -> str:
    """The colours of an alert's level, the same in every town; one that is over is quiet again."""
    if isinstance(alert, AlertLetter) and alert.over:
        return f"background:{theme.veil};color:{theme.ink}"
    grounds = {1: (theme.alert_1, theme.on_alert_1), 2: (theme.alert_2, theme.on_alert_2)}
    ground, words = grounds.get(alert.level, (theme.alert_3, theme.on_alert_3))
    return f"background:{ground};color:{words}"


@register.filter
def email_prose(prose: Prose, style: dict[str, Any]) -> SafeString:
    """A text as HTML whose elements carry the style of that name."""
    return format_html_join("\n", "{}", ((_block(block, style),) for block in prose))


def _block(block: Block, style: dict[str, Any]) -> SafeString:
    if isinstance(block, Paragraph):
        return format_html("<p{}>{}</p>", _styled(style["p"]), _runs(block, style))
    if isinstance(block, Heading):
        return format_html("<h{0}{1}>{2}</h{0}>", block.level, _styled(style["h3"]), block.text)
    if isinstance(block, Bullets):
        items = format_html_join("", "<li>{}</li>", ((_runs(item, style),) for item in block.items))
        return format_html("<{0}{1}>{2}</{0}>", "ol" if block.ordered else "ul", _styled(style["list"]), items)
    author = format_html("<br>{}", block.author) if block.author else ""
    return format_html("<blockquote{}><p>{}{}</p></blockquote>", _styled(style["quotation"]), block.text, author)


def _styled(style: str) -> SafeString:
    return format_html(' style="{}"', style) if style else SafeString("")


def _runs(paragraph: Paragraph, style: dict[str, Any]) -> SafeString:
    return format_html_join("", "{}", ((_run(run, style),) for run in paragraph.runs))


def _run(run: Run, style: dict[str, Any]) -> SafeString:
    words = format_html("{}", run.text)
    if run.italic:
        words = format_html("<em>{}</em>", words)
    if run.bold:
        words = format_html("<strong>{}</strong>", words)
    if run.href:
        words = format_html('<a href="{}"{}>{}</a>', run.href, _styled(style["a"]), words)
    return words
