"""From bytes to letters: UTF-8, UTF-16, and the Windows-1252 that older exports are written in."""

import codecs

from .sheets import UnreadableFile

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ALLOWED_CONTROLS = {"\t", "\n", "\r", "\f", "\v"}


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and what to warn about. UTF-8 is tried first, since text in another encoding is all
    but never valid UTF-8."""
    for encoding in (_encoding_by_start(content), "utf-8", "cp1252"):
        if encoding is None:
            continue
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text, _doubt(text, encoding)
    raise UnreadableFile(
        "The letters in this file cannot be read. In Excel choose “Save as”, then "
        "“CSV UTF-8 (Comma delimited)”, and upload that."
    )


def _encoding_by_start(content: bytes) -> str | None:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return encoding
    if len(content) < 4:
        return None
    if not any(content[1:8:2]):  # English text in UTF-16 has a nought in every other byte
        return "utf-16-le"
    return None if any(content[0:8:2]) else "utf-16-be"


def _doubt(text: str, encoding: str) -> tuple[str, ...]:
    if encoding == "cp1252" and not text.isascii():
        return (
            "This file is not written in UTF-8, so letters such as é or ł may have been lost. "
            "Check names with accents before you save.",
        )
    if "\N{REPLACEMENT CHARACTER}" in text:
        return (
            "Some letters in this file were lost before it reached us (they show as �). Check "
            "names with accents before you save.",
        )
    return ()


def has_control_characters(text: str) -> bool:
    """True for what no exported table holds, NULs and the like: it is a file of another kind."""
    return any((c < " " or "\x7f" <= c <= "\x9f") and c not in _ALLOWED_CONTROLS for c in set(text))
