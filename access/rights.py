"""One person and one pupil: what may they do with this record?

`access.checks.may` answers for a role; somebody who teaches one class and looks after medicines for
the whole school reaches each pupil with some of their permissions only.
"""

from access.checks import reaches
from access.policy import Permission, Reach


class RightsOver:
    """`rights.may(Permission.VIEW_NOTES)`; in a template `{% if rights.view_notes %}`.

    `reached_by` is a permission by which the pupil was found within reach just now. The database
    is asked once for each further kind of reach.
    """

    def __init__(self, user, pupil, *, reached_by=None):
        self.user, self.pupil = user, pupil
        self._known = {}
        if reached_by:
            self._known[frozenset(reaches(user, reached_by))] = True

    def may(self, permission):
        found = frozenset(reaches(self.user, permission))
        if not found or Reach.ALL in found:
            return bool(found)
        if found not in self._known:
            mine = type(self.pupil).objects.for_user(self.user, to=permission)
            self._known[found] = mine.filter(pk=self.pupil.pk).exists()
        return self._known[found]

    def __getitem__(self, name):
        return self.may(Permission(name))

    @property
    def view_upn(self):
        """A UPN is no public number: it is for those who keep or read the whole register."""
        return Reach.ALL in reaches(self.user, Permission.VIEW_REGISTER)
