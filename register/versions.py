"""Has somebody else saved this since the page was opened? Then nothing may be lost silently."""

from hashlib import sha256


class SavedMeanwhile(Exception):
    """Another person saved first. Nothing was written; the page shows both."""


def version_of(*rows):
    """A short mark of all that these rows hold (nothing counts as a row): any saved change of
    them alters it. A form carries it from the page that was opened to the service that saves."""
    held = [
        [str(getattr(row, f.attname)) for f in row._meta.concrete_fields] for row in rows if row
    ]
    return sha256(repr(held).encode()).hexdigest()[:16]


def refuse_if_changed(seen, *rows):
    """Raise SavedMeanwhile unless the rows are still as they were seen. None: the caller, such as
    an import, has not shown them to anybody."""
    if seen is not None and seen != version_of(*rows):
        raise SavedMeanwhile


def hold(row):
    """The row as it stands now, locked until the change is whole."""
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
