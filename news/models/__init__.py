"""News: what the town says, who signs it, where it can be checked, and what was wrong."""

from news.models.index import NewsIndexPage
from news.models.notes import NewsCorrection, NewsSource
from news.models.page import Month, NewsPage, NewsQuerySet

__all__ = ["Month", "NewsCorrection", "NewsIndexPage", "NewsPage", "NewsQuerySet", "NewsSource"]
