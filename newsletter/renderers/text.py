"""An Edition as plain text: for the text part of the e-mail, for texte.txt, for whoever reads with a voice or a terminal.

Written from the values, never converted from HTML. Lines of 72 characters at most, addresses left whole.
"""

import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from content.dates import day_month, long_date, weekday
from newsletter.bulletin.edition import (
    CHOICES,
    LEAVE,
    Agenda,
    AgendaLine,
    AnySection,
    Back,
    Briefs,
    Council,
    Edition,
    Editorial,
    Feature,
    Gallery,
    Groups,
    News,
    Portrait,
    Practical,
    Table,
    Works,
)
from newsletter.bulletin.prose import Block, Bullets, Heading, Paragraph, Prose, Quotation
from newsletter.bulletin.wording import (
    CANCELLED,
    NOT_RECEIVED,
    OFFLINE,
    QUIET_PROMISE,
    REGULARLY,
    as_sentence,
    event_words,
    site_words,
    vote_words,
)

WIDTH = 72


def render(edition: Edition) -> str:
    """The whole issue as text, with the two personal links of `edition.PLACEHOLDERS` at its end."""
    parts = [_head(edition)]
    for section in edition.sections:
        parts.append("\n".join([underlined(section.plain_title), "", *_trimmed(_WRITERS[type(section)](section))]))
    parts.append(_tail(edition))
    return "\n\n\n".join(parts).rstrip() + "\n"


def _head(edition: Edition) -> str:
    lines = [edition.masthead.upper(), f"{edition.town.name}, n° {edition.number}, {edition.month_label}", ""]
    lines += wrapped(edition.headline)
    if edition.detail:
        lines += wrapped(edition.detail)
    lines += ["", "Lire ce numéro en ligne :", edition.addresses.page, "", "Dans ce numéro :"]
    lines += [f"- {section.contents_entry}" for section in edition.sections]
    return "\n".join(lines)


def _tail(edition: Edition) -> str:
    town = edition.town
    lines = ["-" * WIDTH, ""]
    for part in edition.colophon:
        lines += [*wrapped(part), ""]
    lines += wrapped(f"Mairie {town.of_name}, {', '.join(town.address)}. Téléphone : {town.phone}.")
    lines += [*wrapped(QUIET_PROMISE), "", "Changer mes choix :", CHOICES, "Ne plus rien recevoir :", LEAVE]
    return "\n".join(lines)


# ---- one function per kind of section -------------------------------------------------------------------------


def _editorial(section: Editorial) -> Iterator[str]:
    day = long_date(section.on).capitalize()
    yield from wrapped(f"{day}. {section.note}" if section.note else day)
    yield ""
    if section.standfirst:
        yield from wrapped(section.standfirst)
        yield ""
    yield from _prose(section.body)
    if section.signatory:
        yield ""
        yield ", ".join(part for part in (section.signatory, section.role) if part)


def _briefs(section: Briefs) -> Iterator[str]:
    for item in section.items:
        yield from wrapped(f"{as_sentence(item.title)} {item.text}", indent="  ", first="- ")
        if item.url:
            yield f"  {item.url}"


def _news(section: News) -> Iterator[str]:
    for item in section.items:
        yield from wrapped(f"{long_date(item.on).capitalize()}, {item.signature}")
        yield from wrapped(item.title)
        if item.standfirst:
            yield from wrapped(item.standfirst)
        yield from _prose(item.excerpt)
        yield item.url
        yield ""


def _gallery(section: Gallery) -> Iterator[str]:
    for snapshot in section.snapshots:
        credit = f" {snapshot.picture.credit}." if snapshot.picture.credit else ""
        yield from wrapped(f"{snapshot.day} : {snapshot.caption}{credit}", indent="  ", first="- ")
        yield from wrapped(f"[{snapshot.picture.alternative}]", indent="  ", first="  ")


def _feature(section: Feature) -> Iterator[str]:
    if section.standfirst:
        yield from wrapped(section.standfirst)
        yield ""
    yield from _prose(section.body)
    if section.figures:
        yield ""
        for figure in section.figures:
            yield from wrapped(f"{figure.value} : {figure.caption}", indent="  ", first="- ")
    if section.milestones:
        yield ""
        for milestone in section.milestones:
            yield from wrapped(f"{milestone.when} : {milestone.what}", indent="  ", first="- ")
    if section.quotation:
        yield ""
        yield from wrapped(section.quotation)
    if section.interview:
        yield from _interview(section)


def _interview(section: Feature) -> Iterator[str]:
    interview = section.interview
    if interview is None:
        return
    yield ""
    yield from wrapped(interview.title)
    for question in interview.questions:
        yield ""
        yield from wrapped(question.question)
        yield from wrapped(question.answer)
    yield ""
    yield from wrapped(interview.person)


def _council(section: Council) -> Iterator[str]:
    yield from wrapped(f"Séance du {long_date(section.on)}. {section.note}")
    yield ""
    if section.standfirst:
        yield from wrapped(section.standfirst)
    for decision in section.decisions:
        yield ""
        yield from wrapped(decision.title)
        if words := vote_words(decision.votes):
            yield words
        yield from wrapped(decision.text)
        if decision.url:
            yield decision.url
    if section.next_session:
        yield ""
        yield from wrapped(f"Prochain conseil : {section.next_session.strong} {section.next_session.weak}")


