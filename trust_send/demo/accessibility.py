"""The accessibility plan of each school of the demo, each at another state, written by the services
that the product's own pages use."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from accessibility import deadlines
from accessibility.models import Finding, Signer
from accessibility.services import actions, audits, consultations, plans, reviews
from schools.school_year import SchoolYear
from trust_send.demo import accessibility_words as says


class AccessibilityPlans:
    """The plan of the school that is being filled. `STATES` says what each one tells."""

    def __init__(self, filling):
        self.demo, self.on = filling.demo, filling.on
        self.office = filling.office
        self.sendco, self.head = self.office("sendco"), self.office("head")
        self.year = SchoolYear.of(self.on)
        self.state = STATES.get(self.demo.slug)

    def run(self):
        write = getattr(self, f"_{self.state}", None)
        if write:
            write()

    # States ---------------------------------------------------------------------------------------
    def _in_order(self):
        """In its second year: reviewed and signed, most of it done or on its way."""
        before = self.begin(years_ago=1)
        self.look(before, months=1)
        self.ask(before, months=2)
        self.act(before, done=3)
        review = self.review(before, days_ago=70)
        self.sign(review)
        plan = self.move_on(before)
        self.look(plan, days_ago=20, strands=("physical", "information"))
        self.ask(plan, days_ago=16)
        self.note(plan)

    def _running(self):
        """In its first year, all asked and looked at, nothing late."""
        plan = self.begin(years_ago=0)
        self.look(plan, days_ago=40)
        self.ask(plan, days_ago=30)
        self.act(plan, done=1)
        self.note(plan)

    def _late(self):
        """Actions are overdue, a cost is not known, nobody asked the parents."""
        plan = self.begin(years_ago=1)
        self.look(plan, months=2)
        self.ask(plan, months=2, only="pupils")
        self.act(plan, done=1, late=2, unknown=True)
        self.review(plan, days_ago=80)

    def _unreviewed(self):
        """Nobody has reviewed it for more than a year."""
        plan = self.begin(years_ago=2)
        self.look(plan, months=1)
        self.ask(plan, months=1)
        self.act(plan, done=2, late=1)

    def _ended(self):
        """It ended with the last school year, and no other has followed it."""
        plan = self.begin(years_ago=3)
        self.look(plan, months=1)
        self.ask(plan, months=1)
        self.act(plan, done=4, late=1)
        self.sign(self.review(plan, days_ago=400))

    def _begun(self):
        """It has just begun: the site is looked at, nothing is planned yet."""
        plan = self.begin(years_ago=0)
        self.look(plan, days_ago=6, strands=("physical",))

    def _quiet(self):
        """One strand has nothing left to do, and says why."""
        plan = self.begin(years_ago=1)
        self.look(plan, months=1)
        self.ask(plan, months=1)
        self.act(plan, done=2, strands=("curriculum", "physical"))
        plans.change_plan(plan, by=self.sendco, quiet={"information": says.WHY_QUIET})
        self.sign(self.review(plan, days_ago=60), but=Signer.GOVERNOR)

    # What is written ------------------------------------------------------------------------------
    def begin(self, *, years_ago):
        starts_on = SchoolYear(self.year.start - years_ago).starts_on
        site = says.SITES[self.demo.phase]
        return plans.start_plan(
            by=self.sendco, starts_on=starts_on, ends_on=deadlines.latest_end(starts_on),
            lead=self.head, about=site.format(name=self.demo.name), aims=says.AIMS,
            links=says.LINKS,
        )  # fmt: skip

    def day(self, plan, *, months=None, days_ago=None):
        """So many months into the plan, or so many days ago, and never to come."""
        day = plan.starts_on + relativedelta(months=months or 0)
        return min(self.on, day) if days_ago is None else self.on - timedelta(days=days_ago)

    def look(self, plan, *, strands=("curriculum", "physical", "information"), **when):
        for strand in strands:
            audits.add_audit(
                plan, by=self.sendco, strand=strand, audited_on=self.day(plan, **when),
                who=says.WALKED, findings=list(says.FOUND[strand].items()),
            )  # fmt: skip

    def ask(self, plan, *, only=None, **when):
        for asked, words in says.ASKED.items():
            if only in (None, asked):
                consultations.add_consultation(
                    plan, by=self.sendco, asked=asked, held_on=self.day(plan, **when), **words
                )

    def act(self, plan, *, done, late=0, unknown=False, strands=None):
        """The actions of the plan: the first are done, the next are late."""
        wanted = [one for one in says.ACTIONS if strands is None or one["strand"] in strands]
        for number, words in enumerate(wanted):
            is_late = done <= number < done + late
            action = actions.add_action(plan, by=self.sendco, **self.planned(plan, words, is_late))
            if number < done:
                self.finish(action)
            if unknown and number == len(wanted) - 1:
                actions.change_action(action, by=self.sendco, cost_pence=None)

    def planned(self, plan, words, is_late):
        months, lasts = words["months"], words["lasts"]
        starts_on = plan.starts_on + relativedelta(months=months)
        due_on = min(starts_on + relativedelta(months=lasts), plan.ends_on)
        if is_late:
            starts_on, due_on = plan.starts_on, self.on - timedelta(days=24)
        elif due_on < self.on <= plan.ends_on:
            due_on = min(self.on + relativedelta(months=lasts), plan.ends_on)
        kept = ("strand", "barrier", "objective", "steps", "success", "resources", "funding")
        return {name: words[name] for name in kept} | {
            "starts_on": starts_on, "due_on": due_on, "lead": self.office(words["lead"]),
            "cost_pence": words["pounds"] * 100, "finding": self.finding(plan, words),
        }  # fmt: skip

    def finding(self, plan, words):
        found = Finding.objects.barriers_of(plan).filter(item=words["item"])
        return found.first()

    def finish(self, action):
        on = min(action.due_on, self.on - timedelta(days=30))
        spent = int((action.cost_pence or 0) * 0.94)
        actions.note_progress(
            action, by=self.sendco, text=says.NOTES[0], happened_on=on, spent_pence=spent
        )
        actions.finish_action(
            action, by=self.sendco, on=max(on, action.starts_on), evidence=says.EVIDENCE,
            impact=says.IMPACT,
        )  # fmt: skip

    def note(self, plan):
        """What was done lately with those under way."""
        under_way = [one for one in plan.actions.all() if one.is_open and one.starts_on <= self.on]
        for action, words in zip(under_way, says.NOTES, strict=False):
            spent = int((action.cost_pence or 0) * 0.4)
            day = self.on - timedelta(days=9)
            actions.note_progress(
                action, by=self.sendco, text=words, happened_on=day, spent_pence=spent
            )

    def review(self, plan, *, days_ago):
        on = max(self.on - timedelta(days=days_ago), plan.starts_on)
        return reviews.add_review(plan, by=self.sendco, reviewed_on=on, **says.REVIEW)

    def sign(self, review, *, but=None):
        for who, local in ((Signer.HEAD, "head"), (Signer.GOVERNOR, "governor")):
            if who != but:
                reviews.sign_review(review, by=self.office(local), who=who)

    def move_on(self, plan):
        starts_on, ends_on = deadlines.next_period(plan.starts_on, plan.ends_on, on=self.on)
        return plans.roll_forward(plan, by=self.sendco, starts_on=starts_on, ends_on=ends_on)


# Tansy Hill has none.
STATES = {
    "orchard-lane": "in_order",
    "millrace": "running",
    "kestrel-rise": "late",
    "saltmarsh-quay": "unreviewed",
    "wrenmoor": "quiet",
    "marram-bay": "ended",
    "sallowfield": "begun",
}
