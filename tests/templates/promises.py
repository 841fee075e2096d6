"""What each page promises, read in its HTML alone: no browser. Each promise takes a parsed page and returns what breaks it.

The numbers are the criteria of RGAA 4.1.2.
"""

import itertools
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

Document = Any  # lxml.html has no types
Promise = Callable[[Document], list[str]]

PRESENTATION = ("align", "bgcolor", "border", "cellpadding", "color", "style", "valign")
DOCUMENT = re.compile(r"\.(pdf|odt|ods|docx?|xlsx?)$|^/documents/\d+/", re.IGNORECASE)
WEIGHT = re.compile(r"\d[\d,]*\s*(octets|[kKM]o)\b")
VAGUE = {"cliquez ici", "ici", "lire la suite", "en savoir plus", "suite", "plus", "lien", "voir", "télécharger"}


def words(element: Any) -> str:
    """The text a reader hears, on one line."""
    return " ".join(element.text_content().split())


def opening(element: Any) -> str:
    """The element's own tag, to find it in the page."""
    attributes = "".join(f' {key}="{value}"' for key, value in element.attrib.items())
    return f"<{element.tag}{attributes}>"


def has_its_language(page: Document) -> list[str]:
    """8.3, 8.4"""
    return [] if page.get("lang") == "fr" else [f"lang={page.get('lang')!r}"]


def has_a_title_and_a_description(page: Document) -> list[str]:
    """8.5; the sentence a search engine shows."""
    missing = [] if page.xpath("//title[normalize-space()]") else ["no title"]
    described = page.xpath("//meta[@name='description'][string-length(normalize-space(@content)) > 9]")
    hidden = page.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
    return missing + ([] if described or hidden else ["no description"])


def has_one_main_heading_and_no_jump(page: Document) -> list[str]:
    """9.1"""
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    jumps = [f"h{level} then h{deeper}" for level, deeper in itertools.pairwise(levels) if deeper - level > 1]
    return jumps + ([] if levels.count(1) == 1 and levels[0] == 1 else [f"headings {levels}"])


def has_its_landmarks(page: Document) -> list[str]:
    """9.2, 12.6"""
    counts = {tag: len(page.xpath(f"//{tag}[not(ancestor::article)]")) for tag in ("main", "footer")}
    names = [nav.get("aria-label") or nav.get("aria-labelledby") for nav in page.xpath("//nav")]
    twice = [f"two navigations named {name}" for name, number in Counter(names).items() if number > 1]
    return [f"{number} {tag}" for tag, number in counts.items() if number != 1] + twice


def begins_with_skip_links(page: Document) -> list[str]:
    """12.7: content, menu, search, and each leads somewhere."""
    links = [link.get("href") for link in page.xpath("//body//a|//body//button|//body//input")[:3]]
    dead = [link for link in links if link and not page.xpath("//*[@id=$id]", id=link[1:])]
    return dead + ([] if links == ["#contenu", "#rubriques", "#recherche"] else [f"begins with {links}"])


def names_its_parts_once(page: Document) -> list[str]:
    """8.2: no identifier twice, and none is referred to in vain."""
    identifiers = page.xpath("//@id")
    twice = [f"id {name} twice" for name, number in Counter(identifiers).items() if number > 1]
    referred = page.xpath("//@for | //@aria-labelledby | //@aria-describedby | //@aria-controls")
    vain = {name for names in referred for name in names.split()} - set(identifiers)
    return twice + [f"nobody is {name}" for name in sorted(vain)]


def leaves_looks_to_its_stylesheet(page: Document) -> list[str]:
    """10.1, 8.9"""
    written = [opening(each) for name in PRESENTATION for each in page.xpath(f"//body//*[@{name}][not(ancestor::svg)]")]
    hollow = page.xpath("//main//p[not(normalize-space()) and not(*)] | //br[following-sibling::node()[1][self::br]]")
    return written + [opening(each) for each in [*hollow, *page.xpath("//body//style | //font | //center | //u")]]


