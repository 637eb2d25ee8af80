"""Who may do what: a row a permission, a column a role, a word a cell, and no logic.

The cells follow the trust's policy, clauses 5 to 7, and `domain/roles.md` (least privilege where
the policy is silent). They are the trust's to decide. After a change run `manage.py policy`, which
prints this table into docs/access-policy.md; a test fails while that file is stale.
"""

from enum import StrEnum

from access.roles import SCHOOL_ROLES, Role


class Reach(StrEnum):
    """How far a permission reaches for a role."""

    ALL = "all"  # every pupil of the school, or the whole page where no pupil is concerned
    TAUGHT = "taught"  # the pupils on this person's own class lists today
    NAMED = "named"  # the pupils this person is named for
    OWN = "own"  # the records that name this person, or which they wrote
    AGGREGATE = "aggregate"  # counts only, small numbers hidden
    NO = "no"

    @property
    def label(self):
        return REACH_LABELS[self]

    @property
    def label_for_you(self):
        """The same, said to the person themselves."""
        return self.label.replace("they", "you")


REACH_LABELS = {
    Reach.ALL: "Yes",
    Reach.TAUGHT: "Pupils they teach",
    Reach.NAMED: "Pupils they are named for",
    Reach.OWN: "Records that name them",
    Reach.AGGREGATE: "Figures only",
    Reach.NO: "No",
}


