"""What happened with the safety plans of a school of the demo: packs and doses, care, drills, and
force where it was used."""

from datetime import date, timedelta

from safety.models import (
    CareEvent,
    Correction,
    Dose,
    Drill,
    DrillResult,
    ParentsTold,
    PartOfDay,
    RestrictiveIntervention,
    StaffInvolved,
    Supply,
)
from schools.school_year import each_day
from trust_send.demo import safety_words as says
from trust_send.demo.chance import dice
from trust_send.demo.safety_paper import (
    DRILL_WRONG,
    FORCE_USED,
    NO_PACK,
    PACK_EXPIRED,
    PACK_SOON,
    THREE,
    at,
)

WEEKS_OF_DOSES, WEEKS_OF_CARE = 3, 2
RECORDS = {"special": 6, "secondary": 3}
IN_FORCE_SINCE = date(2026, 4, 1)  # Education and Inspections Act 2006, s93A
RECORDS_AT = {"orchard-lane": 1}
FEW = 3


class Days:
    """The rows of what happened, for plans that are in force."""

    def __init__(self, school, papers):
        self.school, self.papers, self.on = school, papers, school.on
        self.days = school.days

    def rows(self):
        for paper in self.papers:
            yield from self.of_kind(paper)
        yield from self.drills()
        yield from self.records()

    def of_kind(self, paper):
        if paper.case.kind == "healthcare":
            yield from self.packs(paper)
            yield from self.doses(paper)
        if paper.case.kind == "intimate":
            yield from self.care(paper)

    def school_days(self, weeks, since):
        """Yesterday is the last of them: today's are for the visitor."""
        first = max(self.on - timedelta(weeks=weeks), since + timedelta(days=1))
        days = each_day(first, self.school.yesterday)
        return [day for day in days if self.days.is_school_day(day)]

    # Medicines --------------------------------------------------------------------------------
    def packs(self, paper):
        """One good pack of each medicine; what is the matter is the matter with the first."""
        for place, drug in enumerate(paper.case.drugs):
            twist = paper.twist if place == 0 else ""
            if twist != NO_PACK:
                yield Supply(
                    plan=paper.plan, pupil=paper.pupil, medicine=drug.name, quantity=drug.pack,
                    kept=drug.kept, received_by=self.school.medical, received_on=paper.signed_on,
                    expires_on=self.on + timedelta(days=self.good_for(paper, twist)),
                )  # fmt: skip

    def good_for(self, paper, twist):
        return {PACK_EXPIRED: -9, PACK_SOON: 16}.get(twist) or paper.throw.randrange(120, 500)

    def doses(self, paper):
        """Those for a time on each school day; those when needed on some."""
        days = self.school_days(WEEKS_OF_DOSES, paper.signed_on)
        for drug in paper.case.drugs:
            for hour, minute in drug.at:
                for place, day in enumerate(days):
                    yield self.dose(paper, drug, at(day, hour, minute + place % 4), place)
        for name, amount, note in paper.case.log:
            since = self.school_days(WEEKS_OF_DOSES * 2, paper.signed_on)
            if since:
                moment = at(paper.throw.choice(since), 13, paper.throw.randrange(5, 55))
                yield self.entry(paper, name, moment, amount=amount, reaction=note)

    def dose(self, paper, drug, moment, place):
        """One in nine is not given; the family is told, all but the last time."""
        if place % 9 == 6:
            why, told = says.NOT_GIVEN[place // 9 % 2]
            return self.entry(paper, drug.name, moment, not_given_why=why, parents_told_how=told)
        return self.entry(paper, drug.name, moment, amount=drug.dose)

    def entry(self, paper, name, moment, **said):
        by, seen = paper.throw.sample([*paper.at_work, self.school.medical], 2)
        return Dose(
            plan=paper.plan, pupil=paper.pupil, medicine=name, given_at=moment, given_by=by,
            witness=seen if paper.case.about == "Diabetes" else None, written_by=by,
            written_at=moment + timedelta(minutes=4), **said,
        )  # fmt: skip

    # Care -------------------------------------------------------------------------------------
    def care(self, paper):
        for place, day in enumerate(self.school_days(WEEKS_OF_CARE, paper.signed_on)):
            for hour in (10, 12) if place % 3 else (10, 12, 14):
                yield self.care_event(paper, at(day, hour, paper.throw.randrange(10, 50)))

    def care_event(self, paper, moment):
        """With the hoist it takes two; they see the skin."""
        by, other = paper.throw.sample([paper.helper, paper.deputy], 2)
        takes_two = paper.case is says.CHANGING
        return CareEvent(
            plan=paper.plan, pupil=paper.pupil, happened_at=moment, given_by=by,
            second_adult=other if takes_two else None, what=paper.throw.choice(paper.case.log),
            unusual=says.UNUSUAL if takes_two and paper.throw.random() < 0.03 else "",
            written_by=by, written_at=moment + timedelta(minutes=6),
        )  # fmt: skip

    # Drills -----------------------------------------------------------------------------------
    def drills(self):
        """One last school year and one this term, in each building."""
        last = self.days.previous_school_day(date(self.school.year.start, 3, 12))
        this = self.days.previous_school_day(self.on - timedelta(days=21))
        for building in self.school.buildings.values():
            yield from self.drill(building, at(last, 10, 40), PartOfDay.MORNING, 0)
            yield from self.drill(building, at(this, 13, 50), PartOfDay.AFTERNOON, 1)

    def drill(self, building, began_at, part, number):
        drill = Drill(
            building=building, began_at=began_at, part=part, led_by=self.school.site,
            ended_at=began_at + timedelta(seconds=395 - number * 40),
            found=says.DRILL_FOUND[number],
        )  # fmt: skip
        yield drill
        for paper in self.with_peep(building, began_at.date()):
            yield self.result(drill, paper, is_last_year=not number)

    def with_peep(self, building, day):
        of_building = (paper for paper in self.papers if paper.building == building)
        return [paper for paper in of_building if paper.signing_days[0] < day]

    def result(self, drill, paper, *, is_last_year):
        wrong, changed = says.WENT_WRONG[paper.case.about]
        goes_wrong = paper.twist == (THREE if is_last_year else DRILL_WRONG)
        throw = dice("drill", paper.demo.key, is_last_year)
        return DrillResult(
            drill=drill, plan=paper.plan, pupil=paper.pupil, helped_by=paper.at_work[0],
            out_after=throw.randrange(260, 340) if goes_wrong else throw.randrange(70, 200),
            help_after=45 if goes_wrong else None,
            went_wrong=paper.say(wrong) if goes_wrong else "",
            changed=paper.say(changed) if goes_wrong and is_last_year else "",
        )  # fmt: skip

    # Force ------------------------------------------------------------------------------------
    def records(self):
        """After the plan that now needs review; some before a plan that was written anew; in the
        special school one of yesterday, and the family is not reached yet."""
        many = RECORDS.get(self.school.demo.phase, RECORDS_AT.get(self.school.demo.slug, 0))
        after = [paper for paper in self.papers if paper.twist == FORCE_USED]
        before = [
            paper for paper in self.papers
            if paper.case in (says.BEHAVIOUR, says.RUNS) and paper not in after
        ]  # fmt: skip
        for place, paper in enumerate([*after, *before][:many]):
            is_fresh = many > FEW and place == 1
            begin = self.on if paper in after else paper.signed_on - timedelta(days=5)
            day = self.on if is_fresh else begin - timedelta(days=4 + place)
            day = self.days.previous_school_day(day)
            if day >= IN_FORCE_SINCE:
                yield from self.record(place, paper, day, is_told=not is_fresh)

    def record(self, place, paper, day, *, is_told):
        said = dict(says.HELD[place % len(says.HELD)])
        began_at = at(day, 13, 12 + place)
        ended_at = began_at + timedelta(minutes=said.pop("minutes"))
        step = paper.demo.step_on(day)
        kinds = said.pop("kinds")
        words = {name: paper.say(text) for name, text in said.items()}
        held = RestrictiveIntervention(
            pupil=paper.pupil, began_at=began_at, ended_at=ended_at, recorded_by=paper.deputy,
            recorded_at=ended_at + timedelta(hours=2, minutes=7 * place), kinds=kinds,
            status_then=paper.demo.status_on(day), needs_then=list(step.needs) if step else [],
            **words,
        )  # fmt: skip
        yield held
        mine = {"intervention": held, "pupil": paper.pupil}
        yield StaffInvolved(**mine, user=paper.helper, part="used")
        yield StaffInvolved(**mine, user=paper.deputy, part="saw")
        if is_told:
            how = ("By telephone", "In person, at the gate")[place % 2]
            told_at = ended_at + timedelta(minutes=80 + 15 * place)
            yield ParentsTold(
                **mine, told_at=told_at, how=how, told_by=paper.deputy, written_at=told_at
            )
        if place == 2:
            yield Correction(
                **mine, text=says.CORRECTION, written_by=paper.deputy,
                written_at=held.recorded_at + timedelta(hours=20),
            )  # fmt: skip
