"""A table whose lines have too few cells would be read out under the wrong headers."""

from typing import Any

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from content.blocks import TableBlock


def cleaned(*rows: list[str]) -> Any:
    block = TableBlock()
    value = {"caption": "Tarifs", "headers": ["Âge", "Prix"], "rows": [{"cells": list(row)} for row in rows]}
    return block.clean(block.to_python(value))


def test_a_line_has_as_many_cells_as_headers() -> None:
    cleaned(["Enfant", "2 €"], ["Adulte", ""])


def test_a_line_too_short_is_refused_by_its_number() -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(["Enfant", "2 €"], ["Adulte"])
    assert "Ligne 2 : 1 case(s) pour 2 en-têtes" in str(refused.value.block_errors["rows"])
