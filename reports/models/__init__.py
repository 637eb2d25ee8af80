from reports.models.information_report import (
    Approval,
    InformationReport,
    LinkCheck,
    Remark,
    Section,
    SectionDraft,
    TrustText,
)
from reports.models.publishing import PublishedVersion
from reports.models.register import StatutoryPaper

__all__ = [
    "Approval",
    "InformationReport",
    "LinkCheck",
    "PublishedVersion",
    "Remark",
    "Section",
    "SectionDraft",
    "StatutoryPaper",
    "TrustText",
]