class Permission(StrEnum):
    """What a page lets a person do. The label is what the policy page calls it."""

    def __new__(cls, value, label=""):
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member

    VIEW_PUPIL = "view_pupil", "See who a pupil is: name and class"
    VIEW_BIRTH_DATE = "view_birth_date", "See a pupil's date of birth and age"
    VIEW_LEAVERS = "view_leavers", "Open the record of a pupil who has left"
    VIEW_REGISTER = "view_register", "See a pupil's SEN status, needs and flags"
    VIEW_PROFILE = "view_profile", "See what helps a pupil in the classroom"
    VIEW_CONTACTS = "view_contacts", "See a pupil's family contacts"
    VIEW_NOTES = "view_notes", "Read the notes log"
    VIEW_HISTORY = "view_history", "See who changed and who looked at a record"
    EDIT_PUPIL = "edit_pupil", "Add a pupil and correct the roll"
    CHANGE_STATUS = "change_status", "Change SEN status and needs, write to parents"
    EDIT_PROFILE = "edit_profile", "Write what helps a pupil"
    EDIT_CONTACTS = "edit_contacts", "Change family contacts"
    ADD_NOTE = "add_note", "Add to the notes log"
    NAME_ADULTS = "name_adults", "Choose key adults and name adults for a pupil"
    EXPORT_REGISTER = "export_register", "Export and print the register"
    IMPORT_ROLL = "import_roll", "Import the roll"
    VIEW_CLASSES = "view_classes", "See classes and who teaches them"
    MANAGE_CLASSES = "manage_classes", "Set up classes and who teaches them"
    READ_CLASS = "read_class", "Read “My classes” and acknowledge it"
    VIEW_PLANS = "view_plans", "Read what plans aim for: outcomes, support, what came of it"
    VIEW_WHOLE_PLANS = "view_whole_plans", "Read the rest of plans: evidence, views, decisions"
    WRITE_PLANS = "write_plans", "Write plans, review outcomes, tell parents"
    SHARE_WITH_FAMILY = "share_with_family", "Send a family a link, without an account, and end it"
    CLOSE_CYCLES = "close_cycles", "Ask back a review, close a cycle, amend a closed one"
    VIEW_PROVISION = "view_provision", "See interventions and who takes part"
    MANAGE_PROVISION = "manage_provision", "Set up interventions and who takes part"
    LOG_SESSIONS = "log_sessions", "Tick whether a session happened, also for groups they lead"
    VIEW_COSTS = "view_costs", "See what support costs"
    SET_COSTS = "set_costs", "Set hourly rates, top-up and the notional budget"
    VIEW_RISK = "view_risk", "Read a pupil's risk assessments"
    WRITE_RISK = "write_risk", "Write a risk assessment"
    VIEW_PEEP = "view_peep", "Read a pupil's evacuation plan (PEEP)"
    WRITE_PEEP = "write_peep", "Write an evacuation plan (PEEP)"
    VIEW_HEALTHCARE = "view_healthcare", "Read a pupil's healthcare plan"
    WRITE_HEALTHCARE = "write_healthcare", "Write a healthcare plan, keep its medicines"
    LOG_DOSES = "log_doses", "Log a dose of medicine"
    VIEW_INTIMATE = "view_intimate", "Read a pupil's intimate care plan"
    WRITE_INTIMATE = "write_intimate", "Write an intimate care plan"
    LOG_CARE = "log_care", "Log intimate care that was given"
    SIGN_SAFETY_PLANS = "sign_safety_plans", "Sign safety plans for the school"
    VIEW_SAFETY_LIST = "view_safety_list", "See the list of the safety plans that they may read"
    COVER_CLASS = "cover_class", "Give cover staff a card of a class for a day"
    ADD_PLAN_PARTS = "add_plan_parts", "Add parts of the school's own to safety plans"
    MANAGE_BUILDINGS = "manage_buildings", "Set up buildings, floor plans and assembly points"
    RUN_DRILLS = "run_drills", "Run a fire drill, print the fire folder"
    VIEW_TRAINING = "view_training", "See what staff are trained in, and until when"
    MANAGE_TRAINING = "manage_training", "Record what staff are trained in"
    VIEW_RESTRICTIVE = "view_restrictive", "Read records of force, restraint and seclusion"
    RECORD_RESTRICTIVE = "record_restrictive", "Record force, restraint or seclusion"
    VIEW_FORCE_FIGURES = "view_force_figures", "See patterns of force, restraint and seclusion"
    VIEW_STATUTORY_PAPERS = "view_statutory_papers", "See the papers that a school must publish"
    WRITE_STATUTORY_PAPERS = "write_statutory_papers", "Write and publish those papers"
    APPROVE_STATUTORY_PAPERS = "approve_statutory_papers", "Approve those papers"
    VIEW_SCHOOL_FIGURES = "view_school_figures", "See the school's figures"
    MANAGE_SCHOOL_STAFF = "manage_school_staff", "Invite staff, give and end roles in a school"
    VIEW_AUDIT = "view_audit", "See what happened in the school's records, without names of pupils"
    MANAGE_SCHOOL_YEAR = "manage_school_year", "Set the school's term dates and closure days"
    VIEW_POLICY = "view_policy", "See who may do what"
    MANAGE_SCHOOLS = "manage_schools", "Open and close schools, set the trust's details and terms"
    EDIT_TRUST_BANK = "edit_trust_bank", "Change the trust's bank of outcomes and support"
    VIEW_ALL_PAPERS = "view_all_papers", "See how all schools stand with their papers"
    LEAD_STATUTORY_PAPERS = "lead_statutory_papers", "Set the trust's texts, send a paper back"
    MANAGE_TRUST_STAFF = "manage_trust_staff", "Invite staff and give roles in the trust"


# fmt: off
ALL, TAUGHT, NAMED, OWN = Reach.ALL, Reach.TAUGHT, Reach.NAMED, Reach.OWN
AGG, NO = Reach.AGGREGATE, Reach.NO
P = Permission

