from datetime import date

import pytest

from register.models import Pupil
from register.services import imports

from .files import HEADINGS, csv_of

TODAY = date(2026, 11, 24)


class Roll:
    """The roll of Alder, filled and changed by files alone."""

    def __init__(self, cast):
        self.cast, self.by = cast, cast.sendco

    def check(self, *rows, headings=HEADINGS, content=None, on=TODAY):
        """The batch of a file with these rows, checked."""
        content = content or csv_of(headings, *rows)
        batch = imports.start_import(content, by=self.by, file_name="roll.csv")
        return imports.check(batch, by=self.by, on=on)

    def load(self, *rows, on=TODAY, **file):
        """The batch of a file with these rows, saved."""
        return imports.save_import(self.check(*rows, on=on, **file), by=self.by, on=on)

    def decide(self, row, **decision):
        imports.decide(row, by=self.by, decision=decision)
        return imports.check(row.batch, by=self.by, on=TODAY)

    def row(self, batch, result=None):
        """The one row of this batch (with this result)."""
        return batch.rows.get(**({"result": result} if result else {}))

    @staticmethod
    def pupil(upn):
        return Pupil.objects.get(upn=upn)


@pytest.fixture
def roll(cast):
    return Roll(cast)
