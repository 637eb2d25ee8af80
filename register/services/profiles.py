from django.db import transaction
from django.utils import timezone

from audit.record import record
from register.models import Profile
from register.versions import hold, refuse_if_changed


@transaction.atomic
def save_profile(pupil, *, by, strengths="", what_helps="", what_to_avoid="", seen=None):
    """Write what a teacher needs in the classroom, one line a thing. `seen` is `version_of` the
    profile that the person saw (of nothing, where there was none)."""
    hold(pupil)
    profile = Profile.objects.filter(pupil=pupil).first()
    refuse_if_changed(seen, profile)
    if profile is None:
        profile = Profile(pupil=pupil, version=0)
    profile.strengths, profile.what_helps = strengths, what_helps
    profile.what_to_avoid = what_to_avoid
    profile.version += 1
    profile.changed_at, profile.changed_by = timezone.now(), by
    profile.save()
    record("profile.changed", profile, by=by, version=profile.version)
    return profile
