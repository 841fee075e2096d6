"""Whatever way a number is typed, residents read it in pairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import phones


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("0465710042", "04 65 71 00 42"),
        ("04.65.71.00.42", "04 65 71 00 42"),
        ("04-65-71-00-42", "04 65 71 00 42"),
        ("+33 4 65 71 00 42", "04 65 71 00 42"),
        ("+33 (0)4 65 71 00 42", "04 65 71 00 42"),
        ("0033465710042", "04 65 71 00 42"),
        ("+262 262 00 00 01", "02 62 00 00 01"),
        ("18", "18"),
        ("112", "112"),
        ("3939", "39 39"),
        ("116117", "116 117"),
        ("+41 22 555 01 23", "+41 22 555 01 23"),
        ("  ", ""),
    ],
)
def test_a_number_is_written_as_the_french_read_it(typed: str, written: str) -> None:
    assert phones.written(typed) == written


@pytest.mark.parametrize("typed", ["04 65 71 00", "mairie", "0465710042 poste 3", "00", "999", "+", "<b>18</b>"])
def test_what_nobody_could_call_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="n’est pas un numéro"):
        phones.written(typed)


@given(st.text(alphabet="0123456789+ .-()/", max_size=20))
def test_a_number_once_written_never_changes_again(typed: str) -> None:
    try:
        once = phones.written(typed)
    except ValueError:
        return
    assert phones.written(once) == once
