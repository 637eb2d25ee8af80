from django.db import models


class Role(models.TextChoices):
    """The job titles of the trust, as its policy names them (clauses 5.1 to 5.4, 6.4, 6.6)."""

    SENDCO = "sendco", "SENDCo"
    HEAD = "headteacher", "Headteacher"
    LEADER = "slt", "Leadership team"
    TEACHER = "class_teacher", "Teacher"
    TA = "ta", "Teaching assistant"
    MEDICAL = "medical_lead", "First-aid or medical lead"
    DSL = "dsl", "Designated safeguarding lead"
    SITE = "site_fire", "Site or fire lead"
    FINANCE = "finance", "Business manager"
    DATA = "data_manager", "Data or exams officer"
    GOVERNOR = "send_governor", "SEND governor"
    BOARD = "lab_member", "Local academy board member"
    TRUSTEE = "trust_board", "Trust board trustee"
    TRUST_LEAD = "trust_send_lead", "Trust SEND lead"
    OPERATOR = "sysadmin", "Technical administrator"
    DPO = "auditor", "Data protection officer"

    @property
    def is_of_the_trust(self):
        """True for a role held once for all schools, and not in one school."""
        return self in TRUST_ROLES


TRUST_ROLES = (Role.TRUSTEE, Role.TRUST_LEAD, Role.OPERATOR, Role.DPO)
SCHOOL_ROLES = tuple(role for role in Role if role not in TRUST_ROLES)
# Those who work in a school; its governors and board govern and do not (policy 5.1, 5.2).
STAFF_ROLES = tuple(role for role in SCHOOL_ROLES if role not in (Role.GOVERNOR, Role.BOARD))
