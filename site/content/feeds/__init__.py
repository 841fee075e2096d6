"""Feeds: values (document), the registry (spec), which pages (windows), what is kept of them (kept), one module per format."""

from content.feeds.document import Category, Enclosure, FeedDocument, FeedEntry
from content.feeds.spec import FeedSpec, find, register

__all__ = ["Category", "Enclosure", "FeedDocument", "FeedEntry", "FeedSpec", "find", "register"]
