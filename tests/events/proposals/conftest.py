"""The choir of the tests' town proposes its concert."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from content import seals
from content.models import Commune
from events.models import AgendaPage, Proposal
from events.proposals.models import Submission
from tests.events.proposals.letters import link_in, mails
from tests.people import JEANNE

FORM = "/agenda/proposer/"


@pytest.fixture
def desk(agenda: AgendaPage, odile: User, client: Client) -> Client:
    """Odile is at her desk."""
    commune = Commune.objects.get()
    commune.email = "mairie@mairie.example"
    commune.save()
    client.force_login(odile)
    return client


def filled(**changes: Any) -> dict[str, Any]:
    """The form as Jeanne sends it, two minutes after it was shown."""
    values = {
        "title": "Loto de la chorale",
        "standfirst": "Dix parties, une tombola. Buvette sur place.",
        "start_day": "2026-12-12",
        "start_time": "20:00",
        "end_time": "23:30",
        "place_detail": "Salle du Préau",
        "organizer_name": "Les Voix du Lavoir",
        "price": "3 € le carton",
        "name": "Jeanne Vialle",
        "email": JEANNE,
        "phone": "04 65 71 00 42",
        "shown_at": seals.stamp(timezone.now() - timezone.timedelta(minutes=2)),
    }
    return values | changes


def confirmed(visitor: Client, **changes: Any) -> Proposal:
    """A proposal that its mailbox has confirmed."""
    visitor.post(FORM, filled(**changes))
    visitor.post(link_in(mails("confirmation")[-1]), {"confirm": "1"})
    return Proposal.objects.filter(state=Submission.State.WAITING).latest("pk")
