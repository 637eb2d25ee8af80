"""The forms on which one plan is written, and what the golden thread lays beside their fields."""

from apdr import golden_thread
from apdr.bank_picker import Picker
from apdr.forms.plans import (
    PREFIX,
    Outcomes,
    PlanForm,
    as_typed,
    draft_as_typed,
    outcomes_as_typed,
    outcomes_on_record,
    row_of,
)
from apdr.models import BankItem
from apdr.plan_pages import enrolments_of, in_words
from apdr.services.cycles import version_of_plan
from register.wording import day

SAVED = ("summary", "needs_addressed", "parents_part")
REMARKED_AT = {"review_other": "review_on", "summary": "evidence"}  # field: where a remark goes


class PlanDesk:
    """One plan, with the choices that belong to this pupil. `review` is what the form needs to
    ask for the day of the review (`forms.review_day`)."""

    def __init__(self, page, cycle, *, review):
        self.page, self.cycle, self.review = page, cycle, review
        on_record = page.pupil.needs.filter(ended_on=None).order_by("rank")
        needs = [*on_record.values_list("sen_type", flat=True), *cycle.needs_addressed]
        self.needs = list(dict.fromkeys(needs))
        self.seen = version_of_plan(cycle)

    def opened(self, draft):
        """(form, rows) as saved; or as this person left them, where they have not saved yet."""
        if draft:
            return self.as_typed(draft_as_typed(draft))
        saved = {name: getattr(self.cycle, name) for name in SAVED}
        lines = "\n".join(self.cycle.in_every_lesson)
        first = {"seen": self.seen, "strategies": lines, **saved}
        return self._form(initial=first), outcomes_on_record(self.cycle, **self._row_choices())

    def picker(self, data):
        return Picker(data, needs=self.needs)

    def as_typed(self, data, *, also=()):
        rows = outcomes_as_typed(data, also=also, **self._row_choices())
        return self._form(initial=as_typed(data)), rows

    def sent(self, data):
        rows = Outcomes(data, prefix=PREFIX, form_kwargs=self._row_choices())
        return self._form(data), rows

    def entries(self, rows):
        """The outcomes for the service: enrolments as rows, of this pupil only, and what each was
        made from."""
        mine = {str(one.pk): one for one in self.page.pupil.enrolments.all()}
        bank = _of_the_bank(entry["bank_item"] for entry in rows.entries)
        return [
            entry
            | {
                "enrolments": [mine[key] for key in entry["enrolments"]],
                "bank_item": bank.get(str(entry["bank_item"])),
            }
            for entry in rows.entries
        ]

    def differences(self, form, rows):
        """(what is saved now, what a form and rows would have saved), by name and as the rows of
        a table, against a plan that somebody else saved meanwhile."""
        saved = {name: getattr(self.cycle, name) for name in SAVED}
        saved["strategies"] = self.cycle.in_every_lesson
        texts = [one.text for one in self.cycle.outcomes.all()], [e["text"] for e in rows.entries]
        reviews = self.cycle.review_on, form.cleaned_data["review_on"]
        also = [
            ("Outcomes", *map(_numbered, texts)),
            ("Review", *(on and day(on) for on in reviews)),
        ]
        return saved, also

    def rows_beyond(self, rows):
        """The outcomes that are saved and are not among these rows, as rows to add to them."""
        theirs = {entry["id"] for entry in rows.entries}
        return [row_of(one) for one in self.cycle.outcomes.all() if one.pk not in theirs]

    def hang_remarks(self, form, rows):
        """Lay each remark of the golden thread beside its field: of the saved plan, and of the
        words of an outcome as they are typed."""
        said = list(golden_thread.remarks(self.cycle, on=self.page.today))
        for field in form:
            place = REMARKED_AT.get(field.name, field.name)
            field.remarks = [r for r in said if r.about is None and r.field == place]
        for row in rows:
            key = str(row["id"].value() or "")
            of_row = [r for r in said if r.about is not None and str(r.about.pk) == key]
            hang_on_row(row, of_row)

    def say_what_is_from_the_bank(self, rows):
        """Each row with what it was made from."""
        bank = _of_the_bank(row["bank_item"].value() for row in rows)
        for row in rows:
            row.from_bank = bank.get(str(row["bank_item"].value()))

    def _form(self, *args, **kwargs):
        return PlanForm(*args, needs=self.needs, **self.review, **kwargs)

    def _row_choices(self):
        linked = {
            (str(line.enrolment_id), in_words(line.enrolment.intervention)): None
            for outcome in self.cycle.outcomes.all()
            for line in outcome.provision.all()
        }
        running = dict.fromkeys(enrolments_of(self.page.pupil, on=self.page.today))
        return {
            "needs": self.needs,
            "enrolments": list(running | linked),
            "started_on": self.cycle.started_on,
        }


def hang_on_row(row, remarks=()):
    """The remarks of one outcome beside its fields; those of its words as they are typed."""
    for field in row:
        field.remarks = [remark for remark in remarks if remark.field == field.name]
    text = row["text"]
    saved = [remark for remark in text.remarks if remark.rule not in golden_thread.OF_WORDING]
    text.remarks = [*saved, *golden_thread.remarks_on_text(text.value() or "")]


def _of_the_bank(keys):
    """{key as text: item}, of what is or was in the bank."""
    asked = [key for key in keys if key]
    return {str(one.pk): one for one in BankItem.objects.with_keys(asked)} if asked else {}


def _numbered(texts):
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))
