"""Every feed of the site, in one registry. A room registers its collections; the addresses are those of the contract."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.query import PageQuerySet

from content.feeds.document import FeedEntry
from content.models import ContentPage, District, Organizer, Place, Topic

SLUG = re.compile("[-a-zA-Z0-9_]+")

CALENDAR = "/recevoir/calendrier/"
Narrowing = Topic | District | Place | Organizer
Entries = dict[int, FeedEntry]


@dataclass(frozen=True)
class FeedSpec:
    """A collection that can be followed.

    prefix is its address below the root, such as "actualites". pages(site, narrowing or None, now) returns what residents
    can read; present(pages, now) leaves out what only the archives still carry; latest_by is the date that brings a page
    to the top. by names the sub-collections: "theme" gives actualites/theme/SLUG. make(page) renders a page of that model
    as an entry, which is kept; as_of(site, entries, now) returns the same entries with what depends on the hour.
    """

    prefix: str
    title: str | Promise
    audience: str | Promise
    pages: Callable[[Site, Narrowing | None, datetime], PageQuerySet]
    present: Callable[..., PageQuerySet] | None = None
    latest_by: str = "first_published_at"
    by: dict[str, type[Narrowing]] = field(default_factory=dict)
    model: type[ContentPage] | None = None
    make: Callable[..., FeedEntry] | None = None
    as_of: Callable[[Site, Entries, datetime], Entries] | None = None
    is_whole_site: bool = False


REGISTRY: dict[str, FeedSpec] = {}


def register(spec: FeedSpec) -> None:
    """Adds a collection. Called from AppConfig.ready; the same prefix twice replaces the first."""
    REGISTRY[spec.prefix] = spec


def specs() -> list[FeedSpec]:
    """Every collection: the whole site, then the others by name."""
    return sorted(REGISTRY.values(), key=lambda spec: (not spec.is_whole_site, str(spec.title)))


def maker_of(model: type) -> Callable[..., FeedEntry] | None:
    """What renders pages of that model as entries; None for a model that is in no feed."""
    return next((spec.make for spec in REGISTRY.values() if spec.model is model), None)


@dataclass(frozen=True)
class Collection:
    """A spec with the sub-collection asked for, resolved for one town."""

    site: Site
    spec: FeedSpec
    path: str
    narrowed_to: Narrowing | None = None

    @property
    def page_path(self) -> str:
        """Its page for people, below the root."""
        return "/" if self.spec.is_whole_site else f"/{self.path}/"

    @property
    def title(self) -> str:
        return f"{self.spec.title} : {self.narrowed_to}" if self.narrowed_to else str(self.spec.title)

    @property
    def description(self) -> str:
        """What one receives by following it."""
        if isinstance(self.narrowed_to, Topic) and self.narrowed_to.description:
            return self.narrowed_to.description
        if self.narrowed_to:
            return _("%(collection)s, pour « %(name)s » seulement.") % {
                "collection": self.spec.title,
                "name": self.narrowed_to,
            }
        return str(self.spec.audience)

    def address(self, file_name: str) -> str:
        """The absolute address of one of its documents."""
        return f"{self.site.root_url}/{self.path}/{file_name}"


def calendar_steps(path: str) -> str:
    """Where one reads how to follow « agenda/theme/culture » in a calendar: « /recevoir/calendrier/?theme=culture »."""
    _agenda, _slash, narrowing = path.strip("/").partition("/")
    return CALENDAR + (f"?{narrowing.replace('/', '=')}" if narrowing else "")


def as_of(collection: Collection, entries: Entries, now: datetime) -> Entries:
    """The entries with what depends on the hour; those of the whole site come from every room."""
    rooms = REGISTRY.values() if collection.spec.is_whole_site else [collection.spec]
    for spec in rooms:
        if spec.as_of:
            entries = spec.as_of(collection.site, entries, now)
    return entries


def find(site: Site, path: str) -> Collection | None:
    """The collection at that path ("actualites", "agenda/lieu/halle"), or None when the town has none there."""
    prefix, _slash, rest = path.partition("/")
    spec = REGISTRY.get(prefix)
    if spec is None:
        return None
    if not rest:
        return Collection(site, spec, path)
    kind, _slash, slug = rest.partition("/")
    model: Any = spec.by.get(kind)
    found = model.objects.for_site(site).filter(slug=slug).first() if model and SLUG.fullmatch(slug) else None
    return Collection(site, spec, path, found) if found is not None else None


def collections(site: Site) -> list[Collection]:
    """Every collection of the town, the wider ones first; one query for each kind of narrowing."""
    listed: dict[type[Narrowing], list[Narrowing]] = {}
    found = [Collection(site, spec, spec.prefix) for spec in specs()]
    for spec in specs():
        for kind, model in spec.by.items():
            if model not in listed:
                listed[model] = rows_of(model, site)
            found += [Collection(site, spec, f"{spec.prefix}/{kind}/{row.slug}", row) for row in listed[model]]
    return found


def rows_of(model: Any, site: Site) -> list[Narrowing]:
    return list(model.objects.for_site(site))


def by_kind(found: Iterable[Collection]) -> Iterator[tuple[str, list[Collection]]]:
    """The collections under headings: the whole ones, then for each room its topics, districts, places, organizers."""
    groups: dict[str, list[Collection]] = {}
    for collection in found:
        heading = (
            f"{collection.spec.title}, {NAMES[type(collection.narrowed_to)]()}"
            if collection.narrowed_to
            else _("La commune")
        )
        groups.setdefault(heading, []).append(collection)
    yield from groups.items()


NAMES: dict[type, Callable[[], str]] = {
    Topic: lambda: _("par sujet et par public"),
    District: lambda: _("par quartier"),
    Place: lambda: _("par lieu"),
    Organizer: lambda: _("par organisateur"),
}
