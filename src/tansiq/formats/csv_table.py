"""CSV (RFC 4180): a table of places as people wrote them, one a row, and any table out.

| column | meaning |
|---|---|
| `place`, `text` or `coordinate` | the place as received |
| `lat` and `lon` | in its stead: decimal degrees, latitude and longitude |
| `datum` | of that row; left out: the one that is named for the whole file |
| `id` or `name` | what the row is called; left out: its number |

Columns are separated by comma, semicolon or tab, whichever the first line has most of. Other columns are not read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tansiq.formats.json_text import decode_text
from tansiq.formats.reading import BadFile, Mark

_PLACE = ("place", "text", "coordinate", "coordinates")
_LAT, _LON = ("lat", "latitude", "lat_deg"), ("lon", "lng", "longitude", "lon_deg")
_DATUM = ("datum",)
_NAME = ("id", "name")
_SEPARATORS = ",;\t"
_MOST_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """One place of a table."""

    name: str
    text: str
    """As received."""
    datum: str | None
    """As stated in the row; None where it states none."""
    mark: Mark


def read_csv(data: bytes, *, file: str) -> list[Row]:
    """The places of a table.

    Raises:
        BadFile: it has no column of places, or a row has more or fewer cells than the first line.
    """
    rows = _rows(decode_text(data, file), file)
    head = next(rows, None)
    if head is None:
        raise BadFile("the file is empty; a line with the columns' names was expected", mark=Mark(file, 1, 1))
    names = [cell.strip().lower() for cell in head[1]]
    place, lat, lon = _column(names, _PLACE), _column(names, _LAT), _column(names, _LON)
    if place is None and (lat is None or lon is None):
        raise BadFile(
            f"no column is called {' or '.join(_PLACE)}, nor lat and lon",
            mark=head[0],
            advice="Name the columns in the first line.",
        )
    datum, name = _column(names, _DATUM), _column(names, _NAME)
    found: list[Row] = []
    for mark, cells in rows:
        if len(cells) != len(names):
            raise BadFile(
                f"this row has {len(cells)} cells, the first line {len(names)}",
                mark=mark,
                advice="Put a text that holds a separator into double quotes.",
            )
        text = cells[place] if place is not None else f"{cells[lat or 0].strip()} {cells[lon or 0].strip()}"
        found.append(
            Row(
                name=_cell(cells, name) or str(len(found) + 1),
                text=text.strip(),
                datum=_cell(cells, datum),
                mark=mark,
            )
        )
    return found


def write_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table with commas, UTF-8, lines ended as RFC 4180 says."""
    lines: list[str] = []

    class Sink:
        """What the writer of the standard library writes to."""

        def write(self, line: str) -> int:
            lines.append(line)
            return len(line)

    writer = csv.writer(Sink())
    writer.writerow(head)
    writer.writerows(rows)
    return "".join(lines).encode()


def _rows(text: str, file: str) -> Iterator[tuple[Mark, list[str]]]:
    lines = [f"{line}\n" for line in text.split("\n")] if text else []
    if not lines:
        return
    separator = max(_SEPARATORS, key=lines[0].count)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFile(
                f"this is not CSV: {error}",
                mark=Mark(file, begins, 1),
                advice="Close the double quotes, and write a double quote inside a text twice.",
            ) from error
        if any(cell.strip() for cell in cells):
            if any(len(cell) > _MOST_CHARACTERS for cell in cells):
                raise BadFile(f"a cell has more than {_MOST_CHARACTERS} characters", mark=Mark(file, begins, 1))
            yield Mark(file, begins, 1), cells
        begins = reader.line_num + 1


def _column(names: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _cell(cells: list[str], column: int | None) -> str | None:
    return None if column is None else cells[column].strip() or None
