"""The school in figures: true numbers for its staff, small ones hidden for everybody else."""

import pytest

from access.roles import Role
from register.models import Need
from reports.measures import SchoolFigures
from reports.suppression import HIDDEN
from tests.factories.cast import DAY


@pytest.fixture
def school(cast):
    """Twelve with SEN support in Year 3, two with a plan in Year 4, one watched, forty others."""
    for number in range(12):
        pupil = cast.pupil("Kay", f"Support {number}")
        cast.status(pupil, "K")
        Need.objects.create(pupil=pupil, sen_type="SLCN", rank=1, started_on=DAY)
    for number in range(2):
        cast.status(cast.pupil("Eve", f"Plan {number}", year_group="4"), "E")
    cast.status(cast.pupil("Moe", "Watched"), "M")
    for number in range(40):
        cast.pupil("Nell", f"Nothing {number}")
    return cast


def counted(rows):
    return {row.label: row.count for row in rows}


def test_staff_see_true_counts(school):
    figures = SchoolFigures(on=DAY, exact=True)
    assert figures.roll.count == 55
    assert counted(figures.by_status) == {
        "EHC plan": 2, "SEN support": 12, "Monitoring": 1, "No SEN": 40,
    }  # fmt: skip
    assert counted(figures.by_year) == {"Year 3": 12, "Year 4": 2}
    assert counted(figures.by_area) == {"Communication and interaction": 12, "Not recorded": 2}


def test_shares_are_of_the_roll_and_half_up(school):
    shares = {row.key: row.share for row in SchoolFigures(on=DAY, exact=True).by_status}
    assert str(shares["K"]) == "21.8"
    assert str(shares["M"]) == "1.8"


def test_a_governor_sees_no_small_number_and_none_beside_it(school):
    figures = SchoolFigures(on=DAY, exact=False)
    assert counted(figures.by_year) == {"Year 3": HIDDEN, "Year 4": HIDDEN}
    assert counted(figures.by_status)["Monitoring"] is HIDDEN
    assert all(row.share is None for row in figures.by_status if row.count is HIDDEN)


def test_a_pupil_who_left_or_is_a_guest_does_not_count(school):
    school.pupil("Lee", "Left", left_on=DAY)
    school.pupil("Gus", "Guest", enrolment="G")
    assert SchoolFigures(on=DAY, exact=True).roll.count == 55


@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.BOARD, Role.FINANCE, Role.TRUST_LEAD])
def test_who_sees_figures_only_sees_them_without_small_numbers(school, visit, role):
    answer = visit(school.person(role), "/figures/")
    assert not answer.context["figures"].exact
    text = answer.content.decode()
    assert "Counts from 1 to 4 are hidden" in text
    assert "Support 0" not in text


def test_a_person_of_the_school_sees_true_numbers(school, visit):
    answer = visit(school.head, "/figures/")
    assert answer.context["figures"].exact
    assert "hidden" not in answer.context["figures"].sen.words


@pytest.mark.parametrize("role", [Role.TEACHER, Role.TA, Role.MEDICAL, Role.OPERATOR])
def test_who_has_no_use_for_figures_is_refused(school, visit, role):
    assert visit(school.person(role), "/figures/").status_code == 403


def test_the_figures_of_an_empty_school_say_what_is_missing(cast, visit):
    assert "Nobody is on the roll yet" in visit(cast.head, "/figures/").content.decode()


def test_the_page_asks_one_question_for_all_figures(school, visit, client, at_most):
    visit(school.head, "/figures/")
    with at_most(8):
        client.get("/schools/alder/figures/")
