"""What the front page of a school shows of its figures."""

from access.checks import reach
from access.policy import Permission, Reach
from reports.measures import SchoolFigures


def figures_for(user, on):
    """The figures as this person may see them."""
    exact = reach(user, Permission.VIEW_SCHOOL_FIGURES) is Reach.ALL
    return SchoolFigures(on=on, exact=exact)


def figures_of_the_school(home):
    """For those who see no pupil by name; the others have the register itself."""
    if home.reaches_all(Permission.VIEW_REGISTER):
        return None
    return {"figures": figures_for(home.user, home.today)}
