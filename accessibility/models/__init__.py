from accessibility.models.action import Action, ProgressNote
from accessibility.models.audit import Audit, Finding, Photo, Severity
from accessibility.models.consultation import Asked, Consultation
from accessibility.models.plan import AccessibilityPlan
from accessibility.models.review import Decision, Review, Signature, Signer

__all__ = [
    "AccessibilityPlan",
    "Action",
    "Asked",
    "Audit",
    "Consultation",
    "Decision",
    "Finding",
    "Photo",
    "ProgressNote",
    "Review",
    "Severity",
    "Signature",
    "Signer",
]
