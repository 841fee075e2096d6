from collections.abc import Iterator

import pytest
from django.core.files.storage import default_storage


@pytest.fixture(autouse=True)
def no_file_left() -> Iterator[None]:
    """A rolled back transaction forgets its documents, a folder does not."""
    yield
    if default_storage.exists("documents"):
        for name in default_storage.listdir("documents")[1]:
            default_storage.delete(f"documents/{name}")
