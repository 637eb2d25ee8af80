"""What one person sees of one version of a plan."""

from functools import cached_property

from register.models import FamilyLink
from safety.care_page import CarePage
from safety.healthcare_page import HealthcarePage
from safety.kinds import KINDS
from safety.models import Signer
from safety.parts import parts_known
from safety.peep_page import PeepPage
from safety.risk_page import RiskPage
from safety.services.signing import missing_from, still_to_sign
from safety.standing import standing

# What the template of a kind reads beside the version: made with the PlanPage.
OF_KIND = {
    "risk": RiskPage,
    "peep": PeepPage,
    "healthcare": HealthcarePage,
    "intimate": CarePage,
}


class PlanPage:
    """A version with all that stands around it. `rights` are what this person may do with it:
    write, keep (the pupil's plans), log, sign."""

    def __init__(self, plan, version, *, user, rights, on):
        self.plan, self.version, self.user, self.rights, self.on = plan, version, user, rights, on
        self.kind = KINDS[plan.kind]

    @property
    def kind_template(self):
        """What a version of this kind holds beside its texts."""
        return f"safety/kinds/{self.kind.code}.html"

    @cached_property
    def of_kind(self):
        """What stands beside a version of this kind; None where nothing does."""
        return OF_KIND[self.kind.code](self) if self.kind.code in OF_KIND else None

    @cached_property
    def standing(self):
        return standing(self.plan, on=self.on)

    @cached_property
    def parts(self):
        """(title, text) of the parts that say something, in the order of the kind, but for the
        line and those that its own template shows. Those that are no part of the kind any more
        come last, under their old names."""
        said = {name: text for name, text in self.version.answers.items() if name != "line"}
        known = [(part, said.pop(part.name, "")) for part in parts_known(self.kind)]
        known = [(part.title, text) for part, text in known if not part.apart]
        return [(title, text) for title, text in [*known, *said.items()] if text.strip()]

    @cached_property
    def line(self):
        return self.version.answers.get("line", "")

    @cached_property
    def duties(self):
        """The named adults, each once, with what they do and when they read this version."""
        read = {one.user_id: one.at for one in self.version.acknowledgements.all()}
        found = {}
        for duty in self.version.duties.select_related("user", "place"):
            row = found.setdefault(duty.user_id, {"user": duty.user, "does": [], "training": []})
            row["does"].append(duty.in_words)
            if duty.training and duty.get_training_display() not in row["training"]:
                row["training"].append(duty.get_training_display())
            row["read_at"] = read.get(duty.user_id)
        return list(found.values())

    @cached_property
    def signatures(self):
        """(signer, agreement or None, whether it is needed), in the order of the kind."""
        given = {one.who: one for one in self.version.agreements.select_related("written_by")}
        return [(Signer(who), given.get(who), who in self.kind.needed) for who in self.kind.signers]

    @cached_property
    def missing(self):
        return missing_from(self.version) if self.is_draft else []

    @property
    def still_to_sign(self):
        return still_to_sign(self.version)

    @property
    def is_draft(self):
        return not self.version.is_signed

    @property
    def waits(self):
        """Sent, and not signed by all who must."""
        return self.is_draft and self.version.sent_at is not None

    @property
    def head_may_sign(self):
        return self.waits and self.rights["sign"] and Signer.HEAD in self.still_to_sign

    @property
    def asks_to_be_read(self):
        """This person is named in the version in force and has not said that they know it."""
        if not self.version.is_in_force or self.plan.ended_on:
            return False
        return any(row["user"] == self.user and not row["read_at"] for row in self.duties)

    @cached_property
    def earlier(self):
        """The other versions, the newest first."""
        return [one for one in self.plan.versions.all() if one.pk != self.version.pk]

    @cached_property
    def checks(self):
        return list(self.version.checks.select_related("checked_by"))

    @cached_property
    def papers(self):
        """(label, address) of this version on paper (the floor above prints it)."""
        found = [("On paper (PDF)", self.plan.url_of("paper", self.version.number))]
        if self.kind.code == "healthcare" and self.version.is_in_force:
            found.append(("Emergency card (PDF)", self.plan.url_of("card")))
        return found

    @cached_property
    def links(self):
        """The links by which the family was asked for its agreement."""
        return FamilyLink.objects.filter(purpose=self.plan.kind, subject_id=self.version.pk)
