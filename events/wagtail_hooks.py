"""The agenda's place in the desk."""

from wagtail.snippets.models import register_snippet

from events.desk import before_saving, date_hooks  # noqa: F401  their hooks register themselves
from events.desk.breaks import SchoolBreakViewSet
from events.proposals.desk import hooks  # noqa: F401  so do those of proposals

register_snippet(SchoolBreakViewSet)
