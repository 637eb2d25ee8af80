"""Filling a school's safety plans: buildings with their floors, what staff are trained in, plans of
all four kinds in every state, and what happened with them.

What is signed and known already comes as a school would bring it along (`safety.services.intake`);
what is being written or signed today goes through the services of the pages.
"""

from collections import defaultdict
from dataclasses import asdict
from datetime import date, timedelta
from functools import cached_property

from dateutil.relativedelta import relativedelta

from audit.context import acting
from register.services.contacts import add_contact
from safety.kinds import KINDS
from safety.models import Duty
from safety.services import plans, signing
from safety.services.buildings import add_building, add_floor
from safety.services.intake import bring_in, write_rows
from safety.services.training import add_training
from safety.subjects import SUBJECTS
from trust_send.demo import safety_words as says
from trust_send.demo.chance import dice, draw
from trust_send.demo.floor_plans import buildings, draw_floor
from trust_send.demo.home import contacts
from trust_send.demo.safety_days import Days
from trust_send.demo.safety_paper import (
    CHECKED,
    CONTROL_LATE,
    DRAFT,
    DRILL_WRONG,
    DUE,
    ENDED,
    FORCE_USED,
    LAPSED,
    LEFT,
    MENDING,
    MOVED,
    NO_PACK,
    PACK_EXPIRED,
    PACK_SOON,
    PLAIN,
    REFUSED,
    THREE,
    UNREAD,
    UNTRAINED,
    WAITS,
    Paper,
)
from trust_send.demo.trust import SCHOOLS
from trust_send.demo.words import age_of

# Plans to each hundred pupils.
COMMON = {"risk": 2, "peep": 1.5, "healthcare": 3.5, "intimate": 0.6}
COMMON_IN_SPECIAL = {"risk": 50, "peep": 36, "healthcare": 34, "intimate": 26}
# What is the matter with the plans of each kind, in the order in which they are given out. After
# that one in nine is due, lapsed or not read by all.
TWISTS = {
    "risk": (UNREAD, PLAIN, FORCE_USED, "waits_head", CHECKED, CONTROL_LATE, DUE, PLAIN, THREE,
             LAPSED, PLAIN, DRAFT, LEFT, PLAIN, REFUSED, UNTRAINED, PLAIN, PLAIN, "waits_parent"),
    "peep": (DRILL_WRONG, THREE, "waits_site", PLAIN, ENDED, MOVED, MENDING, DUE, UNREAD, PLAIN,
             LAPSED, DRAFT, PLAIN, LEFT, REFUSED, PLAIN, CHECKED, UNTRAINED),
    "healthcare": (UNREAD, PACK_SOON, PLAIN, PACK_EXPIRED, PLAIN, "waits_parent", UNTRAINED,
                   REFUSED, DUE, PLAIN, LAPSED, DRAFT, PLAIN, LEFT, PLAIN, CHECKED, NO_PACK, PLAIN,
                   PLAIN, PLAIN, "waits_head"),
    "intimate": (PLAIN, UNTRAINED, DUE, PLAIN, UNREAD, "waits_parent", PLAIN, LAPSED, PLAIN, DRAFT,
                 PLAIN, THREE, CHECKED),
}  # fmt: skip
FURTHER = {PLAIN: 24, DUE: 1, LAPSED: 1, UNREAD: 1}
# A class of which some pupils have plans for sure: that of a known teacher.
SURE = {"orchard-lane": ("4B", says.IN_4B), "wrenmoor": ("8C", (says.BEHAVIOUR, says.ASTHMA))}
FORCE_IS_USED_AT = ("orchard-lane", "wrenmoor", "marram-bay", "sallowfield")
ALL_STAFF = ("injector", "asthma")
CONFIRMED_BY = {
    "diabetes": "Children’s diabetes nurse", "epilepsy": "Epilepsy nurse",
    "feeding": "Community children’s nurse", "catheter": "Children’s continence nurse",
    "handling": "Physiotherapist", "hoist": "Occupational therapist",
    "chair": "Fire safety trainer",
    "asthma": "School nurse", "injector": "School nurse", "care": "Continence nurse",
}  # fmt: skip
RUNS_OUT_SOON = ("asthma", "handling", "diabetes")


