"""What a browser says while people use it: errors of scripts, refusals of the policy, strangers it was sent to, cookies."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

OWN_SCHEMES = {"data", "blob", "about"}
TOLD_TWICE = "Failed to load resource"  # see_response says which


@dataclass
class Watch:
    """Collects what should not happen, from every page of a browser context."""

    home: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self.hear)
        context.on("weberror", self.note_error)
        context.on("request", self.see_request)
        context.on("response", self.see_response)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and TOLD_TWICE not in message.text:
            self.complaints.append(f"{message.page.url if message.page else '?'}: {message.text}")

    def note_error(self, error: WebError) -> None:
        self.complaints.append(f"{error.page.url if error.page else '?'}: {error.error}")

    def see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and f"{parts.scheme}://{parts.netloc}" != self.home:
            self.strangers.append(request.url)

    def see_response(self, response: Response) -> None:
        if "set-cookie" in response.headers:
            self.cookies.append(response.url)
        if response.status >= 400 and not is_refused_draft(response):
            self.broken.append(f"{response.status} {response.url}")


def is_refused_draft(response: Response) -> bool:
    """Wagtail saves drafts by itself, even while they are too incomplete to be saved."""
    request = response.request
    return response.status == 400 and request.resource_type == "fetch" and request.method == "POST"
