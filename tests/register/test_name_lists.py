import pytest

from register.models import Pupil
from register.name_lists import PupilFinder, Unclear


@pytest.fixture
def finder(cast):
    cast.pupil("Zoë", "O’Brien-Smith", preferred_forename="Zed", upn="A999200124001")
    cast.pupil("Jo", "Twin"), cast.pupil("Jo", "Twin")
    return PupilFinder(Pupil.objects.on_roll())


@pytest.mark.parametrize(
    "text",
    [
        "Zoë O’Brien-Smith",
        "zoe obrien smith",
        "O'BRIEN-SMITH, ZOE",
        "Zed O’Brien-Smith",
        "A999200124001",
        "a999 2001 24001",
    ],
)
def test_a_pupil_is_known_by_upn_or_by_name_however_it_is_written(finder, text):
    assert finder.find(text).legal_forename == "Zoë"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Jo Twin", "2 pupils are called “Jo Twin”. Use the UPN instead"),
        ("Zoe", "No pupil on the roll is called “Zoe”"),
        ("", "No pupil on the roll is called “”"),
        ("B999200124001", "No pupil on the roll has the UPN B999200124001"),
    ],
)
def test_nobody_is_guessed(finder, text, why):
    with pytest.raises(Unclear, match=why):
        finder.find(text)


def test_somebody_who_left_is_not_found(cast):
    gone = cast.pupil("Ann", "Gone", left_on="2026-10-01")
    with pytest.raises(Unclear):
        PupilFinder(Pupil.objects.on_roll()).find(gone.name)
