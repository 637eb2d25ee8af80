"""The table on which a whole group is reviewed: its rows, and the one answer for the rest."""

from apdr import reviewing
from apdr.forms.reviews import RestForm, ReviewRow


class GroupTable:
    """The rows of an intervention that wait for this person, and the one answer for the rest."""

    def __init__(self, intervention, user, data=None, *, on):
        self.intervention = intervention
        mine = reviewing.of_intervention(intervention, user, on=on)
        items = reviewing.cards(mine, user=user)
        self.labels = reviewing.labels()
        self.rows = [ReviewRow(item, data, labels=self.labels) for item in items]
        self.rest = RestForm(data)
        self.has_conflict = False

    @property
    def begun(self):
        return [row for row in self.rows if row.is_bound and row.typed()]

    def is_valid(self):
        if self.rest.is_valid() and self.rest.cleaned_data["rest"]:
            for row in self.rows:
                row.expect()
        if not self.begun:
            words = "Choose how it is going in at least one row, or tick “All as expected”"
            self.rest.add_error("rest", words)
        return all([self.rest.is_valid(), *(row.is_valid() for row in self.begun)])

    def show(self, review):
        """Put what another person saved beside the row that came too late."""
        row = next(row for row in self.rows if row.item.outcome.pk == review.outcome_id)
        row.theirs = {"review": review, "rating": row.words_for(review)}
        row.see(review)
        self.has_conflict = True

    @property
    def with_errors(self):
        return [self.rest, *self.begun]
