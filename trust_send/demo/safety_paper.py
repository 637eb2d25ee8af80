"""One safety plan of the demo, put together as rows that are written later: what it says, whom it
names, who signed and who has read it, and what became of it since."""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from safety.matrix import USUAL, matrix_of
from safety.models import (
    Acknowledgement,
    Agreement,
    Check,
    Contributor,
    Control,
    ControlDone,
    Duty,
    EvacuationPlace,
    Hazard,
    Medicine,
    PartOfDay,
    SafetyPlan,
    Version,
    WeekDay,
)
from trust_send.demo import safety_words as says
from trust_send.demo.chance import dice
from trust_send.demo.home import contacts
from trust_send.demo.names import adult_name
from trust_send.demo.words import MIDDLE, age_of, said_of

# What is the matter with a plan of the demo; most are plain.
PLAIN, DRAFT, ENDED, THREE = "plain", "draft", "ended", "three versions"
CHECKED, REFUSED, LAPSED, DUE = "checked", "refused", "lapsed", "due"
UNREAD, LEFT, UNTRAINED, MOVED = "unread", "helper left", "helper untrained", "class changed"
MENDING = "in a cast"
CONTROL_LATE, FORCE_USED, DRILL_WRONG = "control late", "force used", "drill went wrong"
PACK_SOON, PACK_EXPIRED, NO_PACK = "pack soon", "pack expired", "no pack"
WAITS = {"waits_head": "head", "waits_parent": "parent", "waits_site": "site"}

AT_HOME = {"Mother", "Father"}
DO = Duty.Does
STARTS_SENTENCE = re.compile(r"(^|[.?!] |\n)(he|she|his|her|him)\b")
STEPS = {"risk": "calm", "peep": "method", "healthcare": "emergency", "intimate": "steps"}
LATER = timedelta(days=3)
VERSIONS_AGO = (410, 190)  # days ago on which the first two of three versions were signed


