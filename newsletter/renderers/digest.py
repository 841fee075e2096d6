"""A Digest as an e-mail: HTML by MJML, and text. No image, no font, no address of a third party."""

from collections.abc import Iterator

from newsletter.bulletin.wording import as_sentence
from newsletter.digests.values import Card, Digest, Section
from newsletter.renderers import letter
from newsletter.renderers.text import underlined, wrapped


def html(digest: Digest) -> str:
    """Raises email.EmailError when it cannot be made, or would arrive cut."""
    return letter.html("newsletter/email/digest.mjml", digest)


def text(digest: Digest) -> str:
    """The same as text, lines of 72 characters, with the two personal links at its end."""
    lines = letter.head(digest)
    if digest.alone:
        lines += ["", *wrapped(digest.alone.said), *_facts(digest.alone), *_bands(digest)]
    else:
        lines += [*_bands(digest), "", *wrapped(f"{digest.heading}. {digest.lead}")]
        for section in digest.sections:
            lines += ["", "", *_section(section)]
    if digest.more:
        lines += ["", *wrapped(letter.others(digest.more)), f"{digest.town.site_url}/actualites/"]
    return letter.closed(lines, digest)


def _bands(digest: Digest) -> Iterator[str]:
    for band in digest.bands:
        yield ""
        yield from wrapped(f"{band.strokes} {as_sentence(band.title)} {band.summary}".rstrip())
        yield band.url


def _section(section: Section) -> Iterator[str]:
    yield underlined(section.title)
    for card in section.cards:
        yield ""
        yield from wrapped(card.said)
        yield from _facts(card)


def _facts(card: Card) -> Iterator[str]:
    yield from wrapped(" · ".join(filter(None, [card.when, letter.signed(card.signatory, card.paper)])))
    if card.summary:
        yield from wrapped(card.summary)
    yield card.url
