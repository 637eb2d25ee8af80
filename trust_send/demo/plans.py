"""Filling a school's plans: two or three terms of assess, plan, do and review, and the support
that goes with them, as teachers, the SENDCo and those who lead the groups enter it."""

from collections import defaultdict
from datetime import timedelta
from functools import cached_property
from itertools import pairwise

from apdr.models import BankItem, Intervention, SessionRecord
from apdr.services.costs import give_top_up, set_budget, set_rate
from apdr.services.cycles import (
    add_evidence,
    agree_plan,
    close_cycle,
    hold_parent_meeting,
    save_plan,
    start_cycle,
    start_next_cycle,
    unmet,
)
from apdr.services.provision import end_enrolment, enrol, log_session, make_intervention
from apdr.services.reviews import save_review
from audit.context import acting
from register.codes import EHC_PLAN, ON_REGISTER
from schools.school_year import each_day
from trust_send.demo import plan_words as says
from trust_send.demo.chance import dice
from trust_send.demo.trust import ORCHARD_LANE
from trust_send.demo.words import HELPS, age_of, said_of

EVERYBODY_AT = ("orchard-lane", "sallowfield")
ONE_IN = 6  # pupils of the register with plans, in the other schools
TERMS = {"orchard-lane": 3, "sallowfield": 2}
BEGIN_AFTER, REVIEW_BEFORE = timedelta(days=8), timedelta(days=9)  # of a term's first, last day
TOLD_AFTER = timedelta(days=5)
SETTLED = timedelta(days=28)  # of a term, before its cycles are under way
MOST_DUE = 6  # days ago
WEEKS_OF_SESSIONS = {"orchard-lane": 11}
IN_ALL = 7  # pupils to a group of the demo, at most
TEACHING_ASSISTANT, MENTOR = "Teaching assistant", "Learning mentor"
RATES = {TEACHING_ASSISTANT: (1684, 1752), MENTOR: (1937, 2015), "Specialist teacher": (4210, 4360)}
OF_THE_KNOWN_ASSISTANT = ("talk-group", "word-aware")
PLACE = {"nurture": "Nest", "sensory-circuit": "Hall", "touch-typing": "Library"}
RATINGS = {1: 4, 2: 17, 3: 42, 4: 24, 5: 13}
MET, LAST_LEVEL = 5, 4
STEPS = {1: 0, 2: 0, 3: 1, 4: 2}  # levels climbed in a term, by rating
DECISION = {1: "change", 2: "change", 3: "continue", 4: "continue", 5: "stop"}
HAPPENED, PART, NOT = SessionRecord.Happened
WHY_NOT = {"absent": 10, "adult": 4, "event": 3, "refused": 2, "room": 1}


