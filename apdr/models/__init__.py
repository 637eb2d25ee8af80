from apdr.models.bank import BankItem
from apdr.models.cycle import (
    Amendment,
    Cycle,
    Evidence,
    EvidenceKind,
    ParentMeeting,
    Phase,
    PlanDraft,
)
from apdr.models.money import HourlyRate, NotionalBudget, TopUp
from apdr.models.outcome import Outcome, OutcomeProvision, Strategy
from apdr.models.provision import Enrolment, Intervention, Session, SessionRecord
from apdr.models.review import Decision, OutcomeReview, Rating, ReviewDraft

__all__ = [
    "Amendment",
    "BankItem",
    "Cycle",
    "Decision",
    "Enrolment",
    "Evidence",
    "EvidenceKind",
    "HourlyRate",
    "Intervention",
    "NotionalBudget",
    "Outcome",
    "OutcomeProvision",
    "OutcomeReview",
    "ParentMeeting",
    "Phase",
    "PlanDraft",
    "Rating",
    "ReviewDraft",
    "Session",
    "SessionRecord",
    "Strategy",
    "TopUp",
]
