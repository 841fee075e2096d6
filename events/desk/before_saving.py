"""« Voir les dates »: the form comes back with its sentence, its next dates and its refusals, and nothing is saved.

A plain button of the form, so that it works without a script; two others, shown only then, give one more line to its lists.
Wagtail's own screens answer; only their last step is ours.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from wagtail import hooks
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

from events.desk.form import ASKED
from events.models import EventPage


class ReadingBack:
    """A screen of Wagtail that keeps what was typed, valid or not, and shows it again."""

    has_unsaved_changes = True

    def run_hook(self, *args: Any, **kwargs: Any) -> None:
        """None of them: they have run already, and one of them led here."""

    def form_valid(self, form: Any) -> Any:
        form.restore_required_fields()
        return self.form_invalid(form)

    def form_invalid(self, form: Any) -> Any:
        self.has_unsaved_changes = True
        screen: Any = self
        return screen.render_to_response(screen.get_context_data())


class ReadBackNew(ReadingBack, CreateView):
    """Of an event not written yet."""


class ReadBackWritten(ReadingBack, EditView):
    """Of an event written already."""


def asked(request: HttpRequest) -> bool:
    return request.method == "POST" and ASKED in request.POST


def with_one_more(sent: QueryDict) -> QueryDict:
    """What was sent, with one more empty line of the list whose button was pressed."""
    counter = f"{sent[ASKED]}-TOTAL_FORMS"
    number = sent.get(counter, "")
    if not (number.isascii() and number.isdigit() and len(number) < 4):
        return sent
    longer = sent.copy()
    longer[counter] = str(int(number) + 1)
    return longer


@hooks.register("before_create_page")
def read_back_new(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse | None:
    if not (asked(request) and page_class is EventPage):
        return None
    request.POST = with_one_more(request.POST)  # type: ignore[assignment]
    answer: HttpResponse = ReadBackNew.as_view()(request, "events", "eventpage", parent.pk)
    return answer


@hooks.register("before_edit_page")
def read_back_written(request: HttpRequest, page: Page) -> HttpResponse | None:
    if not (asked(request) and isinstance(page, EventPage)):
        return None
    request.POST = with_one_more(request.POST)  # type: ignore[assignment]
    answer: HttpResponse = ReadBackWritten.as_view()(request, page.pk)
    return answer
