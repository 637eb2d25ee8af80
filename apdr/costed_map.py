"""A pupil's costed provision map: what support they have in a school year, what it costs, what it
works towards and what came of it. Local authorities ask for it with a request for an assessment or
for top-up (domain/staffing-and-funding.md)."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass

import xlsxwriter

from apdr.costing import Costing, PlaceCost, groups_of, line_of, span_of, top_ups_of
from apdr.costs import Span, Split, hours_a_week, weeks_of_school
from apdr.models import Enrolment, OutcomeProvision, SessionRecord
from apdr.reviewing import labels
from register.desk.exports import BYTE_ORDER_MARK, harmless

Happened = SessionRecord.Happened
HEADINGS = (
    "Support", "Area", "Layer", "Led by", "From", "To", "Minutes", "Sessions a week",
    "Pupils in the group", "Hours a week", "Weeks of school", "Sessions had", "Cost to date",
    "Cost in the year", "Works towards", "What came of it",
)  # fmt: skip
MONEY = frozenset({"Cost to date", "Cost in the year"})


@dataclass(frozen=True)
class CostedLine:
    """One place of the pupil in an intervention, over a school year."""

    place: Enrolment
    span: Span
    size: int
    hours_a_week: float
    weeks: float
    had: int
    part: int
    missed: int
    cost: PlaceCost
    outcomes: list

    @property
    def intervention(self):
        return self.place.intervention

    @property
    def sessions_had(self):
        """Whole sessions, parts as halves."""
        return self.had + self.part / 2

    @property
    def to_date(self):
        return self.cost.to_date

    @property
    def total(self):
        return self.cost.total


@dataclass(frozen=True)
class CostedMap:
    lines: list
    split: Split
    to_date: int
    without_rate: int
    year: object
    is_known: bool


def costed_map(pupil, *, school, today, year=None):
    """The pupil's map of a school year, with its costs."""
    costing = Costing(school, today=today, year=year)
    span = span_of(costing.year)
    places = list(
        Enrolment.objects.filter(pupil=pupil)
        .touching(span.first, span.last)
        .select_related("intervention__led_by")
        .order_by("starts_on", "intervention__name")
    )
    lines = _lines(places, costing)
    total = sum(line.total or 0 for line in lines)
    top_up = top_ups_of(costing.year, [pupil.pk]).get(pupil.pk, 0)
    return CostedMap(
        lines=lines,
        split=Split(total, line_of(costing.year), top_up),
        to_date=sum(line.to_date or 0 for line in lines),
        without_rate=sum(line.total is None for line in lines),
        year=costing.year,
        is_known=costing.is_known,
    )


def _lines(places, costing):
    interventions = [place.intervention for place in places]
    groups = groups_of(interventions)
    costs = costing.of_groups(interventions, groups)
    sessions, outcomes = _sessions(places, costing.span), _outcomes(places)
    return [
        _line(place, groups[place.intervention_id], costs, sessions[place.pk], outcomes, costing)
        for place in places
    ]


def _line(place, group, costs, sessions, outcomes, costing):
    one = place.intervention
    span = Span(place.starts_on, place.ends_on or costing.span.last).within(costing.span)
    day = min(max(costing.today, span.first), span.last)
    return CostedLine(
        place=place,
        span=span,
        size=sum(other.first <= day <= other.last for _, other in group),
        hours_a_week=float(hours_a_week(one.minutes, one.sessions_a_week)),
        weeks=float(weeks_of_school(span, costing.school_days or [])),
        had=sessions[Happened.YES],
        part=sessions[Happened.PART],
        missed=sessions[Happened.NO],
        cost=costs[place.pk],
        outcomes=outcomes[place.pk],
    )


def _sessions(places, span):
    """{key of a place: {happened: number}}"""
    counts = defaultdict(lambda: defaultdict(int))
    records = SessionRecord.objects.filter(
        enrolment__in=places, session__held_on__range=(span.first, span.last)
    )
    for place, happened in records.values_list("enrolment", "happened"):
        counts[place][happened] += 1
    return counts


def _outcomes(places):
    """{key of a place: [(the cycle and what it works towards, how that went)]}, oldest first"""
    words, found = dict(enumerate(labels(), start=1)), defaultdict(list)
    worked = OutcomeProvision.objects.filter(enrolment__in=places)
    worked = worked.order_by("outcome__cycle__started_on", "outcome__position")
    for place, cycle, text, rating in worked.values_list(
        "enrolment", "outcome__cycle__title", "outcome__text", "outcome__review__rating"
    ):
        found[place].append((f"{cycle}: {text}", words.get(rating, "Not reviewed yet")))
    return found


# As a file ----------------------------------------------------------------------------------------
def _cells(line):
    one, place = line.intervention, line.place
    return (
        one.name, one.get_area_display(), one.get_layer_display(), one.led_by.name,
        f"{place.starts_on:%d/%m/%Y}", f"{place.ends_on:%d/%m/%Y}" if place.ends_on else "",
        one.minutes, float(one.sessions_a_week), line.size, round(line.hours_a_week, 2),
        round(line.weeks, 1), line.sessions_had, _pounds(line.to_date), _pounds(line.total),
        "; ".join(text for text, _ in line.outcomes),
        "; ".join(came for _, came in line.outcomes),
    )  # fmt: skip


def _pounds(pence):
    return "No hourly rate" if pence is None else pence / 100


def _sums(costed):
    """(words, pence) of what stands under the lines."""
    split = costed.split
    return [
        ("Cost to date", costed.to_date),
        (f"Cost in {costed.year}", split.cost),
        ("The school pays up to", split.line),
        ("The school’s share", split.school_share),
        ("Above the line", split.above),
        ("Top-up of the year", split.top_up),
        ("Unfunded" if split.gap >= 0 else "Surplus", abs(split.gap)),
    ]


def as_csv(costed):
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for line in costed.lines:
        writer.writerow([_harmless(cell) for cell in _cells(line)])
    writer.writerow([])
    writer.writerows([words, f"{pence / 100:.2f}"] for words, pence in _sums(costed))
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _harmless(cell):
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return harmless(cell) if isinstance(cell, str) else cell


def as_xlsx(costed):
    """Numbers as numbers, everything else as text: no cell is a formula."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Costed provision")
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "£#,##0.00"})
    for place, title in enumerate(HEADINGS):
        sheet.write_string(0, place, title, bold)
        sheet.set_column(place, place, 18 if len(title) < 14 else 26)
    for row, line in enumerate(costed.lines, start=1):
        for place, cell in enumerate(_cells(line)):
            look = money if HEADINGS[place] in MONEY else None
            _write(sheet, row, place, cell, look)
    for row, (words, pence) in enumerate(_sums(costed), start=len(costed.lines) + 2):
        sheet.write_string(row, 0, words, bold)
        sheet.write_number(row, 1, pence / 100, money)
    sheet.freeze_panes(1, 1)
    book.close()
    return file.getvalue()


def _write(sheet, row, place, cell, look):
    if isinstance(cell, str):
        sheet.write_string(row, place, cell)
    else:
        sheet.write_number(row, place, cell, look)
