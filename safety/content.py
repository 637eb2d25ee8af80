"""The rows that a version holds beside its texts: read as one, copied into the next version."""

from django.apps import apps

from safety.models import Control, Duty, Version, VersionRow

# Rows that point at other rows of the same version come after those they point at.
LAST = (Control, Duty)
POINTERS = ("hazard", "place")


def row_models():
    """Every model of rows of a version, in the order in which they can be written."""
    found = [model for model in apps.get_app_config("safety").get_models() if _is_row(model)]
    return sorted(found, key=lambda model: (model in LAST, model._meta.model_name))


def rows_of(version):
    """All rows of this version, in one order."""
    return [row for model in row_models() for row in model.objects.filter(version=version)]


def copy_rows(before: Version, after: Version):
    """Give the new version a copy of each row of the one before: all but the signatures."""
    copies = {}
    for row in rows_of(before):
        key = row.pk
        row.pk, row.version, row._state.adding = row._meta.pk.get_default(), after, True
        for name in POINTERS:
            pointed = getattr(row, f"{name}_id", None)
            if pointed:
                setattr(row, f"{name}_id", copies[pointed])
        row.save(force_insert=True)
        copies[key] = row.pk


def _is_row(model):
    return issubclass(model, VersionRow)
