from register.models.contact import Contact
from register.models.grants import PupilGrant
from register.models.group import ClassReading, Group, GroupAdult, GroupMember
from register.models.need import Need
from register.models.note import Note
from register.models.profile import Profile
from register.models.pupil import Pupil
from register.models.saved_view import RegisterColumns, SavedView
from register.models.status import Origin, Status, StatusPeriod

__all__ = [
    "ClassReading",
    "Contact",
    "Group",
    "GroupAdult",
    "GroupMember",
    "Need",
    "Note",
    "Origin",
    "Profile",
    "Pupil",
    "PupilGrant",
    "RegisterColumns",
    "SavedView",
    "Status",
    "StatusPeriod",
]
