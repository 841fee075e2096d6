"""Issuing: one number, one issue, whatever is clicked; what was approved is what is kept."""

import datetime as dt
import json
from unittest.mock import patch

import pytest
from django.db import connection
from wagtail.models import Site

from accounts.models import User
from content.models import JournalLine
from content.pdf import PdfUnavailable
from home.founding import Sections
from newsletter.approval import issuing
from newsletter.models import BulletinPage, Issue, PrintedForm
from newsletter.renderers import pdf
from tests.newsletter.composing import december, live, settle
from tests.newsletter.conftest import blank

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_press")]


@pytest.fixture
def number(town: Sections, site: Site, now: dt.datetime) -> BulletinPage:
    settle(site)
    live(town, site, now)
    return december(town)


def test_an_issue_keeps_every_form_its_revision_and_who_approved_it(
    number: BulletinPage, odile: User, now: dt.datetime
) -> None:
    issue = issuing.issue(number, now, odile)
    assert issue.subject == "Avis à la population n°\u00a047, décembre 2026"
    assert "La halle rouvre" in issue.html
    assert "La halle rouvre" in issue.text
    assert "La halle rouvre" in issue.web
    assert issue.mjml.startswith("<mjml")
    assert (issue.approver, issue.approver_name, issue.issued_at) == (odile, "Odile Marchand", now)
    assert issue.revision == number.get_latest_revision()
    printed = issue.printed_forms.get()
    assert bytes(printed.content).startswith(b"%PDF")
    assert printed.pages % 4 == 0
    assert printed.weight == len(printed.content)


def test_approving_publishes_the_page_and_writes_one_line_in_the_journal(
    number: BulletinPage, odile: User, now: dt.datetime
) -> None:
    issuing.issue(number, now, odile)
    number.refresh_from_db()
    assert number.live
    assert JournalLine.objects.filter(page_uid=number.uid).count() == 1


def test_a_second_click_gives_the_same_issue_and_draws_nothing(
    number: BulletinPage, odile: User, now: dt.datetime
) -> None:
    first = issuing.issue(number, now, odile)
    with patch.object(pdf, "render", side_effect=AssertionError("drawn again")):
        assert issuing.issue(number, now, odile) == first
    assert Issue.objects.count() == 1


def test_two_editors_who_approve_at_once_make_one_issue(number: BulletinPage, odile: User, now: dt.datetime) -> None:
    forms = issuing.forms_of(number, now)
    other = issuing.freeze(number, forms, now)
    with patch.object(BulletinPage, "frozen", new=iter_then(None, other)):
        assert issuing.issue(number, now, odile) == other
    assert Issue.objects.count() == 1
    assert PrintedForm.objects.count() == 1


def iter_then(*answers: Issue | None) -> property:
    """A property that answers each of these in turn: what the first look missed, the second finds."""
    left = list(answers)
    return property(lambda page: left.pop(0))


def test_what_residents_received_never_changes_afterwards(number: BulletinPage, odile: User, now: dt.datetime) -> None:
    issue = issuing.issue(number, now, odile)
    number.title = "Un autre titre"
    number.sections = json.dumps([])
    number.save_revision().publish()
    kept = Issue.objects.get(pk=issue.pk)
    assert (kept.html, kept.web, kept.fingerprint) == (issue.html, issue.web, issue.fingerprint)


def test_the_words_approved_are_the_last_ones_saved_not_the_last_published(
    number: BulletinPage, odile: User, now: dt.datetime
) -> None:
    number.title = "Le titre relu"
    number.save_revision()
    issue = issuing.issue(BulletinPage.objects.get(pk=number.pk), now, odile)
    assert "Le titre relu" in issue.html


def test_the_same_number_drawn_twice_has_the_same_fingerprint(number: BulletinPage, now: dt.datetime) -> None:
    assert issuing.forms_of(number, now).fingerprint == issuing.forms_of(number, now).fingerprint


def test_a_machine_without_the_pdf_engine_issues_all_the_rest_and_says_why(
    number: BulletinPage, odile: User, now: dt.datetime
) -> None:
    with patch.object(pdf, "render", side_effect=PdfUnavailable("Le PDF attend Pango.")):
        issue = issuing.issue(number, now, odile)
    assert issue.html
    assert issue.pdf_obstacle == "Le PDF attend Pango."
    assert not issue.printed_forms.exists()


def test_an_empty_number_is_refused_in_french(town: Sections, site: Site, odile: User, now: dt.datetime) -> None:
    settle(site)
    with pytest.raises(issuing.IssueError, match="Ce numéro est vide"):
        issuing.issue(december(town, []), now, odile)
    assert not Issue.objects.exists()


def test_nothing_is_kept_when_publishing_fails(number: BulletinPage, odile: User, now: dt.datetime) -> None:
    with patch("wagtail.models.Revision.publish", side_effect=RuntimeError("panne")), pytest.raises(RuntimeError):
        issuing.issue(number, now, odile)
    assert not Issue.objects.exists()
    number.refresh_from_db()
    assert not number.live


def test_nothing_is_drawn_while_the_database_waits(number: BulletinPage, odile: User, now: dt.datetime) -> None:
    depth = len(connection.savepoint_ids)
    seen: list[int] = []

    def watch(*_args: object) -> bytes:
        seen.append(len(connection.savepoint_ids))
        return blank()

    with patch.object(pdf, "render", side_effect=watch):
        issuing.issue(number, now, odile)
    assert seen == [depth]
