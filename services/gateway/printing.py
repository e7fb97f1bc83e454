"""Papers as they are handed out: a page to print, or a workbook.

Both show exactly what the service wrote; a text that begins like a formula stays a text.
"""

from html import escape
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 48
_STYLE = """
body{font:11pt/1.4 system-ui,"Noto Sans SC",sans-serif;margin:14mm}
h1{font-size:16pt;margin:0}p{color:#555;margin:2mm 0 6mm}h2{font-size:12pt;margin:6mm 0 2mm}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #999;padding:1.5mm 2mm;text-align:left;vertical-align:top}
th{background:#eee}tr{break-inside:avoid}thead{display:table-header-group}@page{size:A4 landscape;margin:10mm}
"""


def as_html(paper: dict[str, Any]) -> str:
    """A page that prints well on A4; no script, nothing from elsewhere."""
    title = escape(paper["title"])
    sheets = "".join(_html_sheet(sheet) for sheet in paper["sheets"])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f"<p>{escape(paper['kind'])} · {escape(paper['reader'])} · plan {int(paper['plan'])}</p>"
        f"{sheets}</body></html>"
    )


def _html_sheet(sheet: dict[str, Any]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in sheet["columns"])
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in sheet["rows"]
    )
    return (
        f"<h2>{escape(sheet['heading'])}</h2>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def as_workbook(paper: dict[str, Any]) -> bytes:
    """A workbook with one sheet for each table; the first row is the header."""
    book = Workbook(write_only=True)
    for number, sheet in enumerate(paper["sheets"], start=1):
        page = book.create_sheet(_sheet_name(sheet["heading"], number))
        page.freeze_panes = "A2"
        columns = [[column, *cells] for column, *cells in zip(sheet["columns"], *sheet["rows"], strict=True)]
        for index, texts in enumerate(columns):
            width = min(_WIDEST, max(map(len, texts)) + 2)
            page.column_dimensions[chr(ord("A") + index)].width = width
        page.append([_text(page, column, bold=True) for column in sheet["columns"]])
        for row in sheet["rows"]:
            page.append([_text(page, cell, bold=False) for cell in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet_name(heading: str, number: int) -> str:
    """A workbook takes 31 letters and none of these."""
    plain = "".join(" " if letter in "[]:*?/\\" else letter for letter in heading)
    return plain[:31].strip() or f"Sheet {number}"


def _text(page: Any, text: str, *, bold: bool) -> Cell:
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
