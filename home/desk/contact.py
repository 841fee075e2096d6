"""Contact in the desk: the subjects, and the messages that could not be delivered."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Site
from wagtail.snippets.views.snippets import SnippetViewSet

from home.contact.models import ContactMessage, ContactSubject


class ContactSubjectViewSet(SnippetViewSet):
    model = ContactSubject
    icon = "mail"
    menu_label = "Sujets de contact"
    add_to_settings_menu = True
    list_display = ["name", "service", "mailbox", "answered_within"]
    search_fields = ["name", "service"]


class UndeliveredMessages(Component):
    """Says on the desk's first page which residents' messages no mail server would take: they must be read here."""

    order = 50
    template_name = "home/contact/undelivered.html"

    def __init__(self, site: Site) -> None:
        self.site = site

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"messages": list(ContactMessage.objects.for_site(self.site).undelivered()[:20])}


def show_undelivered(request: HttpRequest, panels: list[Any]) -> None:
    site = Site.find_for_request(request)
    if site and request.user.has_perm("home.change_contactsubject"):
        panels.append(UndeliveredMessages(site))
