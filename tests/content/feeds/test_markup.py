"""What of a page's HTML a reader program may receive."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from content.feeds.markup import for_readers

BASE = "https://x.example/actualites/halle/"


def test_every_address_is_absolute() -> None:
    html = (
        '<p><a href="/agenda/">x</a><a href="#rectificatif-1">y</a><a href="//autre.example/z">z</a></p>'
        '<img src="a.jpg" srcset="/b,1.jpg 1x, /c.jpg 2x" alt="c"><blockquote cite="?page=2">q</blockquote>'
    )
    done = for_readers(html, BASE)
    for address in (
        'href="https://x.example/agenda/"',
        f'href="{BASE}#rectificatif-1"',
        'href="https://autre.example/z"',
        f'src="{BASE}a.jpg"',
        'srcset="https://x.example/b,1.jpg 1x, https://x.example/c.jpg 2x"',
        f'cite="{BASE}?page=2"',
    ):
        assert address in done


@pytest.mark.parametrize("name", ["script", "style", "form", "button", "svg", "iframe", "object", "noscript"])
def test_nothing_that_runs_or_asks_is_left(name: str) -> None:
    assert name not in for_readers(f"<p>a</p><{name}>b</{name}><p>c</p>", BASE)


@pytest.mark.parametrize(
    "embed",
    [
        '<iframe src="https://v.example/1" title="Le conseil"></iframe>',
        '<video controls aria-label="Le conseil"><source src="https://v.example/1"><track src="/s.vtt"></video>',
        '<object data="https://v.example/1" title="Le conseil"></object>',
    ],
)
def test_an_embed_becomes_a_link(embed: str) -> None:
    assert for_readers(embed, BASE) == '<p><a href="https://v.example/1">Le conseil</a></p>'


def test_a_film_keeps_its_still_picture_and_its_transcript() -> None:
    html = (
        '<video poster="/p.jpg" aria-label="Le bal"><source src="/bal.mp4"></video>'
        "<details><summary>Lire la transcription</summary><div><p>Bonsoir.</p></div></details>"
    )
    done = for_readers(html, BASE)
    assert '<a href="https://x.example/bal.mp4"><img alt="" src="https://x.example/p.jpg"/>Le bal</a>' in done
    assert done.endswith("<p>Lire la transcription</p><p>Bonsoir.</p>")


def test_the_sites_furniture_is_taken_away() -> None:
    html = (
        '<div class="rich-text" id="a"><h2 data-block-key="k" tabindex="-1">Titre</h2>'
        '<p class="x" role="note" onclick="y()">Texte <span class="leader" aria-hidden="true">…</span></p></div>'
    )
    assert for_readers(html, BASE) == "<h2>Titre</h2><p>Texte </p>"


def test_headings_alternatives_and_tables_are_kept() -> None:
    html = (
        '<h2>Un</h2><h3>Deux</h3><picture><source srcset="/a.webp 400w"><img src="/a.jpg" alt="La halle" width="4" loading="lazy">'
        '</picture><img src="/b.png"><table><caption>Tarifs</caption><tr><th scope="row">Plein</th><td>8 €</td></tr></table>'
    )
    done = BeautifulSoup(for_readers(html, BASE), "html.parser")
    assert [(each.name, each.text) for each in done.select("h2, h3")] == [("h2", "Un"), ("h3", "Deux")]
    assert [image["alt"] for image in done.select("img")] == ["La halle", ""]
    assert done.select_one("caption").text == "Tarifs"
    assert done.select_one("th")["scope"] == "row"
    assert not done.select("picture, source, [loading]")


def test_an_address_that_runs_something_is_no_address() -> None:
    assert for_readers('<a href="javascript:x()">a</a><a href="http://[bad">b</a>', BASE) == "<a>a</a><a>b</a>"


@given(st.text(alphabet=st.sampled_from("<>/ab \"'=&;!-[]%\x0b\n"), max_size=80))
def test_whatever_is_pasted_gives_html_that_is_stable(text: str) -> None:
    once = for_readers(text, BASE)
    assert for_readers(once, BASE) == once