class Plans:
    """The plans of one school, from the `Filling` of its register."""

    def __init__(self, filling):
        self.filling, self.demo, self.on = filling, filling.demo, filling.on
        self.days, self.sendco = filling.days, filling.sendco
        self.teachers = filling.teachers_by_group()
        self.groups = {}
        self.room_in = defaultdict(list)

    def run(self):
        with acting(self.sendco):
            self.set_money()
        self.bank = {item.trust_key: item for item in BankItem.objects.all()}
        for number, (demo, pupil) in enumerate(self.on_register):
            self.fill_pupil(number, demo, pupil)
        self.tick_sessions()

    # Time -------------------------------------------------------------------------------------

    @cached_property
    def terms(self):
        """The last terms that are well under way, oldest first; the newest is the one of today."""
        begun = [term for term in self.days.terms if term.starts_on + SETTLED <= self.on]
        return begun[-TERMS.get(self.demo.slug, 1) :]

    def school_day(self, day):
        return self.days.school_day_on_or_after(day)

    def begin_of(self, term):
        return self.school_day(term.starts_on + BEGIN_AFTER)

    def end_of(self, term):
        return self.days.previous_school_day(term.ends_on - REVIEW_BEFORE)

    # Money ------------------------------------------------------------------------------------

    def set_money(self):
        """Rates and the notional budget, of this school year and the last."""
        by, year = self.sendco, self.filling.year
        for paid_as, (before, now) in RATES.items():
            set_rate(by=by, paid_as=paid_as, pence_an_hour=before, from_on=year.previous.starts_on)
            set_rate(by=by, paid_as=paid_as, pence_an_hour=now, from_on=year.starts_on)
        for each, pounds in ((year.previous, 395), (year, 410)):
            pence = len(self.filling.roll) * pounds * 100
            set_budget(by=by, starting_year=each.start, pence=pence, line_pence=600000)

    def give_top_up(self, demo, pupil):
        if demo.status_on(self.on) != EHC_PLAN:
            return
        band, pounds = dice("band", self.demo.slug, demo.key).choice(
            [("C", 2400), ("D", 4150), ("E", 6900)]
        )
        give_top_up(
            pupil, by=self.sendco, pence_a_year=pounds * 100, band=f"Band {band}",
            starts_on=max(demo.step_on(self.on).starts_on, self.filling.year.previous.starts_on),
        )  # fmt: skip

    def give_an_adult(self, demo, pupil):
        """What a plan in a mainstream school most often names, and most of what it costs."""
        begin = self.begin_of(self.terms[-1])
        has_plan = demo.status_on(begin) == EHC_PLAN and demo.admitted_on <= begin
        if has_plan and not self.demo.is_special:
            self.place_in("in-lessons", pupil, begin)

    # Pupils -----------------------------------------------------------------------------------

    @cached_property
    def on_register(self):
        found = [
            (demo, pupil)
            for demo, pupil in self.filling.watched
            if demo.status_on(self.on) in ON_REGISTER
        ]
        return found if self.demo.slug in EVERYBODY_AT else found[::ONE_IN]

    def fill_pupil(self, number, demo, pupil):
        teacher = self.teachers[demo.form][0]
        terms = [term for term in self.terms if self.had_support(demo, self.begin_of(term))]
        with acting(self.sendco):
            self.give_top_up(demo, pupil)
            self.give_an_adult(demo, pupil)
        if terms:
            PupilsPlans(self, demo, pupil, teacher, number).write(terms)

    def had_support(self, demo, day):
        return demo.admitted_on <= day and demo.status_on(day) in ON_REGISTER

    # Support ----------------------------------------------------------------------------------

    def place_in(self, key, pupil, on):
        """The pupil's place in a group of this kind; a new group where the last is full."""
        for group in self.room_in[key]:
            standing = group.enrolments.filter(pupil=pupil).not_over(on).first()
            if standing:
                return standing
        size = min(self.bank[key].group_size or 1, IN_ALL)
        groups = [g for g in self.room_in[key] if len(self.groups[g.pk]) < size]
        group = groups[0] if groups else self.make_group(key)
        self.groups[group.pk].append(pupil)
        return enrol(group, [pupil], by=self.sendco, on=max(on, group.starts_on))[0]

    def make_group(self, key):
        item, number = self.bank[key], len(self.room_in[key]) + 1
        group = make_intervention(
            by=self.sendco, name=item.text if number == 1 else f"{item.text}, group {number}",
            layer=item.layer, area=item.area, led_by=self.leader(key, number),
            paid_as=MENTOR if item.area == "SEMH" else TEACHING_ASSISTANT, minutes=item.minutes,
            sessions_a_week=item.sessions_a_week, planned_group_size=item.group_size,
            room=PLACE.get(key, "Room 6"), starts_on=self.begin_of(self.terms[0]),
            bank_item_id=item.pk,
        )  # fmt: skip
        self.room_in[key].append(group)
        self.groups[group.pk] = []
        return group

    def leader(self, key, number):
        """An assistant of the school; the known one, who comes first, has two groups for sure."""
        assistants = [user for adult, user in self.filling.people.values() if adult.named_for]
        if number == 1 and key in OF_THE_KNOWN_ASSISTANT:
            return assistants[0]
        return dice("leader", self.demo.slug, key, number).choice(assistants)

    def tick_sessions(self):
        weeks = WEEKS_OF_SESSIONS.get(self.demo.slug, 1)
        first = max(self.on - timedelta(weeks=weeks), self.begin_of(self.terms[-1]))
        yesterday = self.on - timedelta(days=1)
        held = [day for day in each_day(first, yesterday) if self.days.is_school_day(day)]
        for group in Intervention.objects.select_related("led_by"):
            throw = dice("sessions", self.demo.slug, group.name)
            weekdays = throw.sample(range(5), int(group.sessions_a_week))
            places = list(group.enrolments.all())
            with acting(group.led_by):
                for day in held:
                    if day.weekday() in weekdays:
                        standing = [place for place in places if place.stands_on(day)]
                        self.tick(throw, group, standing, day)

    def tick(self, throw, group, places, day):
        """Most sessions happen; some for all but one, a few not at all, and some nobody ticks."""
        chance = throw.random()
        if not places or chance < 0.06:
            return
        nobody = (NOT, throw.choice(["adult", "event"])) if chance < 0.12 else None
        records = [(place, *(nobody or self.went(throw))) for place in places]
        log_session(group, by=group.led_by, on=day, records=records)

    def went(self, throw):
        chance = throw.random()
        if chance < 0.88:
            return HAPPENED, ""
        why = throw.choices(list(WHY_NOT), list(WHY_NOT.values()))[0]
        return (PART if chance < 0.92 else NOT), why


