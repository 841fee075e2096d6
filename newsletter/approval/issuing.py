"""Issuing a number: composed once, drawn in every form, frozen with its fingerprint, its revision and who approved it.

issue(bulletin, now, sender) -> Issue         idempotent: a second call returns the first issue
forms_of(bulletin, now) -> Forms              the same forms, frozen nowhere (what the send screen looks at)
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db import IntegrityError, transaction
from pypdf import PdfReader
from wagtail.models import Revision

from accounts.models import User
from content.pdf import PdfError
from newsletter.approval import approving
from newsletter.approval.gauges import Gauge, in_red
from newsletter.approval.measuring import measure, photographs
from newsletter.approval.substance import substance
from newsletter.bulletin import pictures
from newsletter.bulletin.edition import Edition
from newsletter.compose import NotInATown, edition_of
from newsletter.models import Approval, BulletinPage, Issue, PressSheets, PrintedForm, Waiver
from newsletter.models.approval import written_name
from newsletter.press.flatplan import plan
from newsletter.renderers import email, pdf, text, web
from newsletter.renderers.papers import Sheets


class IssueError(Exception):
    """The number cannot be issued; the message says in French what stands in the way."""


class ReasonMissing(IssueError):
    """The number is in red, and leaves only with a written reason. `red` holds what is to be mended."""

    def __init__(self, red: list[Gauge]) -> None:
        labels = ", ".join(dict.fromkeys(gauge.label for gauge in red))
        super().__init__(f"À corriger : {labels}. Corrigez, ou écrivez pourquoi ce numéro part ainsi.")
        self.red = red


@dataclass(frozen=True)
class Forms:
    """Everything residents will receive, as bytes and text. `pdf` is empty where none could be made, and `obstacle` says why.

    `sheets` is what the PDF was drawn from, for the other papers.
    """

    edition: Edition
    web: str
    mjml: str
    html: str
    text: str
    pdf: bytes
    obstacle: str
    sheets: bytes = b""

    @property
    def pages(self) -> int:
        """Pages of the PDF; 0 without one."""
        return len(PdfReader(BytesIO(self.pdf)).pages) if self.pdf else 0

    @property
    def fingerprint(self) -> str:
        """SHA-256 over what the edition says and the bytes of each of its forms."""
        proof = hashlib.sha256(self.edition.fingerprint().encode())
        for part in (self.web, self.html, self.text):
            proof.update(hashlib.sha256(part.encode()).digest())
        proof.update(hashlib.sha256(self.pdf).digest())
        return proof.hexdigest()


def issue(bulletin: BulletinPage, now: datetime, sender: User, *, seen: str = "", reason: str = "") -> Issue:
    """The frozen issue of that number, from its latest words, once they are approved.

    Whoever may approve and has not yet does so by sending it: asked, approved and frozen in one transaction. Drawing happens
    outside of it. `seen` is the substance of what was on the screen, when there was one. Raises IssueError, in French, and
    ReasonMissing for a number in red that no written reason accompanies.
    """
    if existing := bulletin.frozen:
        return existing
    latest, revision = latest_words(bulletin, sender)
    forms = forms_of(latest, now)
    said = substance(forms.edition)
    if seen and seen != said:
        raise IssueError(approving.CHANGED)
    red = in_red(measure(latest, forms.edition, now))
    if red and not reason.strip():
        raise ReasonMissing(red)
    try:
        with transaction.atomic():
            if earlier := bulletin.frozen:
                return earlier
            approval = approving.granted(latest, said, sender)
            unmoved(revision)
            frozen = freeze(latest, forms, now, revision, approval)
            if red:
                waive(frozen, reason.strip(), red, sender, now)
            revision.publish(user=sender)
    except approving.NotApproved as error:
        raise IssueError(str(error)) from error
    except IntegrityError:
        other = bulletin.frozen
        if other is None:
            raise
        return other
    return frozen


def said_by(bulletin: BulletinPage, now: datetime) -> str:
    """The substance of the number as that page holds it. Raises NotInATown."""
    return substance(edition_of(bulletin, now))


def unmoved(revision: Revision) -> None:
    """Refuses when a draft was saved, or this one overwritten, while its forms were drawn. Raises IssueError."""
    latest = Revision.objects.for_instance(revision.content_object).order_by("-created_at", "-pk").first()
    if latest is None or (latest.pk, latest.created_at) != (revision.pk, revision.created_at):
        raise IssueError(approving.CHANGED)


def waive(frozen: Issue, reason: str, red: list[Gauge], author: User, now: datetime) -> Waiver:
    """Keeps, with the issue, why it left in red: the words, whose, when, and what was red."""
    kept = [{"label": gauge.label, "value": gauge.value} for gauge in red]
    return Waiver.objects.create(
        issue=frozen, reason=reason, red=kept, author=author, author_name=written_name(author), at=now
    )


def latest_words(bulletin: BulletinPage, sender: User) -> tuple[BulletinPage, Revision]:
    """The page as last saved, and the revision that holds it: what is approved is what was seen."""
    revision = bulletin.get_latest_revision() or bulletin.save_revision(user=sender)
    latest: BulletinPage = revision.as_object()
    return latest, revision


def forms_of(bulletin: BulletinPage, now: datetime) -> Forms:
    """The number in each of its forms, as of now. Raises IssueError; a missing PDF is not an error."""
    try:
        edition = edition_of(bulletin, now)
    except NotInATown as error:
        raise IssueError(f"« {bulletin.title} » n’est rangé dans aucune commune.") from error
    if not edition.sections:
        raise IssueError("Ce numéro est vide : ajoutez au moins une rubrique.")
    try:
        html = email.render(edition)
    except email.EmailError as error:
        raise IssueError(str(error)) from error
    printed, obstacle = printed_or_why_not(edition)
    sheets = Sheets.of(edition).packed() if printed else b""
    mjml = email.source(edition)
    return Forms(edition, web.render(edition), mjml, html, text.render(edition), printed, obstacle, sheets)


def printed_or_why_not(edition: Edition) -> tuple[bytes, str]:
    try:
        return pdf.render(edition, pictures.load(edition)), ""
    except PdfError as error:
        return b"", str(error)


def freeze(
    bulletin: BulletinPage,
    forms: Forms,
    now: datetime,
    revision: Revision | None = None,
    approval: Approval | None = None,
) -> Issue:
    """Writes the issue and its printed form. Called inside a transaction; IntegrityError when the number already has one."""
    photos, of_mayor = photographs(forms.edition, bulletin.site)
    frozen = Issue.objects.create(
        site=bulletin.site,
        page=bulletin,
        subject=forms.edition.reference,
        web=forms.web,
        contents=web.contents(forms.edition, plan(forms.edition).numbers() if forms.pdf else None),
        mjml=forms.mjml,
        html=forms.html,
        text=forms.text,
        fingerprint=forms.fingerprint,
        issued_at=now,
        revision=revision,
        approval=approval,
        approver=approval.approver if approval else None,
        approver_name=approval.approver_name if approval else "",
        photos=photos,
        mayor_photos=of_mayor,
        pdf_obstacle=forms.obstacle[:300],
    )
    if forms.pdf:
        keep_printed(frozen, forms)
    return frozen


def keep_printed(frozen: Issue, forms: Forms) -> None:
    PrintedForm.objects.create(
        issue=frozen,
        content=forms.pdf,
        weight=len(forms.pdf),
        pages=forms.pages,
        fingerprint=hashlib.sha256(forms.pdf).hexdigest(),
    )
    PressSheets.objects.create(issue=frozen, content=forms.sheets)
