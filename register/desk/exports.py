"""The register as a file, for a spreadsheet. A cell is text or a date, and never a formula."""

import csv
import io
from datetime import date

import xlsxwriter

from register.desk.columns import exported

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads accents wrongly
WIDEST = 40


def as_csv(columns, entries):
    """Dates day first, as the school's own system writes them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    headings, values = zip(*exported(columns), strict=True)
    writer.writerow(headings)
    writer.writerows([harmless(_text(value(entry))) for value in values] for entry in entries)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def harmless(text):
    """A leading quote stops a spreadsheet from reading what somebody typed as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _text(value):
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")


def as_xlsx(columns, entries):
    """One sheet: real dates, everything else text, a first row and column that stay in sight."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Register")
    heading, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd mmm yyyy"})
    for place, (title, value) in enumerate(exported(columns)):
        sheet.write_string(0, place, title, heading)
        cells = [value(entry) for entry in entries]
        for row, cell in enumerate(cells, start=1):
            if isinstance(cell, date):
                sheet.write_datetime(row, place, cell, day)
            else:
                sheet.write_string(row, place, str(cell or ""))
        widest = max(len(_text(cell)) for cell in [title, *cells])
        sheet.set_column(place, place, min(widest, WIDEST) + 2)
    sheet.freeze_panes(1, 2)
    book.close()
    return file.getvalue()
