"""What machines read about the town and its pages: schema.org values, as JSON-LD. Pure: facts in, dictionaries out."""

import datetime as dt
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

CONTEXT = "https://schema.org"
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
POSTAL_LINE = re.compile(r"^(?P<code>\d{5})\s+(?P<place>.+)$")
# « < », « > » and « & » never leave a data block as themselves: a title cannot close the element.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

Data = dict[str, Any]
Step = tuple[str, str]
Period = tuple[int, dt.time, dt.time]
Exceptional = tuple[dt.date, dt.time | None, dt.time | None]


def data_block(data: Data | Sequence[Data]) -> SafeString:
    """The data as an inert <script type="application/ld+json">: never executed, so no content policy concerns it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def graph(nodes: Iterable[Data]) -> Data:
    """Several things in one block, that may name each other by « @id »."""
    return {"@context": CONTEXT, "@graph": [known(node) for node in nodes]}


def known(data: Data) -> Data:
    """Without what is empty: nothing is said of what the town has not told."""
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def town_id(root: str) -> str:
    return f"{root}/#commune"


def postal_address(lines: Sequence[str]) -> Data:
    """Lines as they are written on a letter; the last one may hold the postcode."""
    if not lines:
        return {}
    last = POSTAL_LINE.match(lines[-1])
    street = ", ".join(lines[:-1] if last else lines)
    code, place = (last["code"], last["place"]) if last else ("", "")
    return known(
        {
            "@type": "PostalAddress",
            "streetAddress": street,
            "postalCode": code,
            "addressLocality": place,
            "addressCountry": "FR",
        }
    )


def geo(latitude: float | None, longitude: float | None) -> Data:
    if latitude is None or longitude is None:
        return {}
    return {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}


def opening_hours(periods: Iterable[Period]) -> list[Data]:
    """The ordinary week: (weekday, opens, closes), Monday 0, on the town's clock."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"{CONTEXT}/{WEEK[weekday]}",
            "opens": f"{opens:%H:%M}",
            "closes": f"{closes:%H:%M}",
        }
        for weekday, opens, closes in periods
    ]


def exceptional_hours(days: Iterable[Exceptional]) -> list[Data]:
    """The days unlike the others. Closed all day is written from midnight to midnight, as search engines document it."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": day.isoformat(),
            "validThrough": day.isoformat(),
            "opens": f"{opens:%H:%M}" if opens else "00:00",
            "closes": f"{closes:%H:%M}" if closes else "00:00",
        }
        for day, opens, closes in days
    ]


def website(root: str, name: str) -> Data:
    return {
        "@type": "WebSite",
        "@id": f"{root}/#site",
        "url": f"{root}/",
        "name": name,
        "inLanguage": "fr",
        "publisher": {"@id": town_id(root)},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{root}/recherche/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumb(steps: Sequence[Step]) -> Data:
    """The way from the front page: (title, absolute address) of each step, the page itself last."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": url}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def government(root: str, *, names: tuple[str, str], hall: Data, contacts: Data, insee: str, image: str = "") -> Data:
    """The commune. NAMES: « Commune de Valombreuse » and « Valombreuse ». HALL and CONTACTS: more properties of each."""
    official, short = names
    return {
        "@type": "GovernmentOrganization",
        "@id": town_id(root),
        "name": official,
        "alternateName": short,
        "url": f"{root}/",
        "image": image,
        "identifier": {"@type": "PropertyValue", "propertyID": "INSEE", "value": insee} if insee else None,
        "areaServed": {"@type": "AdministrativeArea", "name": short},
        "location": known({"@type": "CityHall", **hall}),
        **contacts,
    }


def news_article(url: str, *, headline: str, dates: tuple[dt.datetime, dt.datetime], author: Data, **more: Any) -> Data:
    """A piece of news. DATES: first published, last changed for readers."""
    published, modified = dates
    return {
        "@type": "NewsArticle",
        "@id": f"{url}#nouvelle",
        "url": url,
        "mainEntityOfPage": url,
        "headline": headline,
        "datePublished": published.isoformat(timespec="seconds"),
        "dateModified": modified.isoformat(timespec="seconds"),
        "author": author,
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        **more,
    }


def publication_issue(
    url: str, *, periodical: str, number: int, published: dt.datetime, publisher: Data, **more: Any
) -> Data:
    """A number of a periodical, as schema.org names it (PublicationIssue, isPartOf Periodical)."""
    return {
        "@type": "PublicationIssue",
        "@id": f"{url}#numero",
        "url": url,
        "issueNumber": number,
        "datePublished": published.isoformat(timespec="seconds"),
        "inLanguage": "fr",
        "publisher": publisher,
        "isPartOf": {"@type": "Periodical", "name": periodical},
        **more,
    }