COLUMNS = (
    Role.SENDCO, Role.HEAD, Role.LEADER, Role.TEACHER, Role.TA, Role.MEDICAL, Role.DSL, Role.SITE,
    Role.FINANCE, Role.DATA, Role.GOVERNOR, Role.BOARD, Role.TRUSTEE, Role.TRUST_LEAD, Role.OPERATOR, Role.DPO,
)
TABLE = {
    #                      SENDCo Head Leader Teacher  TA     Medical DSL  Site Fin. Data  Gov. Board | Trustee Lead Oper. DPO
    P.VIEW_PUPIL:         (ALL,   ALL,  ALL,  TAUGHT, NAMED,  ALL,  ALL,  ALL, ALL, ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_BIRTH_DATE:    (ALL,   ALL,  ALL,  TAUGHT, NAMED,  ALL,  ALL,  NO,  NO,  ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_LEAVERS:       (ALL,   ALL,  NO,   NO,     NO,     NO,   NO,   NO,  NO,  ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_REGISTER:      (ALL,   ALL,  ALL,  TAUGHT, NAMED,  NO,   ALL,  NO,  NO,  ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_PROFILE:       (ALL,   ALL,  ALL,  TAUGHT, NAMED,  NO,   ALL,  NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_CONTACTS:      (ALL,   ALL,  NO,   NO,     NO,     ALL,  ALL,  NO,  NO,  ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_NOTES:         (ALL,   ALL,  NO,   NO,     NO,     NO,   ALL,  NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_HISTORY:       (ALL,   ALL,  NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.EDIT_PUPIL:         (ALL,   NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.CHANGE_STATUS:      (ALL,   NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.EDIT_PROFILE:       (ALL,   NO,   NO,   TAUGHT, NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.EDIT_CONTACTS:      (ALL,   NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.ADD_NOTE:           (ALL,   ALL,  NO,   TAUGHT, NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.NAME_ADULTS:        (ALL,   NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.EXPORT_REGISTER:    (ALL,   ALL,  NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.IMPORT_ROLL:        (ALL,   NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_CLASSES:       (ALL,   ALL,  ALL,  NO,     NO,     NO,   NO,   NO,  NO,  ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.MANAGE_CLASSES:     (ALL,   NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  ALL,  NO,   NO,     NO,   NO,  NO,  NO),
    P.READ_CLASS:         (NO,    NO,   NO,   TAUGHT, NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_PLANS:         (ALL,   ALL,  ALL,  TAUGHT, NAMED,  NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_WHOLE_PLANS:   (ALL,   ALL,  ALL,  TAUGHT, NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.WRITE_PLANS:        (ALL,   NO,   NO,   TAUGHT, NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.SHARE_WITH_FAMILY:  (ALL,   NO,   NO,   TAUGHT, NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.CLOSE_CYCLES:       (ALL,   NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_PROVISION:     (ALL,   ALL,  ALL,  TAUGHT, NAMED,  NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.MANAGE_PROVISION:   (ALL,   NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.LOG_SESSIONS:       (ALL,   NO,   NO,   TAUGHT, NAMED,  NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_COSTS:         (ALL,   ALL,  ALL,  NO,     NO,     NO,   NO,   NO,  AGG, NO,   NO,   NO,     NO,   AGG, NO,  NO),
    P.SET_COSTS:          (ALL,   ALL,  NO,   NO,     NO,     NO,   NO,   NO,  ALL, NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_RISK:          (ALL,   ALL,  ALL,  TAUGHT, NAMED,  OWN,  ALL,  OWN, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.WRITE_RISK:         (ALL,   OWN,  OWN,  OWN,    OWN,    OWN,  OWN,  OWN, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_PEEP:          (ALL,   ALL,  ALL,  TAUGHT, NAMED,  ALL,  OWN,  ALL, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.WRITE_PEEP:         (ALL,   OWN,  OWN,  OWN,    OWN,    OWN,  OWN,  ALL, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_HEALTHCARE:    (ALL,   ALL,  OWN,  TAUGHT, NAMED,  ALL,  OWN,  OWN, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.WRITE_HEALTHCARE:   (ALL,   OWN,  OWN,  OWN,    OWN,    ALL,  OWN,  OWN, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.LOG_DOSES:          (ALL,   OWN,  OWN,  OWN,    OWN,    ALL,  OWN,  OWN, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_INTIMATE:      (ALL,   ALL,  OWN,  OWN,    OWN,    OWN,  OWN,  NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.WRITE_INTIMATE:     (ALL,   OWN,  OWN,  OWN,    OWN,    OWN,  OWN,  NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.LOG_CARE:           (ALL,   OWN,  OWN,  OWN,    OWN,    OWN,  OWN,  NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.SIGN_SAFETY_PLANS:  (NO,    ALL,  NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_SAFETY_LIST:   (ALL,   ALL,  ALL,  TAUGHT, NAMED,  ALL,  ALL,  ALL, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.COVER_CLASS:        (ALL,   ALL,  ALL,  NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.ADD_PLAN_PARTS:     (ALL,   ALL,  NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.MANAGE_BUILDINGS:   (ALL,   ALL,  NO,   NO,     NO,     NO,   NO,   ALL, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.RUN_DRILLS:         (ALL,   ALL,  ALL,  NO,     NO,     NO,   NO,   ALL, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_TRAINING:      (ALL,   ALL,  ALL,  NO,     NO,     ALL,  NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.MANAGE_TRAINING:    (ALL,   ALL,  NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_RESTRICTIVE:   (ALL,   ALL,  OWN,  OWN,    OWN,    OWN,  ALL,  OWN, NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.RECORD_RESTRICTIVE: (ALL,   ALL,  ALL,  TAUGHT, NAMED,  NO,   ALL,  NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.VIEW_FORCE_FIGURES: (ALL,   ALL,  NO,   NO,     NO,     NO,   ALL,  NO,  NO,  NO,   AGG,  NO,     NO,   NO,  NO,  NO),
    P.VIEW_STATUTORY_PAPERS: (ALL, ALL, ALL,  NO,     NO,     NO,   NO,   NO,  NO,  NO,   ALL,  ALL,    ALL,  ALL, NO,  ALL),
    P.WRITE_STATUTORY_PAPERS: (ALL, ALL, ALL, NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  NO,  NO),
    P.APPROVE_STATUTORY_PAPERS: (NO, ALL, NO, NO,     NO,     NO,   NO,   NO,  NO,  NO,   ALL,  NO,     NO,   NO,  NO,  NO),
    P.VIEW_SCHOOL_FIGURES:(ALL,   ALL,  ALL,  NO,     NO,     NO,   NO,   NO,  AGG, AGG,  AGG,  AGG,    NO,   AGG, NO,  NO),
    P.MANAGE_SCHOOL_STAFF:(ALL,   ALL,  NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  ALL, NO),
    P.VIEW_AUDIT:         (NO,    ALL,  NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  ALL, ALL),
    P.MANAGE_SCHOOL_YEAR: (ALL,   ALL,  NO,   NO,     NO,     NO,   NO,   NO,  NO,  ALL,  NO,   NO,     NO,   NO,  ALL, NO),
    P.VIEW_POLICY:        (ALL,   ALL,  ALL,  ALL,    ALL,    ALL,  ALL,  ALL, ALL, ALL,  ALL,  ALL,    ALL,  ALL, ALL, ALL),
    P.MANAGE_SCHOOLS:     (NO,    NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  ALL, NO),
    P.EDIT_TRUST_BANK:    (NO,    NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   ALL, ALL, NO),
    P.VIEW_ALL_PAPERS:    (NO,    NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     ALL,  ALL, NO,  ALL),
    P.LEAD_STATUTORY_PAPERS: (NO, NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   ALL, NO,  NO),
    P.MANAGE_TRUST_STAFF: (NO,    NO,   NO,   NO,     NO,     NO,   NO,   NO,  NO,  NO,   NO,   NO,     NO,   NO,  ALL, NO),
}
# fmt: on

# Who may give which role to another person, and end it. A headteacher is appointed by the trust; a
# SENDCo gives the roles of those who work with pupils from day to day. Nobody gives or ends a role
# of their own.
GIVES = {
    Role.SENDCO: (Role.TEACHER, Role.TA, Role.MEDICAL, Role.SITE, Role.DATA),
    Role.HEAD: tuple(role for role in SCHOOL_ROLES if role is not Role.HEAD),
    Role.OPERATOR: tuple(Role),
}
