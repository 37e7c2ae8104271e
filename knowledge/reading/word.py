"""A Word file → its text, by heading; each row of a table is told under its columns' names."""

from io import BytesIO
from zipfile import BadZipFile

from docx import Document as open_word
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from knowledge.reading.extracts import Extract, plain, table_in_words


def read_word(source: bytes) -> list[Extract]:
    """Extracts in the file's order; ValueError where it is not a Word file."""
    try:
        document = open_word(BytesIO(source))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise ValueError(
            "not a Word file (.docx) that can be opened; save it again as .docx"
        ) from error
    extracts = [Extract("")]
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            extracts[-1].lines += table_in_words(_rows(part))
            continue
        text = plain(part.text)
        style = (part.style.name or "") if part.style else ""
        if text and style.startswith(("Heading", "Title")):
            extracts.append(Extract(text))
        elif text:
            extracts[-1].lines.append(text)
    return [one for one in extracts if one.lines]


def _rows(table: Table) -> list[list[str]]:
    """The cells' words; a cell that spans several columns is told once."""
    rows = []
    for row in table.rows:
        cells = list(dict.fromkeys(row.cells))
        rows.append([plain(cell.text) for cell in cells])
    return rows
