"""Whoever proposed is forgotten when the page « Données personnelles » says so; what was published stays."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import AgendaPage, EventPage, Proposal
from events.proposals import jobs
from tests.events.proposals.conftest import FORM, confirmed, filled


def forgotten(friday: time_machine.Traveller, days: int) -> bool:
    """Whether nothing is left DAYS later."""
    friday.move_to(timezone.now() + dt.timedelta(days=days), tick=False)
    jobs.forget(timezone.now())
    return not Proposal.objects.exists()


def test_what_no_mailbox_confirmed_goes_after_seven_days(
    client: Client, agenda: AgendaPage, friday: time_machine.Traveller
) -> None:
    client.post(FORM, filled())
    assert not forgotten(friday, 6)
    assert forgotten(friday, 1)


def test_what_was_refused_goes_three_months_later(desk: Client, friday: time_machine.Traveller) -> None:
    proposal = confirmed(Client())
    desk.post(reverse("proposal_act", args=[proposal.pk, "refuser"]), {"reason": "Trop tard."})
    assert not forgotten(friday, 89)
    assert forgotten(friday, 1)


def test_the_link_of_a_published_event_works_as_long_as_it_is_to_come(
    desk: Client, friday: time_machine.Traveller
) -> None:
    proposal = confirmed(Client(), start_day="2027-06-05")
    desk.post(reverse("proposal_act", args=[proposal.pk, "publier"]))
    assert not forgotten(friday, 120)
    assert forgotten(friday, 90)
    assert EventPage.objects.get().live


@pytest.mark.parametrize(("days", "gone"), [(364, False), (365, True)])
def test_what_nobody_decided_goes_after_a_year(
    client: Client, agenda: AgendaPage, friday: time_machine.Traveller, days: int, gone: bool
) -> None:
    confirmed(client)
    assert forgotten(friday, days) is gone
