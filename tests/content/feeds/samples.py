"""Feeds as values: an ordinary town's, and a hostile one's."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

from content.feeds import Category, Enclosure, FeedDocument, FeedEntry, atom, jsonfeed, rss
from content.feeds.document import Archive, Picture

MONDAY = dt.datetime(2026, 11, 16, 9, 0, tzinfo=dt.UTC)
SITE = "https://x.example"
PDF = Enclosure(f"{SITE}/documents/1/plan.pdf", 1_234_567, "application/pdf", "Plan du marché")
SOUND = Enclosure(f"{SITE}/documents/2/conseil.mp3", 7_654_321, "audio/mpeg", "Le conseil")
PHOTO = Picture(f"{SITE}/media/images/halle.jpg", "image/jpeg", 1200, 800, 98_765, "La halle sous la neige")
WORKS = Category("travaux", "Travaux et rues", f"{SITE}/actualites/theme/")
WRITERS = {"rss.xml": rss.write, "atom.xml": atom.write, "feed.json": jsonfeed.write}
NASTY = {
    "markup": "Prix <b>réduit</b> & <script>alert(1)</script>",
    "the end of CDATA": "a ]]> b <![CDATA[ c",
    "emoji": "La fête 🎉👩‍👩‍👧‍👦 du \U0001f3f4\U000e0067\U000e007f",
    "control characters": "La\x0b halle\x00 rou\x1fvre\ufffe",
    "a lone surrogate": "Mal \ud800 collé",
    "bidi marks": "\u202egnicir\u202c Le \u2067נ\u2069 bal\u200f",
    "5,000 characters": "mot " * 1250,
    "line breaks": "Deux\r\nlignes\u2028et trois",
    "entities": "&nbsp; &amp;amp; &#0; &unknown;",
}


def entry(number: int, **values: Any) -> FeedEntry:
    at = MONDAY - dt.timedelta(days=number)
    usual: dict[str, Any] = {
        "id": f"tag:x.example,2026:{number}",
        "title": f"Titre {number}",
        "url": f"{SITE}/{number}/",
        "published": at,
        "updated": at,
        "author": "La mairie",
    }
    return FeedEntry(**usual | values)


def document(*entries: FeedEntry, file_name: str = "rss.xml", **values: Any) -> FeedDocument:
    usual: dict[str, Any] = {
        "id": "tag:x.example,2026:actualites",
        "title": "Valombreuse – Actualités",
        "description": "Les nouvelles.",
        "page_url": f"{SITE}/actualites/",
        "feed_url": f"{SITE}/actualites/{file_name}",
        "author": "Valombreuse",
        "hub_url": f"{SITE}/websub/",
        "stylesheet": "/static/content/feed.css",
        "opened_at": MONDAY - dt.timedelta(days=1000),
        "entries": entries,
    }
    return FeedDocument(**usual | values)


def archived(file_name: str = "rss.xml") -> FeedDocument:
    kind = file_name.partition(".")[0]
    months = [f"{SITE}/actualites/{kind}/2026/{month:02}.xml" for month in (8, 9, 10)]
    links = Archive(f"{SITE}/actualites/{file_name}", months[0], months[2])
    return document(entry(40), feed_url=months[1], archive=links, hub_url="")


def rich() -> FeedEntry:
    """An entry that has everything."""
    return entry(
        0,
        summary="Samedi à 11 h 30.",
        html='<h2>Enfin</h2><p>Été à Noël, <a href="https://x.example/agenda/">l’agenda</a>.</p>',
        updated=MONDAY + dt.timedelta(hours=3),
        categories=(WORKS,),
        enclosures=(PDF, SOUND),
        picture=PHOTO,
    )


def hostile() -> list[FeedEntry]:
    """Everything that an editor may paste, in every place."""
    return [
        entry(
            number,
            title=text,
            summary=text,
            html=f"<p>{text}</p>",
            author=text,
            categories=(Category("t", text, SITE),),
        )
        for number, text in enumerate(NASTY.values())
    ] + [entry(90, title="", html="", summary="", author=""), entry(91, title="\x0b", html="<p></p>", author=" ")]


def read(body: bytes) -> feedparser.FeedParserDict:
    """As a reader program understands it, without a complaint."""
    parsed = feedparser.parse(body)
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


@cache
def atom_grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
