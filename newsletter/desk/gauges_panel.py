"""The gauges beside the form of a number, measured on the last draft and again each time Wagtail saves one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel


class GaugesPanel(Panel):
    """The page opens at once; its gauges come a moment later. Without JavaScript, the way to the screen that has them."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "newsletter/desk/gauges_panel.html"

        class Media:
            js = ["newsletter/gauges.js"]
            css = {"all": ["newsletter/css/desk.css"]}

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            key = self.instance.pk
            return super().get_context_data(parent_context) | {
                "gauges_url": reverse("bulletin_gauges", args=[key]) if key else "",
                "send_url": reverse("bulletin_send", args=[key]) if key else "",
            }
