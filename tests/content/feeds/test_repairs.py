"""The twelve faults of feedgen 1.0.0: each was measured, each is mended, and each would be seen again."""

import datetime as dt
import locale
import threading

import pytest
from lxml import etree

from content.feeds import atom, rss
from tests.content.feeds.samples import MONDAY, PDF, PHOTO, SITE, SOUND, document, entry, read, rich

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"


def test_1_a_file_keeps_its_type_and_its_weight_in_atom() -> None:
    [item] = read(atom.write(document(rich()))).entries
    assert [(file.href, file.length, file.type) for file in item.enclosures] == [
        (file.url, str(file.length), file.media_type) for file in (PDF, SOUND)
    ]
    assert item.link == f"{SITE}/0/"
    assert [link.type for link in item.links if link.rel == "alternate"] == ["text/html"]


@pytest.mark.parametrize("write", [rss.write, atom.write])
def test_2_the_feeds_address_is_the_page_for_people(write: object) -> None:
    assert read(write(document(entry(0)))).feed.link == f"{SITE}/actualites/"  # type: ignore[operator]


@pytest.mark.parametrize("write", [rss.write, atom.write])
def test_3_the_hub_the_feed_itself_and_the_archive_are_named(write: object) -> None:
    links = read(write(document(entry(0), previous_archive=f"{SITE}/10.xml"))).feed.links  # type: ignore[operator]
    addresses = {link.rel: link.href for link in links}
    assert addresses["hub"] == f"{SITE}/websub/"
    assert addresses["self"] == f"{SITE}/actualites/rss.xml"
    assert addresses["prev-archive"] == f"{SITE}/10.xml"
    assert [link.rel for link in links].count("self") == 1


def test_4_writing_dates_leaves_the_locale_of_the_process_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> str:
        raise AssertionError("the locale belongs to the whole process")

    monkeypatch.setattr(locale, "setlocale", refuse)
    threads = [threading.Thread(target=rss.write, args=[document(entry(0))]) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert b"Mon, 16 Nov 2026 09:00:00 +0000" in rss.write(document(entry(0)))


def test_5_no_date_is_the_present_moment() -> None:
    for write in (rss.write, atom.write):
        assert write(document(entry(0))) == write(document(entry(0)))
        assert write(document()) == write(document())
        empty = write(document(id="tag:x.example,2001:a", opened_at=MONDAY.replace(year=2001))).decode()
        assert str(dt.datetime.now(dt.UTC).year) not in empty
    assert b"lastBuildDate" not in rss.write(document(opened_at=None))
    with pytest.raises(ValueError, match="opened_at"):
        atom.write(document(opened_at=None))


@pytest.mark.parametrize("write", [rss.write, atom.write])
def test_6_entries_come_in_the_order_given(write: object) -> None:
    parsed = read(write(document(entry(0), entry(1), entry(2))))  # type: ignore[operator]
    assert [item.title for item in parsed.entries] == ["Titre 0", "Titre 1", "Titre 2"]


@pytest.mark.parametrize("write", [rss.write, atom.write])
def test_7_a_link_of_any_kind_may_be_written(write: object) -> None:
    links = read(write(document(entry(0)))).feed.links  # type: ignore[operator]
    assert "https://www.etalab.gouv.fr/licence-ouverte-open-licence/" in [
        link.href for link in links if link.rel == "license"
    ]


def test_8_of_several_files_rss_encloses_the_first() -> None:
    [item] = read(rss.write(document(rich()))).entries
    assert [(file.href, file.length, file.type) for file in item.enclosures] == [
        (PDF.url, "1234567", "application/pdf")
    ]


def test_9_the_text_is_html_with_its_named_characters() -> None:
    written = atom.write(document(entry(0, html="<p>20&nbsp;h</p>")))
    content = etree.fromstring(written).find(f"{ATOM}entry/{ATOM}content")
    assert (content.get("type"), content.text) == ("html", "<p>20&nbsp;h</p>")


@pytest.mark.parametrize("junk", ["\x0b", "\x00", "\x1f", "\ufffe", "\ud800"])
@pytest.mark.parametrize("write", [rss.write, atom.write])
def test_10_a_control_character_pasted_from_a_word_processor_breaks_nothing(write: object, junk: str) -> None:
    pasted = entry(0, title=f"La{junk} halle", html=f"<p>{junk}a]]>b</p>", summary=junk, author=f"M{junk}")
    [item] = read(write(document(pasted, title=f"V{junk}", description=junk))).entries  # type: ignore[operator]
    assert item.title == "La halle"
    assert item.author == "M"
    assert item.content[0].value == "<p>a]]>b</p>"


def test_11_an_author_without_an_address_and_the_last_change_are_kept_in_rss() -> None:
    [item] = read(rss.write(document(rich()))).entries
    assert item.author == "La mairie"
    assert (item.published, item.updated) == ("Mon, 16 Nov 2026 09:00:00 +0000", "2026-11-16T12:00:00+00:00")


@pytest.mark.parametrize("write", [rss.write, atom.write])
def test_12_a_picture_stands_alone_with_what_it_shows(write: object) -> None:
    root = etree.fromstring(write(document(rich())))  # type: ignore[operator]
    assert root.find(f".//{MEDIA}group") is None
    picture = root.find(f".//{MEDIA}content")
    assert (picture.get("url"), picture.get("width"), picture.get("medium")) == (PHOTO.url, "1200", "image")
    assert picture.findtext(f"{MEDIA}description") == "La halle sous la neige"
