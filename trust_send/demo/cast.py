"""The people whom a visitor of the demo can step in as, and the card of each on the sign-in page.

Names and addresses never change: journeys, pictures and the README speak of them.
"""

from dataclasses import dataclass

from access.roles import Role
from trust_send.demo.trust import SCHOOL, TRUST


@dataclass(frozen=True)
class Star:
    """`place` is a school's slug, or empty for the trust; `sees` says what a visitor will find.

    `form`: the class in which a teacher or an assistant works.
    """

    place: str
    role: Role
    forename: str
    surname: str
    local: str
    sees: str
    title: str = ""
    form: str = ""

    @property
    def name(self):
        return f"{self.forename} {self.surname}"

    @property
    def email(self):
        return f"{self.local}@{SCHOOL[self.place].mail if self.place else 'brightwater.example'}"

    @property
    def group(self):
        return SCHOOL[self.place].name if self.place else TRUST["name"]

    @property
    def title_or_role(self):
        return self.title or self.role.label


@dataclass(frozen=True)
class Card:
    """One card of the sign-in page."""

    group: str
    role: str
    person: str
    sees: str
    email: str


OL = "orchard-lane"
CAST = [
    Star(OL, Role.SENDCO, "Niamh", "O'Dwyer", "sendco",
         "The whole register, an import that waits for an answer, and every pupil’s page."),
    Star(OL, Role.HEAD, "Samuel", "Adeyemi-Clarke", "head",
         "Safety plans to sign, the register to read, and the history of every record."),
    Star(OL, Role.LEADER, "Claire", "Whitcombe", "leadership",
         "The register and pupils’ pages, to read.", "Deputy head"),
    Star(OL, Role.TEACHER, "Tom", "Barlow", "teacher",
         "Class 4B alone: what each pupil needs in lessons and what has changed.",
         form="4B"),
    Star(OL, Role.TA, "Shanice", "Morgan", "ta",
         "The four pupils she is named for, and nobody else.", form="4B"),
    Star(OL, Role.GOVERNOR, "Geoffrey", "Ainsley", "governor",
         "The school’s figures and documents, and never a pupil’s name."),
    Star(OL, Role.BOARD, "Yvonne", "Castell", "board",
         "Figures for the academy board, and never a pupil’s name."),
    Star(OL, Role.DSL, "Farida", "Hussain", "dsl",
         "The register, risk assessments and the use of force, to keep children safe."),
    Star(OL, Role.MEDICAL, "Beata", "Kowalczyk", "medical",
         "Healthcare plans, the medicines of today with their packs, and who is trained."),
    Star(OL, Role.SITE, "Colin", "Tredwell", "site",
         "Who needs help to leave which building, floor plans, drills and the fire folder."),
    Star(OL, Role.FINANCE, "Lorraine", "Peake", "business",
         "Names and figures, for the notional SEND budget."),
    Star(OL, Role.DATA, "Hamza", "Iqbal", "data",
         "The roll and its imports: new files, held rows and corrections."),
    Star("wrenmoor", Role.SENDCO, "Marcus", "Trent", "sendco",
         "A secondary school: a roll of more than a thousand, with teaching groups."),
    Star("wrenmoor", Role.TEACHER, "Elin", "Prys-Davies", "teacher",
         "Her English groups and her form, each pupil with what helps.", "English teacher",
         form="8C"),
    Star("sallowfield", Role.SENDCO, "Ingrid", "Solheim", "sendco",
         "A special school, where nearly every pupil has an EHC plan."),
    Star("", Role.OPERATOR, "Jo", "Pemberton", "operator",
         "Schools, people and rights, and no pupil’s record."),
    Star("", Role.TRUST_LEAD, "Ruth", "Calloway", "send-lead",
         "Figures of all eight schools, and who may do what."),
    Star("", Role.TRUSTEE, "Margaret", "Oyelaran", "trustee",
         "The schools of the trust and who may do what, and never a pupil’s name."),
    Star("", Role.DPO, "Anil", "Deshmukh", "dpo",
         "What happened and who looked, for questions of data protection.",
         "Data protection officer"),
]  # fmt: skip


def cards():
    """The cards in the order shown: the school with the most to see first, the trust last."""
    return [Card(s.group, s.title_or_role, s.name, s.sees, s.email) for s in CAST]
