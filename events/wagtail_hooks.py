"""The agenda's place in the desk."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from events.desk import before_saving, date_hooks  # noqa: F401  their hooks register themselves
from events.models import SchoolBreak


class SchoolBreakViewSet(SnippetViewSet):
    """School holidays the town enters itself: Corsica, overseas, years not published yet."""

    model = SchoolBreak
    icon = "calendar-alt"
    menu_label = "Vacances scolaires"
    list_display = ["name", "first_day", "last_day"]
    add_to_settings_menu = True


register_snippet(SchoolBreakViewSet)
