import pytest

from home.founding import Sections
from tests.newsletter.digests.town import Worker, november, opened


@pytest.fixture
def worker(town: Sections) -> Worker:
    """The worker of a town that has been telling its news since the first of November, up to Monday 16, half past eight."""
    opened(town.home.site, november(1))
    worker = Worker()
    worker.passes(november(16, "08:30"))
    return worker
