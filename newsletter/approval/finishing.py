"""What happens when a workflow of the desk ends well (WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail names this function in a setting and imports it while its own models load: nothing of ours may be imported here.
"""

from typing import Any

from wagtail.workflows import publish_workflow_state


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publishes what was approved, but for a page that says itself what its approval means."""
    content = workflow_state.content_object
    page = getattr(content, "specific", content)
    if hasattr(page, "approved_in"):
        page.approved_in(workflow_state, user)
    else:
        publish_workflow_state(workflow_state, user)
