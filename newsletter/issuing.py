"""Issuing a number: composed once, drawn in every form, frozen with its fingerprint, its revision and who approved it.

issue(bulletin, now, approver) -> Issue       idempotent: a second call returns the first issue
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
from newsletter import pictures
from newsletter.compose import NotInATown, edition_of
from newsletter.edition import Edition
from newsletter.models import BulletinPage, Issue, PressSheets, PrintedForm
from newsletter.press.flatplan import plan
from newsletter.renderers import email, pdf, text, web
from newsletter.renderers.papers import Sheets


class IssueError(Exception):
    """The number cannot be issued; the message says in French what stands in the way."""


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


def issue(bulletin: BulletinPage, now: datetime, approver: User) -> Issue:
    """The frozen issue of that number, from its latest words.

    Drawing happens outside the transaction; freezing and publishing in one. Raises IssueError, in French.
    """
    if existing := bulletin.frozen:
        return existing
    latest, revision = latest_words(bulletin, approver)
    forms = forms_of(latest, now)
    try:
        with transaction.atomic():
            frozen = freeze(latest, forms, now, revision, approver)
            revision.publish(user=approver)
    except IntegrityError:
        other = bulletin.frozen
        if other is None:
            raise
        return other
    return frozen


def latest_words(bulletin: BulletinPage, approver: User) -> tuple[BulletinPage, Revision]:
    """The page as last saved, and the revision that holds it: what is approved is what was seen."""
    revision = bulletin.get_latest_revision() or bulletin.save_revision(user=approver)
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
    bulletin: BulletinPage, forms: Forms, now: datetime, revision: Revision | None = None, approver: User | None = None
) -> Issue:
    """Writes the issue and its printed form. Called inside a transaction; IntegrityError when the number already has one."""
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
        approver=approver,
        approver_name=(approver.get_full_name() or approver.get_username()) if approver else "",
        pdf_obstacle=forms.obstacle[:300],
    )
    if forms.pdf:
        PrintedForm.objects.create(
            issue=frozen,
            content=forms.pdf,
            weight=len(forms.pdf),
            pages=forms.pages,
            fingerprint=hashlib.sha256(forms.pdf).hexdigest(),
        )
        PressSheets.objects.create(issue=frozen, content=forms.sheets)
    return frozen
