"""Files for the town hall's spreadsheet: its letters are right, and none of its cells runs."""

import csv
import io

import pytest

from content.spreadsheets import csv_of, harmless


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_a_table_reads_back_with_its_accents_and_its_semicolons() -> None:
    raw = csv_of(["Nom", "Adresse"], [["Éléonore d’Aÿ", "3; place\nde la Halle"], [None, 2]])
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [["Nom", "Adresse"], ["Éléonore d’Aÿ", "3; place\nde la Halle"], ["", "2"]]
