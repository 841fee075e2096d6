"""What a page may not contain, or the Content Security Policy would silence it in front of residents."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, place, templates

# Mail programs read inline styles only; a printed bulletin is a document of its own, with no policy.
OTHER_MEDIA = (
    "newsletter/templates/newsletter/email",
    "newsletter/templates/newsletter/messages",
    "newsletter/templates/newsletter/pdf",
    "events/templates/events/posters",
    "newsletter/press",
)
DATA_BLOCK = re.compile(r'<script type="(application/(ld\+)?json|importmap)"', re.IGNORECASE)
REFUSED = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a block of styles": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "something of a third party": re.compile(
        r"<(script|link|img|iframe)\b[^>]*(src|href)=[\"']https?://", re.IGNORECASE
    ),
    "a token, which sets a cookie": re.compile(r"{%\s*csrf_token"),
}
DESK = ("accounts/sign_in.html", "/admin/", "/desk/", "wagtailadmin/")


def web_templates() -> list[Path]:
    return [path for path in templates() if not place(path).startswith(OTHER_MEDIA)]


@pytest.mark.parametrize("name", REFUSED)
def test_pages_hold_nothing_that_their_policy_refuses(name: str) -> None:
    found = []
    for path in web_templates():
        if name.startswith("a token") and any(word in str(path) for word in DESK):
            continue
        text = DATA_BLOCK.sub(
            "", re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
        )
        found += [f"{place(path)}: {match.group()}" for match in REFUSED[name].finditer(text)]
    assert found == []


def test_the_rules_are_read_from_real_templates() -> None:
    assert len(web_templates()) > 20
    assert (ROOT / "site" / "templates" / "base.html") in web_templates()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("an inline style", '<p style="color:red">'),
        ("an inline script", "<script>alert(1)</script>"),
        ("an inline script", '<script type="module">'),
        ("a handler", '<body onload="x()">'),
        ("something of a third party", '<link rel="stylesheet" href="https://fonts.googleapis.com/css">'),
    ],
)
def test_the_rules_see_what_they_look_for(name: str, text: str) -> None:
    assert REFUSED[name].search(text)


def test_the_rules_leave_files_of_ours_alone() -> None:
    text = '<script src="/static/x.js" type="module"></script><link rel="stylesheet" href="{% static \'x.css\' %}">'
    assert not any(rule.search(text) for rule in REFUSED.values())