def surprises_nobody(page: Document) -> list[str]:
    """13.1, 13.2, 4.10: no new window, no page that reloads itself, no sound, no element that fetches elsewhere."""
    found = page.xpath(
        "//*[@target='_blank'] | //meta[@http-equiv='refresh'] | //*[@autoplay] | //iframe | //*[@autofocus]"
    )
    return [opening(each) for each in found]


def describes_its_pictures(page: Document) -> list[str]:
    """1.1, 1.2, 1.3, 1.9; and the room they will take, so that nothing jumps."""
    bare = page.xpath("//img[not(@alt) or not(@width) or not(@height)] | //img[@alt='' and (@title or @aria-label)]")
    clumsy = [
        image for image in page.xpath("//img") if re.search(r"\.(jpe?g|png|webp)$|^image d", image.get("alt", ""), re.I)
    ]
    unnamed = page.xpath("//figure[figcaption and not(@aria-label) and not(@aria-labelledby)]")
    spoken = page.xpath("//svg[not(@aria-hidden='true') and not(@role='img')]")
    return [opening(each) for each in (*bare, *clumsy, *unnamed, *spoken)]


def heads_its_tables(page: Document) -> list[str]:
    """5.4, 5.6"""
    untitled = page.xpath("//table[not(caption[normalize-space()])]")
    return [opening(each) for each in (*untitled, *page.xpath("//th[not(@scope)]"))]


def labels_its_fields(page: Document) -> list[str]:
    """11.1, 11.13: a label above, never a placeholder instead; the browser may fill in the address."""
    fields = "//input[not(@type='hidden') and not(@type='submit')] | //select | //textarea"
    named = [
        f
        for f in page.xpath(fields)
        if not (f.get("aria-label") or page.xpath("//label[@for=$id]", id=f.get("id") or "-"))
    ]
    bare = [field for field in named if field.getparent() is None or not field.xpath("ancestor::label")]
    inside = [*page.xpath("//*[@placeholder]"), *page.xpath("//input[@type='email'][not(@autocomplete='email')]")]
    groups = page.xpath("//fieldset[not(legend)]")
    return [opening(each) for each in (*bare, *inside, *groups)]


def says_where_links_lead(page: Document) -> list[str]:
    """6.1, 6.2"""
    vague = [link for link in page.xpath("//a[@href]") if words(link).lower().strip(" .…") in VAGUE]
    silent = [
        link
        for link in page.xpath("//a[@href]")
        if not (words(link) or link.get("aria-label") or link.xpath(".//img[@alt!='']"))
    ]
    return [opening(each) for each in (*vague, *silent)]


def weighs_its_documents(page: Document) -> list[str]:
    """13.3: kind and weight are said before somebody on a slow line presses the link."""
    links = [link for link in page.xpath("//main//a[@href]") if DOCUMENT.search(link.get("href"))]
    return [
        opening(link) for link in links if not WEIGHT.search(words(link)) and not WEIGHT.search(words(link.getparent()))
    ]


def fetches_nothing_elsewhere(page: Document) -> list[str]:
    """Only a link that somebody chooses to follow leads to another site."""
    fetched = page.xpath(
        "//img/@src | //script/@src | //source/@src | //link[not(@rel='canonical') and not(@rel='alternate') and not(@rel='license')]/@href"
        " | //form/@action | //iframe/@src | //*/@srcset"
    )
    return [address for address in fetched if re.match(r"(https?:)?//", address)]


PROMISES: tuple[Promise, ...] = (
    has_its_language,
    has_a_title_and_a_description,
    has_one_main_heading_and_no_jump,
    has_its_landmarks,
    begins_with_skip_links,
    names_its_parts_once,
    leaves_looks_to_its_stylesheet,
    surprises_nobody,
    describes_its_pictures,
    heads_its_tables,
    labels_its_fields,
    says_where_links_lead,
    weighs_its_documents,
    fetches_nothing_elsewhere,
)