class PupilsPlans:
    """The plans of one pupil, term after term."""

    def __init__(self, school, demo, pupil, teacher, number):
        self.school, self.demo, self.pupil = school, demo, pupil
        self.teacher, self.number = teacher, number
        self.throw = dice("plans", school.demo.slug, demo.key)
        self.stand = {}  # at which level of its aim an outcome stands

    def say(self, line):
        return said_of(self.demo, line)

    def pick(self, lines, count=1):
        return [self.say(line) for line in self.throw.sample(lines, min(count, len(lines)))]

    def write(self, terms):
        """A cycle a term, each but the last reviewed and closed."""
        cycle = self.first_cycle(terms[0], is_last=len(terms) == 1)
        for term, following in pairwise(terms):
            self.review(cycle, on=self.school.end_of(term))
            self.close(cycle, on=self.school.end_of(term))
            cycle = self.next_cycle(cycle, following, is_last=following is terms[-1])
        if self.number % 12 == 0:  # due, and done: the SENDCo has it to look at
            self.review(cycle, on=self.school.on)

    # Assess and plan --------------------------------------------------------------------------

    def first_cycle(self, term, *, is_last):
        begin, review_on = self.school.begin_of(term), self.review_day(term, is_last)
        needs = self.demo.step_on(begin).needs or self.demo.step_on(self.school.on).needs
        outcomes = self.outcomes(self.aims(needs), begin, review_on)
        with acting(self.teacher):
            cycle = start_cycle(
                self.pupil, by=self.teacher, owner=self.teacher, title=title(term), on=begin,
                review_on=review_on, needs=needs,
            )  # fmt: skip
            self.add_evidence(cycle, begin)
            self.plan(cycle, outcomes)
            self.agree(cycle, is_last=is_last)
        return cycle

    def next_cycle(self, cycle, term, *, is_last):
        """What is not met goes on from where the pupil stands now; where all is met, something
        new takes its place."""
        begin, review_on = self.school.begin_of(term), self.review_day(term, is_last)
        carried = {outcome.text: self.stand[outcome.pk] for outcome in unmet(cycle)}
        new = [] if carried else self.outcomes(self.new_aims(cycle), begin, review_on)
        with acting(self.teacher):
            following = start_next_cycle(
                cycle, by=self.teacher, title=title(term), on=begin, review_on=review_on
            )
            self.stand = {o.pk: carried[o.text] for o in following.outcomes.all()}
            self.add_evidence(following, begin, voices=False)
            if new:
                self.plan(following, new)
            self.agree(following, is_last=is_last)
        return following

    def new_aims(self, cycle):
        """One that the pupil has not met so far, if there is any."""
        met = set(cycle.outcomes.values_list("text", flat=True))
        found = self.aims(cycle.needs_addressed, 9)
        return sorted(found, key=lambda aim: self.say(aim.text) in met)[:1]

    def aims(self, needs, count=2):
        """One or two for the main need and one for the second."""
        main = says.AIMS[needs[0]]
        found = self.throw.sample(main, min(count, len(main)))
        if len(needs) > 1:
            found[1:] = [self.throw.choice(says.AIMS[needs[1]])]
        self.need_of = {
            aim: need for need in reversed(needs) for aim in says.AIMS[need] if aim in found
        }
        return found

    def add_evidence(self, cycle, begin, *, voices=True):
        """What the assessment rests on; both views come from the review where there was one."""
        kinds = self.throw.sample(["progress", "attainment", "behaviour", "attendance"], 2)
        if self.demo.status_on(begin) == EHC_PLAN or self.throw.random() < 0.25:
            kinds.append("agency")
        found = [(kind, says.SEEN[kind], says.SOURCES[kind]) for kind in kinds]
        if voices:
            found.append(("parents", says.PARENTS_SAY, "Talk with the family"))
            if self.number % 9 != 4:  # some are asked too late
                found.append(("pupil", says.PUPIL_SAYS[age_of(self.demo)], "Talk at the desk"))
        for kind, lines, source in found:
            seen_on = self.school.days.previous_school_day(
                begin - timedelta(days=self.throw.randrange(1, 5))
            )
            add_evidence(
                cycle, by=self.teacher, kind=kind, text=self.pick(lines)[0], source=source,
                observed_on=seen_on,
            )  # fmt: skip

    def outcomes(self, aims, begin, review_on):
        """The SENDCo finds the places; the teacher writes the outcomes."""
        with acting(self.school.sendco):
            places = [
                self.school.place_in(self.kind_of_support(aim), self.pupil, begin) for aim in aims
            ]
        return [
            (aim, self.throw.choice([0, 0, 1]), place, begin, review_on)
            for aim, place in zip(aims, places, strict=True)
        ]

    def kind_of_support(self, aim):
        """Most often the first that serves the aim."""
        return aim.by[0] if self.throw.random() < 0.75 else self.throw.choice(aim.by)

    def as_written(self, aim, level, place, begin, review_on):
        return {
            "bank_item": self.school.bank.get(aim.made_from),
            "text": self.say(aim.text), "need": self.need_of[aim], "baseline": aim.levels[level],
            "baseline_on": begin, "measure": aim.measure, "target": aim.levels[3],
            "by_on": review_on, "enrolments": [place],
        }  # fmt: skip

    def plan(self, cycle, outcomes):
        written = [self.as_written(*outcome) for outcome in outcomes]
        if self.number % 17 == 8:
            written[0] |= {
                "text": self.say(says.HASTY), "measure": "", "target": "", "bank_item": None,
            }  # fmt: skip
        save_plan(
            cycle, by=self.teacher, outcomes=written,
            strategies=self.pick(HELPS[cycle.needs_addressed[0]], 3),
            summary=self.pick(says.SUMMARY)[0], parents_part="\n".join(self.pick(says.AT_HOME, 2)),
        )  # fmt: skip
        for outcome, (aim, level, *_) in zip(cycle.outcomes.all(), outcomes, strict=True):
            self.stand[outcome.pk] = (aim, level)

    def agree(self, cycle, *, is_last):
        """Most are agreed in the first days; a few of this term still wait for the family."""
        if is_last and self.number % 14 == 9:
            return
        told_on = self.school.school_day(cycle.started_on + TOLD_AFTER)
        how = self.throw.choice(["meeting", "meeting", "phone", "letter", "email"])
        agree_plan(
            cycle, by=self.teacher, parents_told_on=told_on, parents_told_how=how,
            staff_told_on=told_on, review_on=cycle.review_on,
        )  # fmt: skip
        if how == "meeting":
            self.meet(cycle, told_on)

    def meet(self, cycle, day):
        hold_parent_meeting(
            self.pupil, by=self.teacher, held_on=day, cycle=cycle,
            who_came=self.throw.choice(["Mother", "Father", "Both parents", "Mother and aunt"])
            if not self.demo.in_care else "Carer and social worker",
            said=self.pick(says.MEETING)[0],
        )  # fmt: skip

    # Review -----------------------------------------------------------------------------------

    def is_due(self):
        """Most of the known teacher's class and one in six elsewhere."""
        is_toms = self.school.demo is ORCHARD_LANE and self.demo.form == "4B"
        return self.number % 4 != 1 if is_toms else self.number % 6 == 0

    def review_day(self, term, is_last):
        if not is_last:
            return self.school.end_of(term)
        if self.is_due():
            back = timedelta(days=self.throw.randrange(MOST_DUE))
            day = self.school.on - back
            days = self.school.days
            return day if days.is_school_day(day) else days.previous_school_day(day)
        return max(self.school.end_of(term), self.school.school_day(self.school.on + timedelta(9)))

    def review(self, cycle, *, on):
        """Each outcome gets its rating; where the pupil stands now is the note."""
        self.ratings = {}
        with acting(self.teacher):
            for outcome in cycle.outcomes.all():
                rating = self.throw.choices(list(RATINGS), list(RATINGS.values()))[0]
                self.ratings[outcome] = rating
                save_review(
                    outcome, by=self.teacher, on=on, rating=rating, decision=DECISION[rating],
                    note=self.note(outcome, rating),
                )  # fmt: skip

    def note(self, outcome, rating):
        aim, level = self.stand[outcome.pk]
        level = LAST_LEVEL if rating == MET else min(level + STEPS[rating], LAST_LEVEL - 1)
        self.stand[outcome.pk] = (aim, level)
        said = aim.levels[level]
        return f"{said[0].upper()}{said[1:]}. {self.pick(says.NOTES[rating])[0]}"

    def close(self, cycle, *, on):
        went_well = min(self.ratings.values()) >= 3
        with acting(self.school.sendco):
            for outcome, rating in self.ratings.items():
                self.end_support(outcome, rating, on)
            close_cycle(
                cycle, by=self.school.sendco, on=on,
                pupil_said=self.pick(says.PUPIL_SAYS[age_of(self.demo)])[0],
                parents_said=self.pick(says.PARENTS_SAY)[0],
                conclusion=self.pick(says.CONCLUSION[went_well])[0],
            )  # fmt: skip

    def end_support(self, outcome, rating, on):
        """Support ends with its outcome; where it did not suit, before its time."""
        why = says.LEFT_EARLY if rating == 1 else ""
        if rating == MET or why:
            for line in outcome.provision.select_related("enrolment__intervention"):
                end_enrolment(line.enrolment, by=self.school.sendco, on=on, why=why)


def title(term):
    """Autumn 2026"""
    return f"{term.name.capitalize()} {term.starts_on.year}"
