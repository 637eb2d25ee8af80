from register.models.contact import Contact
from register.models.cover import CoverCard
from register.models.grants import PupilGrant
from register.models.group import ClassReading, Group, GroupAdult, GroupMember
from register.models.imports import ImportBatch, ImportFile, ImportMapping, ImportRow, Result
from register.models.link import FamilyLink
from register.models.need import Need
from register.models.note import Note
from register.models.profile import Profile
from register.models.pupil import Pupil
from register.models.roll_over import RollOver
from register.models.saved_view import RegisterColumns, SavedView
from register.models.status import Evidence, Origin, Status, StatusPeriod, Told

__all__ = [
    "ClassReading",
    "Contact",
    "CoverCard",
    "Evidence",
    "FamilyLink",
    "Group",
    "GroupAdult",
    "GroupMember",
    "ImportBatch",
    "ImportFile",
    "ImportMapping",
    "ImportRow",
    "Need",
    "Note",
    "Origin",
    "Profile",
    "Pupil",
    "PupilGrant",
    "RegisterColumns",
    "Result",
    "RollOver",
    "SavedView",
    "Status",
    "StatusPeriod",
    "Told",
]
