"""The HTML of a page as a reader program may receive it: the words and their order, none of the site's furniture."""

import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from content.feeds.document import clean

# What readers, and the W3C's validator, know. Anything else is taken away around its words.
ELEMENTS: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "hreflang"}),
    "abbr": frozenset(),
    "audio": frozenset({"src", "controls"}),
    "b": frozenset(),
    "blockquote": frozenset({"cite"}),
    "br": frozenset(),
    "caption": frozenset(),
    "cite": frozenset(),
    "dd": frozenset(),
    "dl": frozenset(),
    "dt": frozenset(),
    "em": frozenset(),
    "figcaption": frozenset(),
    "figure": frozenset(),
    "h2": frozenset(),
    "h3": frozenset(),
    "h4": frozenset(),
    "h5": frozenset(),
    "h6": frozenset(),
    "hr": frozenset(),
    "i": frozenset(),
    "img": frozenset({"src", "srcset", "alt", "width", "height"}),
    "li": frozenset(),
    "ol": frozenset({"start"}),
    "p": frozenset(),
    "pre": frozenset(),
    "q": frozenset({"cite"}),
    "small": frozenset(),
    "strong": frozenset(),
    "sub": frozenset(),
    "sup": frozenset(),
    "table": frozenset(),
    "tbody": frozenset(),
    "td": frozenset({"colspan", "rowspan"}),
    "tfoot": frozenset(),
    "th": frozenset({"scope", "colspan", "rowspan"}),
    "thead": frozenset(),
    "time": frozenset({"datetime"}),
    "tr": frozenset(),
    "ul": frozenset(),
}
EVERYWHERE = frozenset({"lang", "dir", "title"})
DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "form",
    "button",
    "input",
    "select",
    "textarea",
    "svg",
    "math",
    "head",
)
EMBEDS = ("iframe", "embed", "object", "video")
ADDRESSES = ("href", "src", "poster", "cite")
SCHEMES = {"http", "https", "mailto", "tel"}
CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+([\d.]+[wx]))?\s*(?:,|$)")
BLANKS = re.compile(r"[ \t\r\n]{2,}")


def for_readers(html: str, base: str) -> str:
    """The HTML without scripts, classes or frames, its embeds replaced by a link, each address absolute against base."""
    if not html.strip():
        return ""
    soup = BeautifulSoup(clean(html), "html.parser")
    for element in soup.select(", ".join([*DROPPED, '[aria-hidden="true"]', "[hidden]"])):
        element.decompose()
    for element in soup.select(", ".join(EMBEDS)):
        replace_embed(soup, element)
    for element in soup.find_all(True):
        tidy(element, base)
    for text in soup.find_all(string=BLANKS):
        if text.find_parent("pre") is None:
            text.replace_with(NavigableString(BLANKS.sub(lambda run: "\n" if "\n" in run.group() else " ", text)))
    return str(soup).strip()


def replace_embed(soup: BeautifulSoup, element: Tag) -> None:
    """A frame or a player becomes a link to what it plays, with its still picture; nothing when it plays nothing."""
    if element.decomposed:
        return
    source = element.find("source", src=True)
    address = str(
        element.get("src") or element.get("data") or (source.get("src") if isinstance(source, Tag) else "") or ""
    )
    words = str(element.get("title") or element.get("aria-label") or "") or address
    if not address:
        element.decompose()
        return
    paragraph, link = soup.new_tag("p"), soup.new_tag("a", href=address)
    if element.get("poster"):
        link.append(soup.new_tag("img", src=str(element["poster"]), alt=""))
    link.append(words)
    paragraph.append(link)
    element.replace_with(paragraph)


def tidy(element: Tag, base: str) -> None:
    """Keeps what readers know of the element; an unknown one gives way to its content."""
    if element.name == "summary":
        element.name = "p"
    known = ELEMENTS.get(element.name)
    if known is None:
        element.unwrap()
        return
    for name in list(element.attrs):
        if name not in known and name not in EVERYWHERE:
            del element[name]
    for name in ADDRESSES:
        if name in element.attrs:
            place(element, name, base)
    if "srcset" in element.attrs:
        element["srcset"] = absolute_set(str(element["srcset"]), base)
    if element.name == "img" and "alt" not in element.attrs:
        element["alt"] = ""


def place(element: Tag, name: str, base: str) -> None:
    """The address made absolute; none at all where it would run something."""
    address = absolute(str(element[name]), base)
    if urlsplit(address).scheme in SCHEMES:
        element[name] = address
    else:
        del element[name]


def absolute(address: str, base: str) -> str:
    """The address against base; empty for one that is no address (RFC 3986)."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""


def absolute_set(candidates: str, base: str) -> str:
    """A srcset whose every address is absolute; a comma may stand inside an address (HTML, § 4.8.4.2.1)."""
    found = CANDIDATE.findall(candidates)
    return ", ".join(f"{absolute(address, base)} {size}".strip() for address, size in found)
