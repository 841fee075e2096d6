"""Who a page reaches by e-mail, said in its own form: rooms above say it, the page's room only leaves the place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.admin.panels import Panel

if TYPE_CHECKING:
    from content.models import ContentPage


@dataclass(frozen=True, slots=True)
class Reach:
    """One sentence, and where to read more, if anywhere."""

    sentence: str
    url: str = ""
    link: str = ""


Tell = Callable[["ContentPage", datetime], list[Reach]]
_known: dict[str, Tell] = {}


def register(collection: str, tell: Tell) -> None:
    """Has the forms of that journal collection say what TELL answers of the page as last saved."""
    _known[collection] = tell


class ReachPanel(Panel):
    """Nothing at all where nobody registered anything."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "content/desk/reach_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.journal_collection in _known

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            tell = _known[self.instance.journal_collection]
            saved = bool(self.instance.pk and self.instance.site)
            return super().get_context_data(parent_context) | {
                "saved": saved,
                "reaches": tell(self.instance, timezone.now()) if saved else [],
            }
