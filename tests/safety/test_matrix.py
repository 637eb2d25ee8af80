"""How risks are weighed: the product's matrices, the trust's own, and what a version keeps."""

import pytest

from safety.matrix import SCALES, matrix_of, todays_matrix
from safety.models import Version
from safety.services import plans
from schools.models import Trust
from tests.factories import safety

PAGE = "/trust/settings/risk/"


def bands(*rows, **more):
    """The page as it is sent: (label, from, to) of each band."""
    sent = {f"band-{n}-{part}": "" for n in range(5) for part in ("label", "least", "most")}
    for n, (label, least, most) in enumerate(rows):
        sent |= {f"band-{n}-label": label, f"band-{n}-least": least, f"band-{n}-most": most}
        sent[f"band-{n}-action"] = "Watch"
    return sent | more


@pytest.mark.parametrize("size", [3, 5])
def test_every_score_of_the_products_matrices_has_one_band(size):
    matrix = SCALES[size]
    for score in range(1, size**2 + 1):
        found = [band for band in matrix.bands if band.least <= score <= band.most]
        assert found == [matrix.band(score)]


def test_a_score_is_said_in_words():
    score = SCALES[5].score(4, 5)
    assert (score.number, score.likely, score.severe) == (20, "Likely", "Life-threatening")
    assert (score.band.label, score.band.tone) == ("Very high", "red")


def test_what_is_weighed_on_a_larger_scale_has_no_score_on_a_smaller():
    assert SCALES[3].score(4, 2) is None
    assert SCALES[3].score(None, 2) is None


def test_without_a_choice_of_the_trusts_the_products_own_matrix_holds(alder):
    assert todays_matrix() == SCALES[5]


def test_the_trust_words_its_bands(cast, visit):
    answer = visit(
        cast.operator, PAGE, bands(("Fine", "1", "9"), ("Stop", "10", "25")), school=None
    )
    assert answer.status_code == 302
    matrix = matrix_of(Trust.objects.get())
    assert [(b.label, b.scores, b.tone) for b in matrix.bands] == [
        ("Fine", "1 to 9", "green"),
        ("Stop", "10 to 25", "red"),
    ]


def test_the_trust_chooses_the_smaller_scale(cast, visit):
    visit(cast.operator, f"{PAGE}?scale=3", bands(("All", "1", "9")), school=None)
    assert todays_matrix().size == 3
    assert todays_matrix().score(3, 3).band.label == "All"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("Low", "1", "4"), ("High", "6", "25")], "“High” must begin at 5, right after “Low”"),
        ([("Low", "1", "6"), ("High", "6", "25")], "“High” must begin at 7, right after “Low”"),
        ([("Low", "2", "25")], "“Low” must begin at 1: the lowest score"),
        ([("High", "10", "25"), ("Low", "1", "9")], "“High” must begin at 1: the lowest score"),
        ([("Low", "1", "20")], "The last band must end at 25, the highest score"),
        ([("Low", "1", "4"), ("High", "5", "3")], "Enter 5 or more"),
        ([("Low", "1", "4"), ("low", "5", "25")], "Another band is called “low”"),
        ([("Low", "one", "25")], "Enter a whole number"),
        ([("", "1", "25")], "Enter what it is called"),
        ([], "Enter at least one band"),
    ],
)
def test_bands_that_leave_a_score_out_or_take_it_twice_are_refused_in_words(
    cast, visit, rows, words
):
    answer = visit(cast.operator, PAGE, bands(*rows), school=None)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Trust.objects.get().risk_matrix == {}


def test_a_signed_version_keeps_the_matrix_of_its_day(cast, visit):
    plan = safety.in_force(cast)
    Version.objects.filter(plan=plan, signed_at=None).delete()
    draft = plans.start_draft(plan, by=cast.sendco)
    before = SCALES[5].data
    Version.objects.filter(pk=draft.pk).update(matrix=before)
    visit(cast.operator, f"{PAGE}?scale=3", bands(("All", "1", "9")), school=None)
    answer = visit(cast.sendco, f"/safety/risk/{plan.pk}/versions/2/")
    assert "Almost certain" in answer.content.decode()
    page = visit(cast.sendco, f"/safety/risk/{plan.pk}/write/").content.decode()
    assert "The scale has changed since this was weighed" in page
