"""Audits of accessibility, below the settings."""

from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import AccessibilityAudit


class AuditViewSet(SnippetViewSet):
    model = AccessibilityAudit
    icon = "check"
    menu_label = "Audits d’accessibilité"
    menu_order = 110
    add_to_settings_menu = True
    list_display = ["audited_on", "auditor", "result", "expires_on"]
