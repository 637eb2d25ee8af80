"""The writing page of a draft: its texts and all its rows, as saved, as typed, as sent."""

from datetime import timedelta

from django.http import QueryDict
from django.utils import timezone

from register.conflicts import conflict
from safety.forms.plans import WriteForm
from safety.forms.rows import Contributors, Duties
from safety.rows import ROWS_OF
from safety.services.plans import save_draft, version_of_draft


class WritingPage:
    """One draft. `form` and `rows` (the formsets, in their order) are what the page shows."""

    def __init__(self, plan, draft):
        self.plan, self.draft, self.kind = plan, draft, plan.of_kind
        self.tables = [one(draft) for one in (*ROWS_OF[plan.kind], Duties, Contributors)]
        self.form, self.rows = None, []
        self.clash = None

    def open(self, typed=None):
        """As saved; or as this person left it, where they have not saved yet."""
        if typed:
            return self.show_typed(QueryDict(typed.typed))
        first = {"seen": version_of_draft(self.draft), **self.draft.answers}
        first["next_review_on"] = self.draft.next_review_on or self._proposed_review()
        self.form = WriteForm(kind=self.kind, initial=first)
        self.rows = [table.opened() for table in self.tables]

    def show_typed(self, data):
        """As typed, unchecked, with a row more or less where that was asked for."""
        self.form = WriteForm(kind=self.kind, initial=data.dict())
        self.rows = [table.typed(data) for table in self.tables]

    def send(self, data):
        """What came with the form; True where it can be saved."""
        self.form = WriteForm(data, kind=self.kind)
        self.rows = [table.sent(data) for table in self.tables]
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows)])

    def save(self, *, by):
        """SavedMeanwhile where somebody else saved first."""
        tables = list(zip(self.tables, self.rows, strict=True))
        save_draft(
            self.draft,
            by=by,
            answers=self.form.answers,
            next_review_on=self.form.cleaned_data["next_review_on"],
            write_rows=lambda: [table.write(rows.entries) for table, rows in tables],
            seen=self.form.cleaned_data["seen"],
        )

    def show_both(self, data):
        """Somebody else saved first: their texts beside this person's, and nothing is lost. Saving
        once more takes this person's."""
        self.draft.refresh_from_db()
        saved = {part.name: self.draft.answers.get(part.name, "") for part in self.form.said_in}
        saved["next_review_on"] = self.draft.next_review_on
        self.clash = conflict(self.form, saved, row=self.draft, also=self._rows_of_both())
        data = data.copy()
        data["seen"] = version_of_draft(self.draft)
        self.show_typed(data)

    @property
    def forms(self):
        """Every form of the page, for the summary of what to check."""
        return [self.form, *(row for rows in self.rows for row in rows.forms)]

    @property
    def has_errors(self):
        return any(one.is_bound and not one.is_valid() for one in (self.form, *self.rows))

    def _rows_of_both(self):
        for table, rows in zip(self.tables, self.rows, strict=True):
            yield table.title, table.in_words(table.initial()), table.in_words(rows.entries)

    def _proposed_review(self):
        return timezone.localdate() + timedelta(days=self.kind.review_after)
