"""What the desk says when a piece of news takes the top of the front page."""

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from news.models import NewsPage


@hooks.register("before_publish_page")
def say_who_leaves_the_top(request: HttpRequest, page: Page) -> None:
    """Before, since after publishing nobody is left there to name."""
    if not isinstance(page, NewsPage) or not page.pinned:
        return
    for other in page.others_at_the_top().live():  # type: ignore[attr-defined]
        messages.info(request, f"« {page.title} » prend la une : « {other.title} » la quitte.")
