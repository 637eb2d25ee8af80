"""Files as schools' systems export them, and as nobody should send them, made in memory."""

import csv
import io
import zipfile
from pathlib import Path

import openpyxl

CTF_EXAMPLE = Path(__file__).parent.parent / "data" / "ctf_example.xml"
HEADINGS = ("UPN", "Surname", "Forename", "DOB", "Sex", "Year", "Reg", "SEN Status", "SEN Need")
ALBA = ("T999400126001", "Sample", "Alba", "03/10/2017", "F", "4", "4B", "K", "SLCN")
RAVI = ("G999400126002", "Muster", "Ravi", "11/02/2018", "M", "3", "3A", "", "")


def csv_of(*rows, separator=",", encoding="utf-8"):
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue().encode(encoding)


def xlsx_of(*rows, title="Sheet1", change=None):
    """A workbook with these rows; `change` gets it before it is saved."""
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(row)
    if change:
        change(workbook)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def with_parts(content, **parts):
    """The same packed file with parts added or replaced; `__` in a name stands for `/`."""
    new = io.BytesIO()
    replaced = {name.replace("__", "/"): data for name, data in parts.items()}
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w", 8) as made:
        for part in old.infolist():
            if part.filename not in replaced:
                made.writestr(part, old.read(part))
        for name, data in replaced.items():
            made.writestr(name, data)
    return new.getvalue()


def ctf_of(pupils, version="26.0", header="", prolog=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<CTfile><Header>'
        f"<CTFversion>{version}</CTFversion>{header}</Header>"
        f"<CTFpupilData>{pupils}</CTFpupilData></CTfile>"
    ).encode()
