"""Which adult is named for which pupil. django-guardian holds the grants, in the school's own
schema, with a real foreign key to the pupil; nothing else about rights is kept in rows."""

from django.contrib.auth import get_user_model
from guardian.shortcuts import assign_perm, remove_perm
from guardian.utils import get_user_obj_perms_model

NAMED = "named_for_pupil"


def name_adult(pupil, user):
    """Name this adult for this pupil. Naming them twice changes nothing."""
    assign_perm(NAMED, user, pupil)


def unname_adult(pupil, user):
    """Take the name away again."""
    remove_perm(NAMED, user, pupil)


def adults_named_for(pupil):
    """The adults named for this pupil, by name."""
    named = pupil.grants.filter(permission__codename=NAMED)
    return get_user_model().objects.filter(pk__in=named.values("user")).order_by("name")


def pupils_named_to(user, pupil_model):
    """Ids of the pupils this adult is named for, as a subquery."""
    grants = get_user_obj_perms_model(pupil_model).objects
    return grants.filter(user=user, permission__codename=NAMED).values("content_object_id")


def name_adults(pupils, user):
    """Name one adult for many pupils."""
    assign_perm(NAMED, user, list(pupils))  # type: ignore[arg-type]  # guardian takes lists too
