"""Does every need lead to an outcome, every outcome to support, and can all of it be checked?

Rules are data (`data/golden_thread.json`), each with the reason a teacher reads and its source.
They show beside the field and never stop anybody from saving. No AI: the same plan gives the same
remarks every time.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from apdr.deadlines import is_review_too_far
from apdr.models.cycle import EvidenceKind
from apdr.models.provision import Enrolment
from register import codes

_DATA = json.loads((Path(__file__).parent / "data" / "golden_thread.json").read_text("utf-8"))
RULES = {rule["id"]: rule for rule in _DATA["rules"]}
CARRIED_TOO_OFTEN = 3
OF_WORDING = frozenset({"outcome_is_provision", "outcome_is_vague"})


def _any_of(words, *, at_start):
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    begin = r"^(?:(?:to|will|the pupil will|they will|he will|she will)\s+)?" if at_start else r"\b"
    return re.compile(rf"{begin}({'|'.join(longest_first)})\b", re.IGNORECASE)


_SERVICE = _any_of(_DATA["service_words"], at_start=True)
_VAGUE = _any_of(_DATA["vague_words"], at_start=False)


@dataclass(frozen=True)
class Remark:
    """What a rule says of a plan. `about` is the outcome or intervention it concerns, or None."""

    rule: str
    text: str
    about: object = None
    field: str = ""

    @property
    def reference(self):
        return RULES[self.rule]["reference"]


def remarks(cycle, *, on):
    """Every remark on this plan, in the order of its page. Reads `outcomes`, `evidence`,
    `strategies` and `provision`: prefetch them (`CycleQuerySet.whole`). One question more asks
    what the pupil takes part in."""
    outcomes = list(cycle.outcomes.all())
    found = [*_of_plan(cycle, outcomes), *_of_support(cycle, outcomes, on)]
    for outcome in outcomes:
        found += _of_outcome(outcome, cycle, on)
    return found


def remarks_on_text(text):
    """What can be said of an outcome's wording alone, while it is being typed."""
    if _SERVICE.search(text.strip()):
        yield _remark("outcome_is_provision", field="text")
    vague = dict.fromkeys(word.lower() for word in _VAGUE.findall(text))
    if vague:
        yield _remark("outcome_is_vague", field="text", word="” and “".join(vague))


def remarks_on_carrying(outcome):
    """What is to be said before an outcome is carried on into one more cycle."""
    return _carried_too_often(outcome, outcome.times_carried() + 2)


def _of_plan(cycle, outcomes):
    kinds = {evidence.kind for evidence in cycle.evidence.all()}
    if EvidenceKind.PUPIL_VOICE not in kinds:
        yield _remark("no_pupil_voice", field="evidence")
    if EvidenceKind.PARENT_VOICE not in kinds:
        yield _remark("no_parent_voice", field="evidence")
    addressed = {outcome.need for outcome in outcomes}
    for need in cycle.needs_addressed:
        if need not in addressed:
            yield _remark(
                "need_without_outcome",
                field="needs_addressed",
                need=codes.SEN_TYPES[need].label,
            )
    if not cycle.is_agreed:
        yield _remark("parents_not_told", field="parents_told_on")
    if cycle.review_on is None:
        yield _remark("no_review_date", field="review_on")
    elif is_review_too_far(cycle.started_on, cycle.review_on):
        yield _remark("review_too_far", field="review_on")


def _of_support(cycle, outcomes, on):
    """The thread backwards: what is given, and for which outcome."""
    if cycle.strategies.all() and not outcomes:
        yield _remark("strategies_without_outcome", field="strategies")
    worked = {line.enrolment_id for outcome in outcomes for line in outcome.provision.all()}
    places = Enrolment.objects.filter(pupil=cycle.pupil_id).on(on).exclude(pk__in=worked)
    for name in places.order_by("intervention__name").values_list("intervention__name", flat=True):
        yield _remark("provision_without_outcome", field="strategies", name=name)


def _of_outcome(outcome, cycle, on):
    for field, rule in (
        ("baseline", "outcome_without_baseline"),
        ("measure", "outcome_without_measure"),
        ("target", "outcome_without_target"),
        ("by_on", "outcome_without_date"),
    ):
        if not getattr(outcome, field):
            yield _remark(rule, outcome, field=field)
    if outcome.by_on and outcome.by_on < on:
        yield _remark("outcome_past_its_date", outcome, field="by_on")
    for remark in remarks_on_text(outcome.text):
        yield Remark(remark.rule, remark.text, outcome, remark.field)
    yield from _carried_too_often(outcome, outcome.times_carried() + 1)
    if not _is_supported(outcome, cycle):
        yield _remark("outcome_without_provision", outcome, field="enrolments")
    for line in outcome.provision.all():
        if _lacks_detail(line.enrolment.intervention):
            yield _remark(
                "provision_without_detail",
                outcome,
                field="enrolments",
                name=line.enrolment.intervention.name,
            )


def _carried_too_often(outcome, cycles):
    if cycles >= CARRIED_TOO_OFTEN:
        yield _remark("outcome_carried_three_times", outcome, field="text", count=cycles)


def _is_supported(outcome, cycle):
    """By an intervention or a strategy of its own, or by what is done in every lesson: that counts
    for each outcome of the plan, for good teaching may be all that it takes (Code 6.37)."""
    strategies = cycle.strategies.all()
    return bool(outcome.provision.all()) or any(
        s.outcome_id in (None, outcome.pk) for s in strategies
    )


def _lacks_detail(intervention):
    return not (intervention.led_by_id and intervention.minutes and intervention.sessions_a_week)


def _remark(rule, about=None, *, field="", **words):
    return Remark(rule, RULES[rule]["says"].format(**words), about, field)
