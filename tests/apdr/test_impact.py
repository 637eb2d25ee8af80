"""What came of support, counted by hand."""

from datetime import date

import pytest

from apdr.impact import effects
from apdr.models import Outcome, OutcomeProvision, OutcomeReview
from apdr.services import provision
from schools.school_year import SchoolYear
from tests.factories import plans
from tests.factories.provision import FIRST, rate, support, terms

TODAY = date(2026, 12, 18)
REVIEWED = date(2026, 12, 4)


@pytest.fixture
def talk(cast):
    """Five pupils for thirteen weeks; three sessions ticked, one of them in part."""
    terms(cast.school)
    rate(cast)
    pupils = [cast.pupil(name, "Lee", cast.class_3a) for name in ("A", "B", "C", "D", "E")]
    one = support(cast, *pupils)
    places = list(one.enrolments.all())
    for day, happened in ((7, "yes"), (9, "part"), (14, "no")):
        records = [(place, happened, "" if happened != "no" else "room") for place in places]
        provision.log_session(one, by=cast.assistant, on=date(2026, 9, day), records=records)
    return one


def rated(cast, one, ratings):
    """A reviewed outcome for each of the first pupils of an intervention."""
    for place, rating in zip(one.enrolments.all(), ratings, strict=False):
        cycle = plans.begin(cast, pupil=place.pupil)
        outcome = Outcome.objects.create(cycle=cycle, pupil=place.pupil, text="Talks")
        OutcomeProvision.objects.create(outcome=outcome, enrolment=place, pupil=place.pupil)
        OutcomeReview.objects.create(
            outcome=outcome, pupil=place.pupil, rating=rating, decision="continue",
            reviewed_on=REVIEWED, reviewed_by=cast.teacher,
        )  # fmt: skip


def line(cast, user=None, by=""):
    years = [SchoolYear(2026)]
    found = effects(user or cast.sendco, school=cast.school, today=TODAY, years=years, by=by)
    return found[0]


def test_pupils_hours_and_cost_of_an_intervention(cast, talk):
    found = line(cast)
    assert (len(found.pupils), float(found.hours)) == (5, 0.75)  # 30 minutes, and half of 30
    assert found.pence == 5 * 3900  # 13 weeks of an hour at 15.00, a fifth each


def test_the_effect_is_a_distribution(cast, talk):
    rated(cast, talk, [1, 3, 3, 4, 5])
    found = line(cast)
    assert found.by_rating == [1, 0, 2, 1, 1]
    assert found.on_track == 80
    assert [(part.rating, part.width) for part in found.parts][:2] == [(1, "20.00"), (3, "40.00")]


def test_under_five_pupils_there_is_too_little_to_say(cast, talk):
    rated(cast, talk, [5, 5, 5, 5])
    assert line(cast).is_too_few


def test_whoever_stopped_early_is_counted(cast, talk):
    place = talk.enrolments.first()
    provision.end_enrolment(place, by=cast.sendco, on=date(2026, 9, 25), why="Moved away")
    assert (line(cast).dropped, line(cast).drop_out) == (1, 20)


@pytest.mark.parametrize(
    ("by", "label"),
    [("", "Talk group"), ("need", "Communication and interaction"), ("year", "2026/27")],
)
def test_it_is_looked_at_by_intervention_need_and_year(cast, talk, by, label):
    assert line(cast, by=by).label == label


def test_a_teacher_counts_own_pupils_alone(cast, talk):
    other = cast.pupil("F", "Lee", cast.class_4b)
    provision.enrol(talk, [other], by=cast.sendco, on=FIRST)
    assert len(line(cast, cast.teacher).pupils) == 5


def test_the_page_says_too_few_and_shows_no_pupil(cast, talk, visit):
    page = visit(cast.sendco, "/provision/impact/").content.decode()
    assert "Too few to say" in page
    assert "Lee" not in page
