"""What the writers of the demonstration stand on: the town, its calendar, and what they have already written."""

import uuid
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from wagtail.models import Page, Site

from content.models import (
    Commune,
    ContentPage,
    CouncilGroup,
    District,
    Organizer,
    Place,
    Topic,
    TownDocument,
    TownImage,
)
from home.founding import Sections
from hub.demo import prose, texts
from hub.demo.marks import Calendar
from hub.demo.stream import Stream

NAMESPACE = uuid.UUID("6f1f3a4e-5d0c-5f7b-9b53-0a4a2c4f7e11")
P = TypeVar("P", bound=ContentPage)


def identity(slug: str) -> uuid.UUID:
    """The lasting identity of what that slug names: the same in every demonstration."""
    return uuid.uuid5(NAMESPACE, slug)


@dataclass
class Ground:
    """Everything by its slug of the texts."""

    site: Site
    calendar: Calendar
    sections: Sections
    topics: dict[str, Topic] = field(default_factory=dict)
    districts: dict[str, District] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    organizers: dict[str, Organizer] = field(default_factory=dict)
    groups: dict[str, CouncilGroup] = field(default_factory=dict)
    images: dict[str, TownImage] = field(default_factory=dict)
    documents: dict[str, TownDocument] = field(default_factory=dict)
    pages: dict[str, ContentPage] = field(default_factory=dict)

    @cached_property
    def town(self) -> dict[str, Any]:
        """town/commune.yaml."""
        return self.read("commune")

    @property
    def commune(self) -> Commune:
        return Commune.for_site(self.site)

    def read(self, name: str) -> Any:
        """The texts of town/NAME.yaml, their dates in words."""
        return texts.read(name, self.calendar)

    def place(self, slug: str | None) -> Place | None:
        return self.places[slug] if slug else None

    def plant(self, parent: Page, page: P, slug: str) -> P:
        """Gives the page its place in the tree and its identity, as a draft: others can then link to it."""
        page.slug, page.uid, page.live = slug, identity(slug), False
        parent.add_child(instance=page)
        self.pages[slug] = page
        return page

    def classify(self, page: ContentPage, text: dict[str, Any]) -> None:
        """Topics, publics, districts and picture, the same keys in every text."""
        page.topics = [self.topics[slug] for slug in text.get("themes", []) + text.get("publics", [])]
        districts = text.get("quartiers") or ([text["quartier"]] if "quartier" in text else [])
        page.districts = [self.districts[slug] for slug in districts]
        page.engraving = text.get("gravure", "")
        page.image = self.images[text["image"]] if "image" in text else None

    def link(self, target: str) -> str:
        """The attributes of a link to a page of the texts (slug:…) or to an outside address."""
        scheme, _colon, slug = target.partition(":")
        if scheme == "slug":
            return f'linktype="page" id="{self.pages[slug].pk}"'
        return f'href="{target}"'

    def stream(self, slug: str, field_name: str = "body") -> Stream:
        return Stream(identity(slug), field_name)

    def write_body(self, stream: Stream, text: str, title: str) -> None:
        """Adds a text of the small Markdown to a field."""
        stream.add_parts(prose.parse(text, self.link, title))

    def practical(self, stream: Stream, title: str, lines: list[tuple[str, str]]) -> None:
        """Adds a practical box of the lines that say something."""
        rows = [{"label": label, "value": prose.paragraph(value, self.link)} for label, value in lines if value]
        if rows:
            stream.add("practical", {"title": title, "lines": stream.items(rows)})

    def write_links(self, stream: Stream, title: str, slugs: list[str | None]) -> None:
        """Adds a list of links to those of the pages that are named."""
        links = [f"[{self.pages[slug].title}](slug:{slug})" for slug in slugs if slug]
        if links:
            stream.add("prose", prose.heading(title) + prose.items("ul", links, self.link))

    def attach(self, stream: Stream, texts: list[dict[str, Any]]) -> None:
        """Adds documents to download."""
        rows = [
            {"document": self.documents[text["document"]].pk, "description": text.get("description", "")}
            for text in texts
        ]
        if rows:
            stream.add("attachments", {"documents": stream.items(rows)})

    def address(self, slug: str | None) -> str:
        """The absolute address of a page of the texts, empty for none."""
        return self.pages[slug].address() if slug else ""
