"""Has somebody else saved this since the page was opened? Then nothing may be lost silently."""

from hashlib import sha256


class SavedMeanwhile(Exception):
    """Another person saved first. Nothing was written; the page shows both."""


def version_of(*rows, fields=()):
    """A short mark of all that these rows hold (nothing counts as a row), or of these fields alone:
    any saved change of them alters it. A form carries it from the page that was opened to the
    service that saves."""
    held = [
        [str(getattr(row, f.attname)) for f in row._meta.concrete_fields if _counts(f, fields)]
        for row in rows
        if row
    ]
    return sha256(repr(held).encode()).hexdigest()[:16]


def _counts(field, fields):
    return not fields or field.name in fields


def refuse_if_changed(seen, *rows, fields=()):
    """Raise SavedMeanwhile unless the rows are still as they were seen. None: the caller, such as
    an import, has not shown them to anybody."""
    if seen is not None and seen != version_of(*rows, fields=fields):
        raise SavedMeanwhile


def hold(row):
    """The row as it stands now, locked until the change is whole. One that is gone was saved
    meanwhile too: somebody removed it."""
    now = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if now is None:
        raise SavedMeanwhile
    return now
