"""The outbox: what would have left, readable in the desk while no mail server is configured."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.mail import transport
from content.paging import page_of

PERMISSION = "content.view_outgoingmessage"
# The mail's own page: its styles, no script, no request to anybody.
MAIL_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"


@dataclass(frozen=True)
class KeptMail:
    """One .eml file of the outbox, read by the standard library."""

    name: str
    at: datetime
    message: EmailMessage

    @property
    def recipient(self) -> str:
        return str(self.message["To"])

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        return self.part("plain")

    @property
    def html(self) -> str:
        return self.part("html")

    def part(self, kind: str) -> str:
        body = self.message.get_body((kind,))
        return str(body.get_content()) if body else ""


def read(path: Path) -> KeptMail:
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    written = datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone())
    return KeptMail(path.name, written, message)


def kept(name: str) -> KeptMail:
    """The mail of that name. Raises Http404 for a name that is none of the outbox's."""
    path = transport.outbox() / name
    if not name.endswith(".eml") or path.parent.resolve() != transport.outbox().resolve() or not path.is_file():
        raise Http404
    return read(path)


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def outbox(request: HttpRequest) -> HttpResponse:
    """The kept mails, the latest first, and whether mail really leaves."""
    paths = sorted(transport.outbox().glob("*.eml"), reverse=True)
    page = page_of(paths, request.GET.get("page"), size=50)
    context = {
        "mails": [read(path) for path in page],
        "page_obj": page,
        "leaves_by": transport.leaves_by(),
        "folder": transport.outbox(),
    }
    return render(request, "content/desk/outbox.html", context)


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail, as text, with its laid-out form beside it."""
    return render(request, "content/desk/mail.html", {"mail": kept(name)})


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The laid-out form alone, closed in a sandbox."""
    response = HttpResponse(kept(name).html)
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


@require_safe
@permission_required(PERMISSION, raise_exception=True)
def mail_file(request: HttpRequest, name: str) -> FileResponse:
    kept(name)
    return FileResponse((transport.outbox() / name).open("rb"), as_attachment=True, content_type="message/rfc822")