class Safety:
    """The safety plans of one school, from the `Filling` of its register."""

    def __init__(self, filling):
        self.filling, self.demo, self.on = filling, filling.demo, filling.on
        self.year, self.days = filling.year, filling.days
        self.is_special = filling.demo.is_special
        self.teachers = filling.teachers_by_group()
        self.sendco, self.head, self.site, self.medical, self.dsl, self.leader = map(
            filling.office, ("sendco", "head", "site", "medical", "dsl", "leadership")
        )

    def run(self):
        with acting(self.site):
            self.enter_buildings()
        papers = list(self.papers())
        with acting(self.sendco):
            self.enter_contacts(papers)
        standing = [one.write() for one in papers if one.twist not in (DRAFT, *WAITS)]
        with acting(self.sendco):
            rows = [row for paper in standing for row in paper.rows]
            going_on = [paper for paper in standing if paper.twist != ENDED]
            bring_in([*rows, *Days(self, going_on).rows()], by=self.sendco)
        for paper in papers:
            if paper not in standing:
                with acting(paper.author):
                    self.begin(paper)
        with acting(self.sendco):
            self.enter_training()

    def enter_contacts(self, papers):
        """The register has them of those whom it watches; these too are rung in an emergency."""
        known = {demo.key for demo, _ in self.filling.watched}
        for demo, pupil in {paper.demo.key: (paper.demo, paper.pupil) for paper in papers}.values():
            for contact in contacts(demo) if demo.key not in known else ():
                add_contact(pupil, by=self.sendco, **asdict(contact))

    # Days -------------------------------------------------------------------------------------
    @cached_property
    def yesterday(self):
        return self.on - timedelta(days=1)

    def day_after(self, day, days):
        """The school day some days later, if it is over."""
        return min(self.days.school_day_on_or_after(day + timedelta(days)), self.yesterday)

    @cached_property
    def soon_after_start(self):
        day = self.days.school_day_on_or_after(self.year.starts_on + timedelta(days=9))
        return min(day, self.yesterday)

    @cached_property
    def in_june(self):
        """Of the last school year, when the classes were others."""
        return self.days.previous_school_day(date(self.year.start, 6, 17))

    # Buildings --------------------------------------------------------------------------------
    def enter_buildings(self):
        self.buildings, self.floors, self.ground = {}, {}, {}
        forms = list(self.filling.roll.forms)
        for name, meets_at, floors in buildings(self.demo, forms):
            building = add_building(by=self.site, name=name, meets_at=meets_at)
            self.buildings[name] = building
            for floor in floors:
                picture, width, height = draw_floor(name, floor)
                row = add_floor(
                    building, by=self.site, name=floor.name, picture=picture, width=width,
                    height=height,
                )  # fmt: skip
                self.ground.setdefault(building.pk, row)
                for room in (*floor.above, *floor.below):
                    self.floors.setdefault(room, row)

    def building_of(self, demo):
        """Where the pupil's class is; in a secondary school the main building."""
        floor = self.floors.get(f"Class {demo.form}")
        return floor.building if floor else next(iter(self.buildings.values()))

    @cached_property
    def has_stairs(self):
        return "Stairs" in self.floors

    def floor_of(self, demo, building):
        floor = self.floors.get(self.room_of(demo))
        return floor if floor and floor.building_id == building.pk else self.ground[building.pk]

    def room_of(self, demo):
        """The classroom; in a secondary school the room of most lessons."""
        if not self.demo.is_secondary:
            return f"Class {demo.form}"
        rooms = [room for room in self.floors if room[-1].isdecimal() and room[:3] != "Art"]
        return dice("room", self.demo.slug, demo.form).choice(rooms)

    # People -----------------------------------------------------------------------------------
    @cached_property
    def assistants(self):
        return [user for adult, user in self.filling.people.values() if adult.named_for]

    @cached_property
    def assistant_of(self):
        return {
            key: user for adult, user in self.filling.people.values() for key in adult.named_for
        }

    @cached_property
    def untrained(self):
        """Whose training has run out; they help where a plan shows that, and seldom elsewhere."""
        return self.assistants[-1]

    @cached_property
    def leaver(self):
        return next(user for adult, user in self.filling.people.values() if adult.posts[0].until)

    def owner(self, office, paper):
        """Whose a control is."""
        of_pupil = {"teacher": self.teachers[paper.demo.form][0], "ta": paper.helper}
        return of_pupil.get(office) or self.filling.office(office)

    def helpers_of(self, demo, case, twist):
        """Who helps and who stands in: the pupil's assistant and teacher, of an intimate care plan
        two assistants."""
        teacher = self.teachers[demo.form][0]
        throw = dice("helpers", self.demo.slug, demo.key)
        others = throw.sample(self.assistants[:-1], min(2, len(self.assistants) - 1))
        helper = self.assistant_of.get(demo.key) or others[0]
        if twist in (LEFT, UNTRAINED):
            helper = self.leaver if twist == LEFT else self.untrained
        if case.kind == "intimate":
            return helper, next((other for other in others if other != helper), teacher)
        return helper, teacher

    def also_know(self, case):
        if case.kind == "intimate":
            return []
        return {
            "risk": [self.leader, self.dsl], "peep": [self.site], "healthcare": [self.medical],
        }[case.kind]  # fmt: skip

    # Which plans ------------------------------------------------------------------------------
    def papers(self):
        for kind in TWISTS:
            chosen = self.chosen(kind)
            for (demo, case), twist in zip(chosen, self.twists(kind, chosen), strict=True):
                yield self.paper(demo, self.case_for(twist, case), twist)

    def case_for(self, twist, case):
        """A cast is for a time; force is used where somebody hits out."""
        for_twist = {ENDED: says.PLASTER, MENDING: says.PLASTER, FORCE_USED: says.BEHAVIOUR}
        return for_twist.get(twist, case)

    def paper(self, demo, case, twist):
        if twist == UNTRAINED and not case.training:
            twist = PLAIN
        helper, deputy = self.helpers_of(demo, case, twist)
        building = self.building_of(demo) if case.kind == "peep" else None
        pupil = self.filling.pupils[demo.key]
        also = self.also_know(case)
        return Paper(self, demo, pupil, case, twist, helper, deputy, also, building)

    def twists(self, kind, chosen):
        """In turn, in each school from another place, in the first from the start."""
        listed = TWISTS[kind]
        start = SCHOOLS.index(self.demo) * 4 % len(listed)
        found = [*listed[start:], *listed[:start]]
        throw = dice("twists", self.demo.slug, kind)
        while len(found) < len(chosen):
            found.append(throw.choices(list(FURTHER), list(FURTHER.values()))[0])
        found = found[: len(chosen)]
        no_force = self.demo.slug not in FORCE_IS_USED_AT
        return [PLAIN if no_force and twist == FORCE_USED else twist for twist in found]

    def chosen(self, kind):
        """[(pupil, case)]: those of a known class first, then by how well a case fits."""
        rates = COMMON_IN_SPECIAL if self.is_special else COMMON
        many = max(1, round(len(self.filling.roll) * rates[kind] / 100))
        found = {demo.key: (demo, case) for demo, case in self.sure(kind)}
        fits = [
            (demo, case)
            for demo in self.filling.roll
            for case in says.CASES
            if case.kind == kind and not case.is_for_a_time and self.fits(demo, case)
        ]
        throw = dice("safety plans", self.demo.slug, kind)
        lots = draw(throw, fits, len(fits), lambda one: one[1].weight)
        taken = [case for _, case in found.values()]
        for demo, case in [*self.varied(lots, many, taken), *lots]:
            if len(found) < many:
                found.setdefault(demo.key, (demo, case))
        return list(found.values())

    def varied(self, lots, many, taken):
        """Of each case no more than its share, less what is taken, while there are others."""
        weights = {case: case.weight for _, case in lots}
        share = many / sum(weights.values())
        room = {
            case: max(1, int(share * weight)) - taken.count(case)
            for case, weight in weights.items()
        }
        for demo, case in lots:
            if room[case] > 0:
                room[case] -= 1
                yield demo, case

    def sure(self, kind):
        """Pupils of the known assistant before others of the class."""
        form, cases = SURE.get(self.demo.slug, ("", ()))
        pupils = self.filling.roll.forms.get(form, [])
        named = [demo for demo in pupils if demo.key in self.assistant_of]
        pupils = [*named, *(demo for demo in pupils if demo not in named)]
        for place, case in enumerate(cases):
            if case.kind == kind:
                fitting = [demo for demo in pupils if self.fits(demo, case)]
                yield (fitting or pupils)[place % len(fitting or pupils)], case

    def fits(self, demo, case):
        needs = demo.step_on(self.on).needs if demo.step_on(self.on) else ()
        return (
            age_of(demo) in case.ages
            and case.sex in ("", demo.sex)
            and case.stairs in (None, self.has_stairs)
            and (not case.needs or bool(set(case.needs) & set(needs)))
        )

    # Today ------------------------------------------------------------------------------------
    def begin(self, paper):
        """A draft; one that waits for a signature has all the others."""
        by, kind = paper.author, KINDS[paper.case.kind]
        plan = paper.plan = plans.start_plan(
            paper.pupil, kind, by=by, about=paper.about, building=paper.building
        )
        draft = plan.versions.get()
        draft.matrix = paper.matrix
        draft.save(update_fields=["matrix"])
        plans.save_draft(
            draft, by=by, answers=paper.answers, next_review_on=paper.next_review_on,
            write_rows=lambda: write_rows(paper.rows_of(draft)),
        )  # fmt: skip
        if paper.twist in WAITS:
            signing.send_to_sign(draft, by=by)
            for who in kind.needed:
                if who != WAITS[paper.twist]:
                    said = paper.signature(who)
                    writer = said.pop("written_by")
                    if writer is None:  # nobody answers a link while the demo is filled
                        writer, said["how"] = by, "signed"
                    signing.agree(draft, who, by=writer, on=self.on, **said)

    # Training ---------------------------------------------------------------------------------
    def enter_training(self):
        """What the plans ask for, and what all staff learn; each subject is a course."""
        asked = defaultdict(set)
        for duty in Duty.objects.exclude(training="").select_related("user"):
            asked[duty.training].add(duty.user)
        everybody = {users[0] for users in self.teachers.values()} | set(self.assistants)
        for subject in ALL_STAFF:
            asked[subject] |= everybody
        asked["first_aid"] |= {self.medical, self.site, *self.assistants[:2]}
        asked["medicines"] |= {self.medical, *self.assistants[:3]}
        asked["physical"] |= set(self.assistants[:4])
        asked["chair"] |= {self.site, self.leader}
        for subject, people in sorted(asked.items()):
            apart = {
                self.leaver: self.year.previous.starts_on,
                self.untrained: self.long_ago(subject),
            }
            self.enter_course(subject, people - set(apart), self.trained_on(subject))
            for user, day in apart.items():
                self.enter_course(subject, people & {user}, day)

    def trained_on(self, subject):
        """Before this term; of some subjects so long ago that it runs out soon."""
        if subject in RUNS_OUT_SOON:
            return self.on - relativedelta(months=SUBJECTS[subject].months) + timedelta(days=33)
        return min(self.year.starts_on, self.yesterday)

    def long_ago(self, subject):
        """So long that it ran out three weeks ago."""
        return self.on - relativedelta(months=SUBJECTS[subject].months) - timedelta(days=20)

    def enter_course(self, subject, people, trained_on):
        if people:
            add_training(
                sorted(people, key=lambda user: user.email), by=self.sendco, subject=subject,
                trained_on=trained_on,
                expires_on=trained_on + relativedelta(months=SUBJECTS[subject].months),
                confirmed_by=CONFIRMED_BY.get(subject, "Training provider"),
            )  # fmt: skip