@dataclass
class Paper:
    """`helper` and `deputy` do what the plan says; `also` are others who must know it. `school` is
    the `Safety` of the school."""

    school: object
    demo: object
    pupil: object
    case: says.Case
    twist: str
    helper: object
    deputy: object
    also: list
    building: object = None
    rows: list = field(default_factory=list)

    def __post_init__(self):
        self.throw = dice("safety", self.demo.school.slug, self.demo.key, self.case.about)
        self.on, self.days = self.school.on, self.school.days

    # What it says -----------------------------------------------------------------------------
    def say(self, line):
        """The pupil stands at the start of some sentences."""
        said = said_of(self.demo, line)
        return STARTS_SENTENCE.sub(lambda found: found[1] + found[2].capitalize(), said)

    @cached_property
    def answers(self):
        found = {name: self.say(text) for name, text in self.case.says.items()}
        if self.twist == DRAFT:  # as far as it has come
            return dict(list(found.items())[: len(found) // 2])
        return found

    def answers_then(self, versions_ago):
        """With each version a step more was learnt."""
        name = STEPS[self.case.kind]
        steps = self.answers[name].split("\n")
        return self.answers | {name: "\n".join(steps[: len(steps) - versions_ago])}

    @property
    def about(self):
        return "" if self.case.kind == "peep" else self.case.about

    @cached_property
    def author(self):
        return self.school.medical if self.case.kind == "healthcare" else self.school.sendco

    @property
    def at_work(self):
        """Of the helper and the deputy those who work here this school year."""
        return [self.helper, self.deputy] if self.twist != LEFT else [self.deputy]

    # Days -------------------------------------------------------------------------------------
    @cached_property
    def signed_on(self):
        """This school year, but for what a helper who left and a class of last year show."""
        if self.twist in (LEFT, MOVED):
            return self.school.in_june
        if self.twist == LAPSED:
            return self.school.soon_after_start
        ago = {DRILL_WRONG: (40, 60), UNREAD: (14, 24), FORCE_USED: (22, 40), ENDED: (60, 70)}
        back = self.throw.randrange(*ago.get(self.twist, (12, 62)))
        day = self.days.previous_school_day(self.on - timedelta(days=back))
        return min(max(day, self.school.soon_after_start), self.school.yesterday)

    @cached_property
    def next_review_on(self):
        if self.twist == LAPSED:
            return self.on - timedelta(days=self.throw.randrange(3, 25))
        if self.twist == DUE or self.case.is_for_a_time:
            return self.on + timedelta(days=self.throw.randrange(5, 28))
        months = (2, 4) if self.case.kind == "intimate" else (6, 11)
        return self.on + timedelta(days=30 * self.throw.randint(*months) + self.throw.randrange(30))

    # All of it --------------------------------------------------------------------------------
    def write(self):
        """The plan with every version that was ever in force."""
        self.plan = SafetyPlan(
            pupil=self.pupil, kind=self.case.kind, about=self.about, building=self.building,
            started_on=self.signing_days[0] - LATER,
        )  # fmt: skip
        if self.twist == ENDED:
            self.plan.ended_on = self.school.yesterday
            self.plan.ended_why = self.say(says.ENDED)
        self.rows.append(self.plan)
        for number, day in enumerate(self.signing_days, start=1):
            self.version = self.write_version(number, day)
        return self

    @cached_property
    def signing_days(self):
        if self.twist != THREE:
            return [self.signed_on]
        before = [self.on - timedelta(days=ago) for ago in VERSIONS_AGO]
        return [*map(self.days.previous_school_day, before), self.signed_on]

    def write_version(self, number, day):
        later = self.signing_days[number:]
        version = Version(
            plan=self.plan, pupil=self.pupil, number=number, written_by=self.author,
            answers=self.answers_then(len(later)), matrix=self.matrix,
            started_at=at(day - LATER, 9, 10),
            next_review_on=self.next_review_on if not later else day + timedelta(days=200),
            sent_at=at(day - timedelta(days=1), 16, 5), signed_at=at(day, 15, 40),
            superseded_at=at(later[0], 15, 40) if later else None,
        )  # fmt: skip
        self.rows.append(version)
        self.rows += self.rows_of(version)
        self.rows += self.agreements(version, day)
        self.rows += self.readings(version, day)
        if self.twist == CHECKED:
            self.rows.append(self.check(version, day))
        return version

    @property
    def matrix(self):
        return matrix_of(None, USUAL).data if self.case.kind == "risk" else None

    # Rows of a version ------------------------------------------------------------------------
    def rows_of(self, version):
        """Everything that this version says beside its texts."""
        self.named = []
        mine = {"version": version, "pupil": self.pupil}
        of_kind = {
            "risk": self.hazards, "peep": self.places, "healthcare": self.medicines,
            "intimate": lambda mine: [],
        }  # fmt: skip
        rows = [*self.contributors(mine), *of_kind[self.case.kind](mine), *self.duties(mine)]
        return rows

    def contributors(self, mine):
        yield Contributor(**mine, position=1, user=self.helper)
        for place, role in enumerate(self.case.with_whom, start=2):
            yield Contributor(**mine, position=place, **self.outsider(role))

    def outsider(self, role):
        """A parent by the name on the register; others by name and role."""
        if role in AT_HOME:
            return {"name": self.parent.name, "role": self.parent.relationship}
        return {"name": " ".join(adult_name(self.demo.school.slug, role)), "role": role}

    @cached_property
    def parent(self):
        return contacts(self.demo)[0]

    def duty(self, mine, user, does, training="", **place):
        self.named.append(user)
        position = len(self.named)
        return Duty(**mine, user=user, does=does, training=training, position=position, **place)

    def duties(self, mine):
        if self.case.kind != "peep":
            does = DO.HELPS if self.case.kind == "intimate" else DO.STANDS_IN
            yield self.duty(mine, self.helper, DO.HELPS, self.case.training)
            yield self.duty(mine, self.deputy, does, self.case.training)
        for user in self.also:
            if user not in self.named:
                yield self.duty(mine, user, DO.KNOWS)

    def hazards(self, mine):
        for place, danger in enumerate(self.case.dangers, start=1):
            before, after = danger.before, danger.after or (None, None)
            hazard = Hazard(
                **mine, position=place, text=self.say(danger.text), who=self.say(danger.who),
                already=self.say(danger.already), likelihood_before=before[0],
                severity_before=before[1], likelihood_after=after[0], severity_after=after[1],
            )  # fmt: skip
            yield hazard
            for number, (text, office, days) in enumerate(danger.more, start=1):
                yield from self.control(mine, hazard, number, text, office, days)

    def control(self, mine, hazard, number, text, office, days):
        """Most of them are done; the others have time, but for the one that is late."""
        owner = self.school.owner(office, self)
        is_late = self.twist == CONTROL_LATE and hazard.position == number == 1
        due = self.on + timedelta(days=-6 if is_late else days + self.throw.randrange(12))
        control = Control(
            **mine, hazard=hazard, position=number, text=self.say(text), owner=owner, due_on=due
        )
        yield control
        signed = mine["version"].signed_at
        if (
            signed
            and not is_late
            and self.throw.random() < (0.85 if self.school.is_special else 0.5)
        ):
            done_on = self.school.day_after(timezone.localdate(signed), 8)
            yield ControlDone(control=control, pupil=self.pupil, done_by=owner, done_on=done_on)

    def places(self, mine):
        """All day, lunch, and one afternoon elsewhere."""
        floor, ground = self.school.floor_of(self.demo, self.building), self.school.ground
        room = self.school.room_of(self.demo)
        up = floor is not ground[self.building.pk] and not self.is_quick
        ways = {
            "route": "Stairs, then door at the left end" if floor.name[0] == "F"
            else "Door at the nearer end, level",
            "other_route": "Door at the far end",
            "refuge": "By the stairs; press the call button, say who and where" if up else "",
        }  # fmt: skip
        stops = [
            (WeekDay.EVERY_DAY, PartOfDay.ALL_DAY, room, floor, ways, self.helper, self.deputy),
            (WeekDay.EVERY_DAY, PartOfDay.LUNCH, "Dining hall", ground[self.building.pk],
             {"route": "Door to the playground, level"},
             self.deputy, self.helper),
            (self.throw.choice([WeekDay.TUESDAY, WeekDay.THURSDAY]), PartOfDay.AFTERNOON,
             self.throw.choice(["Library", "Hall, for PE"]), ground[self.building.pk],
             {"route": "Door at the nearer end, level"}, self.helper, self.deputy),
        ]  # fmt: skip
        for position, (day, part, where, on_floor, way, helper, deputy) in enumerate(stops, 1):
            place = EvacuationPlace(
                **mine, position=position, day=day, part=part, where=where, floor=on_floor, **way
            )
            yield place
            yield self.duty(mine, helper, DO.HELPS, self.case.training, place=place)
            yield self.duty(mine, deputy, DO.STANDS_IN, self.case.training, place=place)

    @property
    def is_quick(self):
        """Stairs are no obstacle."""
        return self.case.about in ("hearing", "alarm", "sight")

    def medicines(self, mine):
        for position, drug in enumerate(self.case.drugs, start=1):
            yield Medicine(
                **mine, position=position, name=drug.name, strength=drug.strength, dose=drug.dose,
                given_how=self.say(drug.how), given_when=self.say(drug.when),
                hours_between=drug.gap, side_effects=drug.effects, is_injector=drug.is_injector,
                is_carried=drug.is_carried,
            )  # fmt: skip

    # Signed and known -------------------------------------------------------------------------
    def agreements(self, version, day):
        """Each on a day of the last three; a refusal with what was done about it."""
        why_not, done = says.REFUSES[self.case.kind]
        for who in self.signers:
            refuses = who == "parent" and self.twist == REFUSED
            yield Agreement(
                version=version, pupil=self.pupil, who=who, agreed_on=day - LATER / 3,
                written_at=at(day, 15, 30), agrees=not refuses, **self.signature(who),
                comment=self.say(why_not if refuses else self.comment(who)),
                done_about_it=self.say(done) if refuses else "",
            )  # fmt: skip

    @cached_property
    def signers(self):
        """Those needed; a pupil who can and, for every second plan, who knows the condition."""
        kind = self.plan.of_kind
        also = [who for who in kind.asked if who == "health" and self.throw.random() < 0.5]
        if "pupil" in kind.asked and age_of(self.demo) != MIDDLE and not self.school.is_special:
            also += ["pupil"] if self.throw.random() < 0.4 else []
        return [*kind.needed, *also]

    def signature(self, who):
        school = self.school
        if who == "parent":
            how = self.throw.choice(["signed", "in person", "link", "phone", "email"])
            written_by = None if how == "link" else school.sendco
            return {"name": self.parent.name, "how": how, "written_by": written_by}
        if who in ("head", "site"):
            user = {"head": school.head, "site": school.site}[who]
            return {"name": user.name, "how": "here", "written_by": user}
        if who == "pupil":
            name = self.demo.preferred_forename or self.demo.forename
            return {"name": name, "how": "in person", "written_by": school.sendco}
        role = self.case.with_whom[0] if self.case.with_whom else "School nurse"
        name = " ".join(adult_name(self.demo.school.slug, role))
        return {"name": name, "how": "email", "written_by": school.sendco}

    def comment(self, who):
        return self.throw.choice(says.COMMENTS) if who == "parent" else ""

    def readings(self, version, day):
        """All who are named, within the week; some are late where that is what it shows."""
        late = {self.helper, self.deputy, *self.also[:1]} if self.twist == UNREAD else set()
        for user in dict.fromkeys(self.named):
            read_on = self.school.day_after(day, self.throw.randrange(1, 6))
            if user not in late and read_on > day:
                yield Acknowledgement(
                    version=version, pupil=self.pupil, user=user, at=at(read_on, 16, 20)
                )

    def check(self, version, day):
        return Check(
            version=version, pupil=self.pupil, checked_by=self.author, found=says.FOUND,
            checked_on=self.school.day_after(day, 10),
            next_review_on=self.next_review_on + timedelta(days=30),
        )  # fmt: skip


def at(day, hour, minute):
    """A moment of a day in the time of this country."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
