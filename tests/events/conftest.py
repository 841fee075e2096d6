"""The clock of the agenda's tests: Friday 20 November 2026, half past eleven in the town."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from hypothesis import settings

from events.models import AgendaPage
from home.founding import Sections

settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")


@pytest.fixture
def friday(now: datetime) -> Iterator[time_machine.Traveller]:
    """Time stands still, and moves when a test says so."""
    with time_machine.travel(now, tick=False) as clock:
        yield clock


@pytest.fixture
def agenda(friday: time_machine.Traveller, town: Sections) -> AgendaPage:
    """The agenda of a town just founded, on that Friday."""
    return town.agenda
