"""The INSEE code names the department; the postal code is a common mistake."""

import pytest

from content.departments import department


@pytest.mark.parametrize(
    ("code", "name"),
    [("43157", "Haute-Loire"), ("2a004", "Corse-du-Sud"), ("97411", "La Réunion"), ("75056", "Paris"), ("", "")],
)
def test_the_code_names_the_department(code: str, name: str) -> None:
    assert department(code) == name


@pytest.mark.parametrize("code", ["99001", "96000", "4315", "431570", "abcde", "2C001", "97001"])
def test_a_code_of_nowhere_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="code INSEE"):
        department(code)


def test_corsica_has_two_letters() -> None:
    with pytest.raises(ValueError, match="2A ou 2B"):
        department("20004")