def _works(section: Works) -> Iterator[str]:
    if section.standfirst or section.contact:
        yield from wrapped(f"Au {day_month(section.as_of)}. {section.contact}")
    if section.standfirst:
        yield from wrapped(section.standfirst)
    yield ""
    for site in section.sites:
        yield from wrapped(f"{site.name} : {site_words(site)}", indent="  ", first="- ")


def _agenda(section: Agenda) -> Iterator[str]:
    for day in section.days:
        yield f"{weekday(day.day)} {day.day.day}"
        for line in day.lines:
            yield from wrapped(_event(line), indent="    ", first="  ")
    if not section.days:
        yield "Rien n’est annoncé ce mois-ci."
    if section.regular:
        yield ""
        yield REGULARLY
        for line in section.regular:
            yield from wrapped(_event(line), indent="    ", first="  ")
    yield ""
    yield "Tout l’agenda, à jour :"
    yield section.url


def _event(line: AgendaLine) -> str:
    title = f"{CANCELLED} : {line.title}" if line.cancelled else line.title
    organizer = f" ({line.organizer})" if line.organizer else ""
    words = ", ".join(part for part in (title, event_words(line)) if part)
    return f"{line.hour} {words}{organizer}".strip()


def _portrait(section: Portrait) -> Iterator[str]:
    yield "Page écrite par l’association"
    yield ""
    for fact in section.facts:
        yield from wrapped(", ".join(part for part in (fact.strong, fact.weak) if part), indent="  ", first="- ")
    yield ""
    if section.standfirst:
        yield from wrapped(section.standfirst)
        yield ""
    yield from _prose(section.body)
    if section.url:
        yield section.url


def _practical(section: Practical) -> Iterator[str]:
    for row in section.emergencies:
        yield f"{row.label}  {row.value}"
    for table in section.tables:
        yield ""
        yield from _table(table)
    if section.records:
        yield from ("", "État civil")
        for head, names in section.records.groups:
            yield from wrapped(f"{head} : {' ; '.join(names)}")
        yield from wrapped(section.records.note)
    for note in section.notes:
        yield from wrapped(note)


def _table(table: Table) -> Iterator[str]:
    yield table.caption
    yield from wrapped(f"{table.heads[0]} : {table.heads[1]}", indent="    ", first="  ")
    for row in table.rows:
        yield from wrapped(f"{row.label} : {row.value}", indent="    ", first="  ")


def _groups(section: Groups) -> Iterator[str]:
    yield from wrapped(f"{as_sentence(section.rule.strong)} {section.rule.weak}")
    yield from wrapped(section.legal)
    for voice in section.voices:
        yield ""
        yield ", ".join(part for part in (voice.name, voice.status) if part)
        yield ""
        yield from _prose(voice.body) if voice.received else iter([NOT_RECEIVED])
        if voice.received and voice.signatory:
            yield voice.signatory
    if section.closing:
        yield ""
        yield from wrapped(f"{section.closing.strong} : {section.closing.weak}")


def _back(section: Back) -> Iterator[str]:
    for way in section.ways:
        yield from wrapped(f"{way.title} : {way.text}")
        yield way.url
    if section.offline:
        yield ""
        yield from wrapped(f"{OFFLINE} : {section.offline}")


_WRITERS: dict[type[AnySection], Callable[[Any], Iterator[str]]] = {
    Editorial: _editorial,
    Briefs: _briefs,
    News: _news,
    Gallery: _gallery,
    Feature: _feature,
    Council: _council,
    Works: _works,
    Agenda: _agenda,
    Portrait: _portrait,
    Practical: _practical,
    Groups: _groups,
    Back: _back,
}


# ---- prose and lines ------------------------------------------------------------------------------------------


def _prose(prose: Prose) -> Iterator[str]:
    for number, block in enumerate(prose):
        if number:
            yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from wrapped(block.text)
        yield from _links(block)
    elif isinstance(block, Heading):
        yield from wrapped(block.text)
    elif isinstance(block, Quotation):
        yield from wrapped(block.text, indent="  ", first="  ")
        if block.author:
            yield from wrapped(block.author, indent="  ", first="  ")
    elif isinstance(block, Bullets):
        for number, item in enumerate(block.items, start=1):
            yield from wrapped(
                item.text, indent="   " if block.ordered else "  ", first=f"{number}. " if block.ordered else "- "
            )
            yield from _links(item)


def _links(paragraph: Paragraph) -> Iterator[str]:
    """The addresses of a paragraph, once each, under it."""
    yield from dict.fromkeys(run.href for run in paragraph.runs if run.href)


def wrapped(text: str, indent: str = "", first: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def underlined(title: str) -> str:
    return f"{title}\n{'=' * min(len(title), WIDTH)}"


def _trimmed(lines: Iterator[str]) -> list[str]:
    """Lines without blank ones at either end, nor two in a row."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
