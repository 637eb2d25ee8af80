from django.db import models
from guardian.models import UserObjectPermissionBase

from register.models.pupil import Pupil


class PupilGrant(UserObjectPermissionBase):
    """This adult is named for this pupil (`access.grants`). A pupil's going takes it along."""

    content_object = models.ForeignKey(Pupil, models.CASCADE, related_name="grants")
