"""The files that town halls really have: written by Excel, by LibreOffice, by a neighbour's old program."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter.importing.columns import Columns, guess
from newsletter.importing.reading import MOST_ROWS, Unreadable, read

LINES = "Nom;Courriel;Origine\nÉlodie;elodie@boite.example;« guichet »\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (LINES.encode(), "UTF-8"),
        (LINES.encode("utf-8-sig"), "UTF-8"),
        (LINES.encode("cp1252"), "Windows-1252"),
        (LINES.encode("utf-16"), "UTF-16"),
        (LINES.replace("\n", "\r\n").encode("cp1252"), "Windows-1252"),
    ],
)
def test_accents_are_right_whatever_the_spreadsheet(raw: bytes, encoding: str) -> None:
    table = read(raw)
    assert table.encoding == encoding
    assert [cells for _number, cells in table.rows] == [
        ["Nom", "Courriel", "Origine"],
        ["Élodie", "elodie@boite.example", "« guichet »"],
    ]


@pytest.mark.parametrize(("separator", "name"), [(";", "point-virgule"), (",", "virgule"), ("\t", "tabulation")])
def test_the_separator_is_found(separator: str, name: str) -> None:
    text = separator.join(["Nom", "Mail"]) + "\n" + separator.join(['"Benali, Karim; dit K"', "karim@boite.example"])
    table = read(text.encode())
    assert table.separator == name
    assert table.rows[1][1] == ["Benali, Karim; dit K", "karim@boite.example"]


def test_a_list_of_addresses_alone_is_a_table_too() -> None:
    table = read(b"karim@boite.example\n\n  jeanne@lettres.example  \n")
    assert table.rows == [(1, ["karim@boite.example"]), (3, ["jeanne@lettres.example"])]
    assert guess(table) == Columns(0)


def test_a_comma_typed_for_a_dot_cuts_no_address_of_a_single_column() -> None:
    table = read(b"karim@orange,fr\njeanne@lettres.example\nmarc@boite.example\nodile@boite.example")
    assert table.rows[0] == (1, ["karim@orange,fr"])
    assert table.separator == "aucun"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "vide"),
        (b"\n\n;;;\n", "vide"),
        (b"PK\x03\x04...", "classeur"),
        (b"\xd0\xcf\x11\xe0...", "classeur"),
        (b"a\x00b@c", "pas un tableau"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 Mo"),
        (b"a@b.fr\n" * (MOST_ROWS + 1), "100 000 lignes"),
        (b'"' + b"x" * 200_000, "guillemet"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read(raw)


@given(st.binary(max_size=400))
def test_whatever_the_bytes_there_is_a_table_or_a_sentence(raw: bytes) -> None:
    try:
        table = read(raw)
        guess(table)
    except Unreadable as refusal:
        assert str(refusal)


@pytest.mark.parametrize("heading", ["Mail", "E-mail", "Adresse électronique", "COURRIEL", "adresse e-mail"])
def test_the_column_of_addresses_is_known_by_its_heading(heading: str) -> None:
    columns = guess(read(f"Contact@;Nom;{heading}\n".replace("@", "").encode() + b"x;y;karim@boite.example\n"))
    assert (columns.address, columns.address_heading) == (2, heading)


def test_origin_and_date_are_known_by_theirs() -> None:
    columns = guess(read("courriel;Date d’inscription;Origine de l'accord\na@b.fr;2025;guichet".encode()))
    assert (columns.address, columns.collected, columns.source) == (0, 1, 2)


def test_without_a_known_heading_the_column_full_of_addresses_is_taken() -> None:
    columns = guess(read(b"Nom;Joindre\nKarim;karim@boite.example\nJeanne;jeanne@lettres.example"))
    assert (columns.address, columns.address_heading) == (1, "Joindre")


def test_a_table_without_addresses_says_which_heading_to_write() -> None:
    with pytest.raises(Unreadable, match="courriel"):
        guess(read(b"Nom;Ville\nKarim;Valombreuse"))


@pytest.mark.slow
def test_a_hundred_thousand_lines_are_read_in_a_moment() -> None:
    raw = b"".join(b"lecteur%d@boite.example;guichet\n" % number for number in range(MOST_ROWS))
    began = time.monotonic()
    assert len(read(raw).rows) == MOST_ROWS
    assert time.monotonic() - began < 5
