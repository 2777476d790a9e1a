"""Lists as files for spreadsheets. A cell that a spreadsheet would run as a formula is made plain text.

Source: OWASP, CSV injection: a cell that begins with = + - @, a tab or a return may be run; also after spaces.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"  # tells spreadsheets that the text is UTF-8
Row = Sequence[Any]


def neutral(value: Any) -> Any:
    """`value` itself, or its text behind an apostrophe when a spreadsheet could take it for a formula."""
    if not isinstance(value, str):
        return value
    begins = value.lstrip(" \u00a0\u202f\u3000")
    return f"'{value}" if begins.startswith(DANGEROUS) or value.startswith(DANGEROUS) else value


class _Line:
    """What csv.writer writes to: keeps the last line."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Row], *, delimiter: str = ",") -> Iterator[str]:
    """The rows as lines of a CSV file, one at a time, in UTF-8 with its mark; days in ISO form."""
    writer = csv.writer(_Line(), delimiter=delimiter, lineterminator="\r\n")
    yield BOM
    for row in rows:
        yield writer.writerow([_text(cell) for cell in row])


def _text(value: Any) -> Any:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else neutral(value)


def xlsx(rows: Iterable[Row], *, title: str) -> BinaryIO:
    """The rows as an XLSX file on the disk, open at its start; memory does not grow with the rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for row in rows:
        sheet.append([_cell(value) for value in row])
    file = TemporaryFile()  # noqa: SIM115  # the answer closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(value: Any) -> Any:
    """Days, numbers and plain text; what XML cannot hold is left out."""
    if isinstance(value, str):
        return neutral(ILLEGAL_CHARACTERS_RE.sub("", value))
    return value
