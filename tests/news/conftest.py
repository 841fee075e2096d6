"""What the tests of news share."""

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture
def shelf(settings: LazySettings, tmp_path: Path) -> Path:
    """A folder of its own for the files a test hangs: others count theirs."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path
