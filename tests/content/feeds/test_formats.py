"""Three formats that say the same, each as its specification wants it, for an ordinary town and for a hostile one."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from lxml import etree

from content.feeds import FeedEntry, atom, jsonfeed, opml, rss
from content.feeds.document import FORBIDDEN, LICENCE_URL, TURNING
from tests.content.feeds.samples import (
    MONDAY,
    NASTY,
    PDF,
    SITE,
    WRITERS,
    archived,
    atom_grammar,
    document,
    entry,
    hostile,
    read,
    rich,
)

RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
HISTORY = "{http://purl.org/syndication/history/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML = pytest.mark.parametrize("file_name", ["rss.xml", "atom.xml"])


def items_of(file_name: str, *entries: FeedEntry) -> list[dict[str, Any]]:
    """Title, text, author and categories of each item, as whoever reads that format finds them."""
    body = WRITERS[file_name](document(*entries))
    if file_name == "feed.json":
        return [
            {"title": item.get("title", ""), "html": item.get("content_html", ""), "tags": item.get("tags", [])}
            for item in json.loads(body)["items"]
        ]
    root = etree.fromstring(body)
    found = []
    for item in [*root.iterfind("channel/item"), *root.iterfind("{*}entry")]:
        html = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or item.findtext("{*}content") or ""
        tags = [each.get("label") or each.text for each in item.findall("{*}category")]
        found.append({"title": item.findtext("{*}title"), "html": html, "tags": tags})
    return found


@pytest.mark.parametrize("file_name", WRITERS)
def test_the_three_formats_say_the_same(file_name: str) -> None:
    [said] = items_of(file_name, rich())
    assert said == {"title": "Titre 0", "html": rich().html, "tags": ["Travaux et rues"]}


@pytest.mark.parametrize("file_name", WRITERS)
@pytest.mark.parametrize("kind", [kind for kind in NASTY if kind not in {"control characters", "a lone surrogate"}])
def test_a_hostile_title_arrives_as_text(file_name: str, kind: str) -> None:
    [said] = items_of(file_name, entry(0, title=NASTY[kind], html=f"<p>{NASTY['entities']}</p>"))
    wanted = TURNING.sub("", NASTY[kind]).replace("\r\n", " ").replace("\u2028", " ").strip(" ")
    assert said["title"] == wanted


@XML
def test_a_hostile_town_is_read_without_a_complaint(file_name: str) -> None:
    parsed = read(WRITERS[file_name](document(*hostile())))
    assert [item.id for item in parsed.entries] == [each.id for each in hostile()]
    assert not any(TURNING.search(item.title) for item in parsed.entries)


@pytest.mark.parametrize("entries", [[rich()], hostile(), []], ids=["rich", "hostile", "empty"])
def test_atom_follows_the_grammar_of_its_rfc(entries: list[FeedEntry]) -> None:
    grammar = atom_grammar()
    assert grammar.validate(etree.fromstring(atom.write(document(*entries, file_name="atom.xml")))), grammar.error_log
    assert grammar.validate(etree.fromstring(atom.write(archived("atom.xml")))), grammar.error_log


def test_the_grammar_would_see_a_fault() -> None:
    root = etree.fromstring(atom.write(document(rich())))
    root.remove(root.find("{*}id"))
    assert not atom_grammar().validate(root)


def test_json_feed_has_what_version_1_1_asks() -> None:
    for entries in ([rich()], hostile(), []):
        feed = json.loads(jsonfeed.write(document(*entries, file_name="feed.json")))
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert {"title", "home_page_url", "feed_url", "language", "authors", "hubs", "items"} <= feed.keys()
        assert feed["hubs"] == [{"type": "WebSub", "url": f"{SITE}/websub/"}]
        assert len({item["id"] for item in feed["items"]}) == len(entries)
        for item in feed["items"]:
            assert "content_html" in item or "content_text" in item
            assert all(RFC_3339.fullmatch(item[name]) for name in ("date_published", "date_modified") if name in item)
            assert all(value not in ("", [], None) for name, value in item.items() if name != "content_text")
    [item] = json.loads(jsonfeed.write(document(rich())))["items"]
    assert item["attachments"][0] == {
        "url": PDF.url,
        "mime_type": "application/pdf",
        "title": "Plan du marché",
        "size_in_bytes": 1_234_567,
    }


def test_rss_has_what_version_2_asks() -> None:
    channel = etree.fromstring(rss.write(document(rich(), entry(1)))).find("channel")
    assert [channel.findtext(name) for name in ("title", "link", "description", "language", "ttl")] == [
        "Valombreuse – Actualités",
        f"{SITE}/actualites/",
        "Les nouvelles.",
        "fr",
        "60",
    ]
    assert all(RFC_822.fullmatch(date.text) for date in channel.iter("pubDate", "lastBuildDate"))
    guids = channel.findall("item/guid")
    assert [guid.get("isPermaLink") for guid in guids] == ["false", "false"]
    assert all(guid.text.startswith("tag:") for guid in guids)


def test_atom_says_its_language_and_its_dates() -> None:
    root = etree.fromstring(atom.write(document(rich())))
    assert root.get(LANG) == "fr"
    assert root.findtext("{*}id") == "tag:x.example,2026:actualites"
    dates = [each.text for each in root.iter("{*}updated", "{*}published")]
    assert len(dates) == 3 and all(RFC_3339.fullmatch(date) for date in dates)
    category = root.find("{*}entry/{*}category")
    assert dict(category.attrib) == {
        "term": "travaux",
        "scheme": f"{SITE}/actualites/theme/",
        "label": "Travaux et rues",
    }


@XML
def test_the_licence_is_said_in_words_and_as_a_link(file_name: str) -> None:
    feed = read(WRITERS[file_name](document(entry(0)))).feed
    assert feed.rights == "Valombreuse, Licence Ouverte 2.0"
    assert LICENCE_URL in [link.href for link in feed.links if link.rel == "license"]
    assert json.loads(jsonfeed.write(document(entry(0))))["_licence"]["about"] == LICENCE_URL


@XML
def test_an_archive_says_that_it_is_one_and_where_its_neighbours_are(file_name: str) -> None:
    """RFC 5005 §4."""
    body = WRITERS[file_name](archived(file_name))
    links = {link.rel: link.href for link in read(body).feed.links}
    kind = file_name.partition(".")[0]
    assert len(etree.fromstring(body).findall(f".//{HISTORY}archive")) == 1
    assert links["current"] == f"{SITE}/actualites/{file_name}"
    assert links["prev-archive"] == f"{SITE}/actualites/{kind}/2026/08.xml"
    assert links["self"] == f"{SITE}/actualites/{kind}/2026/09.xml"
    assert links["next-archive"] == f"{SITE}/actualites/{kind}/2026/10.xml"
    assert b"archive/>" not in WRITERS[file_name](document(entry(0)))


@XML
def test_a_browser_is_given_a_stylesheet_and_no_program(file_name: str) -> None:
    lines = WRITERS[file_name](document(entry(0))).split(b"\n")
    assert lines[1] == b'<?xml-stylesheet type="text/css" href="/static/content/feed.css"?>'
    assert b"xsl" not in b"".join(lines)


@pytest.mark.parametrize("file_name", WRITERS)
def test_the_same_feed_is_the_same_bytes(file_name: str) -> None:
    assert WRITERS[file_name](document(*hostile())) == WRITERS[file_name](document(*hostile()))


def test_a_feed_is_as_new_as_its_newest_words() -> None:
    assert document(rich(), entry(1)).updated == MONDAY + dt.timedelta(hours=3)
    assert document().updated == MONDAY - dt.timedelta(days=1000)


def test_the_list_of_feeds_can_be_imported() -> None:
    feed = opml.Subscription("Travaux & <rues>\x0b", f"{SITE}/rss.xml", f"{SITE}/", "Les chantiers")
    body = opml.write("Valombreuse", f"{SITE}/", [opml.Group("Par sujet", (feed,))])
    root = etree.fromstring(body)
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "Valombreuse")
    outline = root.find("body/outline/outline")
    assert (outline.get("type"), outline.get("xmlUrl"), outline.get("text")) == (
        "rss",
        feed.feed_url,
        "Travaux & <rues>",
    )
    assert not FORBIDDEN.search(body.decode())
