"""What the page « Données personnelles » promises of single mails and of the desk's log is done."""

import datetime as dt
import os

import pytest
from wagtail.models import PageLogEntry, Site

from accounts.models import User
from content import mail, retention
from content.mail import transport
from content.models import OutgoingMessage
from home.founding import Sections
from tests.people import KARIM

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def test_a_mail_that_left_is_forgotten_after_thirty_days(site: Site, now: dt.datetime) -> None:
    for left in transport.outbox().glob("*.eml"):
        left.unlink()  # what another test sent: its hour counts too
    row = mail.queue(site, KARIM, "Bonjour", "Bonjour.", "<p>Bonjour.</p>", purpose="essai", at=now)
    mail.deliver_due(now)
    (path,) = transport.outbox().glob("*.eml")
    os.utime(path, (now.timestamp(), now.timestamp()))
    assert retention.forget(now + retention.SINGLE_MAIL - MINUTE) == 0
    assert retention.forget(now + retention.SINGLE_MAIL) == 2
    assert not OutgoingMessage.objects.filter(pk=row.pk).exists()
    assert not path.exists()


def test_a_mail_still_waiting_is_never_forgotten(site: Site, now: dt.datetime) -> None:
    mail.queue(site, KARIM, "Bonjour", "Bonjour.", "<p>Bonjour.</p>", purpose="essai", at=now)
    retention.forget(now + 2 * retention.SINGLE_MAIL)
    assert OutgoingMessage.objects.count() == 1


def test_after_a_year_the_log_says_what_was_done_no_longer_by_whom(
    town: Sections, odile: User, now: dt.datetime
) -> None:
    entry = PageLogEntry.objects.log_action(town.home, "wagtail.edit", user=odile, timestamp=now)
    retention.forget(now + retention.ACTIONS - MINUTE)
    entry.refresh_from_db()
    assert entry.user == odile
    retention.forget(now + retention.ACTIONS)
    entry.refresh_from_db()
    assert (entry.user, entry.action) == (None, "wagtail.edit")
