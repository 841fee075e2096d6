"""Every feed of the site, in one registry. A room registers its collections; the addresses are those of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from wagtail.models import Site

from content.feeds.document import FeedEntry
from content.models import District, Topic

SIZE = 30


@dataclass(frozen=True)
class FeedSpec:
    """A collection that can be followed.

    prefix is its address below the root, such as "actualites". entries(site, topic-like object or None, now) returns the
    newest entries; by names the sub-collections: "theme" gives actualites/theme/SLUG.
    """

    prefix: str
    title: str | Promise
    audience: str | Promise
    entries: Callable[[Site, object | None, datetime], Iterable[FeedEntry]]
    by: dict[str, Callable[[Site, str], object | None]]
    is_whole_site: bool = False


REGISTRY: dict[str, FeedSpec] = {}


def register(spec: FeedSpec) -> None:
    """Adds a collection. Called from AppConfig.ready; the same prefix twice replaces the first."""
    REGISTRY[spec.prefix] = spec


@dataclass(frozen=True)
class Collection:
    """A spec with the sub-collection asked for, resolved for one town."""

    spec: FeedSpec
    path: str
    narrowed_to: object | None = None

    @property
    def page_path(self) -> str:
        """Its page for people, below the root."""
        return "/" if self.spec.is_whole_site else f"/{self.path}/"

    @property
    def title(self) -> str:
        return f"{self.spec.title} : {self.narrowed_to}" if self.narrowed_to else str(self.spec.title)


def find(site: Site, path: str) -> Collection | None:
    """The collection at that path ("actualites", "agenda/lieu/halle"), or None when the town has none there."""
    prefix, _slash, rest = path.partition("/")
    spec = REGISTRY.get(prefix)
    if spec is None:
        return None
    if not rest:
        return Collection(spec, path)
    kind, _slash, slug = rest.partition("/")
    narrow = spec.by.get(kind)
    found = narrow(site, slug) if narrow and slug else None
    return Collection(spec, path, found) if found is not None else None


def topic_named(site: Site, slug: str) -> object | None:
    return Topic.objects.for_site(site).filter(slug=slug).first()


def district_named(site: Site, slug: str) -> object | None:
    return District.objects.for_site(site).filter(slug=slug).first()
