from safety.models.evacuation import (
    Building,
    Drill,
    DrillResult,
    EvacuationPlace,
    FloorPlan,
    PartOfDay,
    WeekDay,
)
from safety.models.healthcare import CareEvent, Dose, Medicine, Supply
from safety.models.local_part import LocalPart
from safety.models.people import (
    Acknowledgement,
    Agreement,
    Check,
    Contributor,
    Duty,
    Signer,
    VersionRow,
)
from safety.models.plan import SafetyPlan, TypedDraft, Version
from safety.models.restrictive import (
    Correction,
    ParentsTold,
    RestrictiveDraft,
    RestrictiveIntervention,
    RestrictiveKind,
    StaffInvolved,
)
from safety.models.risk import Control, ControlDone, Hazard
from safety.models.training import Training

__all__ = [
    "Acknowledgement",
    "Agreement",
    "Building",
    "CareEvent",
    "Check",
    "Contributor",
    "Control",
    "ControlDone",
    "Correction",
    "Dose",
    "Drill",
    "DrillResult",
    "Duty",
    "EvacuationPlace",
    "FloorPlan",
    "Hazard",
    "LocalPart",
    "Medicine",
    "ParentsTold",
    "PartOfDay",
    "RestrictiveDraft",
    "RestrictiveIntervention",
    "RestrictiveKind",
    "SafetyPlan",
    "Signer",
    "StaffInvolved",
    "Supply",
    "Training",
    "TypedDraft",
    "Version",
    "VersionRow",
    "WeekDay",
]
