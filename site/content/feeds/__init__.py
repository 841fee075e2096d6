"""Feeds: values (document), the registry (spec), one module per format (rss)."""

from content.feeds.document import Category, Enclosure, FeedDocument, FeedEntry
from content.feeds.spec import FeedSpec, register

__all__ = ["Category", "Enclosure", "FeedDocument", "FeedEntry", "FeedSpec", "register"]
