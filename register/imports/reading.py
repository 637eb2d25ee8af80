"""Open an upload safely: what it is by its content, never by its name, no further than is safe.

Nothing here trusts the sender: the size is counted as it streams in, packed files are measured
before they are unpacked, and an XML file with a DOCTYPE is refused before it is parsed.
"""

from collections.abc import Iterable

from .csv_reader import read_csv
from .ctf_reader import read_ctf
from .sheets import MEGABYTE, MOST_BYTES, Sheet, UnreadableFile
from .text import decode, has_control_characters
from .xlsx_reader import read_xlsx

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007, and every password-protected XLSX
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NAMED = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a word-processor document",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
_TAKES = "Upload a CSV file, an Excel workbook (.xlsx) or a Common Transfer File (.xml)."


def read_upload(chunks: Iterable[bytes]) -> Sheet:
    """The sheet in an upload that arrives in pieces; UnreadableFile where it cannot be taken."""
    return read(within_limit(chunks))


def within_limit(chunks: Iterable[bytes]) -> bytes:
    """All the bytes, unless more come than may be sent: it stops at the piece too many."""
    pieces, total = [], 0
    for piece in chunks:
        total += len(piece)
        if total > MOST_BYTES:
            raise UnreadableFile(
                f"This file is larger than {MOST_BYTES // MEGABYTE} MB, the most that can be read. "
                "Leave out columns that the register does not need, or split the file."
            )
        pieces.append(piece)
    return b"".join(pieces)


def read(content: bytes) -> Sheet:
    """The sheet in a file's bytes; UnreadableFile where it cannot be taken."""
    if not content.strip():
        raise UnreadableFile("This file is empty. Export it again from your school's system.")
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return read_xlsx(content)
    if content.startswith(_OLE):
        raise _old_or_locked_workbook(content)
    for mark, name in _NAMED.items():
        if content.startswith(mark):
            raise UnreadableFile(f"This is {name}, whatever its name says. {_TAKES}")
    return _read_text(content)


def _old_or_locked_workbook(content: bytes) -> UnreadableFile:
    if _ENCRYPTED in content:
        return UnreadableFile(
            "This workbook is locked with a password. Remove the password in Excel, save it, and "
            "upload it again."
        )
    return UnreadableFile(
        "This is a file of an old kind (.xls or another Office file of before 2007). Open it in "
        "Excel, save it as “Excel Workbook (.xlsx)”, and upload that."
    )


def _read_text(content: bytes) -> Sheet:
    text, warnings = decode(content)
    if has_control_characters(text):
        raise UnreadableFile(f"This file does not hold readable text. {_TAKES}")
    start = text.lstrip()[:200].casefold()
    if start.startswith(("<!doctype html", "<html")):
        raise UnreadableFile(
            "This is a web page, whatever its name says. Some systems save reports this way: open "
            "it in Excel, save it as “Excel Workbook (.xlsx)”, and upload that."
        )
    if start.startswith("<"):
        return read_ctf(text, warnings)
    return read_csv(text, warnings)
