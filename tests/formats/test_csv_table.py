"""Tables of places."""

from __future__ import annotations

import pytest

from tansiq.formats.csv_table import read_csv, write_csv
from tansiq.formats.reading import BadFile


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_places_are_read_whatever_separates_them(separator: str) -> None:
    lines = ["name", "Place", "datum"], ["A", '"36,5 37,5"', "WGS84"], ["B", "37SFV0690405327", ""]
    rows = read_csv("\r\n".join(separator.join(line) for line in lines).encode("utf-8-sig"), file="a.csv")
    assert [(row.name, row.text, row.datum, str(row.mark)) for row in rows] == [
        ("A", "36,5 37,5", "WGS84", "a.csv:2:1"),
        ("B", "37SFV0690405327", None, "a.csv:3:1"),
    ]


def test_latitude_and_longitude_may_stand_in_two_columns() -> None:
    rows = read_csv(b"lon,lat\n37.5,36.5\n", file="a.csv")
    assert [(row.name, row.text) for row in rows] == [("1", "36.5 37.5")]


def test_what_is_written_reads_back_the_same() -> None:
    texts = ["36.5 37.5", 'he said "no"', "two\nlines", "a,b;c"]
    data = write_csv(["name", "place"], [[str(number), text] for number, text in enumerate(texts)])
    assert [row.text for row in read_csv(data, file="a.csv")] == texts


@pytest.mark.parametrize(
    ("data", "where", "said"),
    [
        (b"", "a.csv:1:1", "empty"),
        (b"a,b\n1,2\n", "a.csv:1:1", "no column"),
        (b"place,datum\n36 37,WGS84\n36 37\n", "a.csv:3:1", "1 cells"),
        (b'place\n"36 37\n', "a.csv:2:1", "not CSV"),
        (b"place\n36 \xff37\n", "a.csv:2:4", "UTF-8"),
    ],
)
def test_a_fault_is_named_by_file_and_line(data: bytes, where: str, said: str) -> None:
    with pytest.raises(BadFile, match=said) as caught:
        read_csv(data, file="a.csv")
    assert caught.value.where == where
