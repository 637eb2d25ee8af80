import shutil
import subprocess
from datetime import date

import page
import pytest

from audit.models import AuditEvent
from register.models import Told
from register.services.needs import NeedEntry
from register.services.status import change_status
from reports.papers.status_letter import status_letter

DAY = date(2026, 11, 5)


@pytest.fixture
def decide(cast):
    """decide(pupil, "K", "SLCN") → the status period."""

    def change(pupil, status, *codes):
        return change_status(
            pupil, by=cast.sendco, status=status, on=DAY, parents_told_on=date(2026, 11, 3),
            parents_told_how=Told.MEETING, needs=[NeedEntry(code) for code in codes],
            reason="Reading has slowed.", evidence=["parents"], look_again_on=date(2027, 7, 21),
        )  # fmt: skip

    return change


def words(cast, period):
    return status_letter(period, school=cast.school, by=cast.sendco, on=DAY)


def path(period):
    return f"/pupils/{period.pupil_id}/status/{period.pk}/letter.pdf"


def test_the_letter_says_what_was_decided_why_and_when_the_parents_were_told(cast, decide):
    """Children and Families Act 2014, s.68; policy 7.5."""
    said = words(cast, decide(cast.dot, "K", "SLCN"))
    assert "SEN support for Dot" in said
    assert "From 5 November 2026" in said
    assert "Reading has slowed." in said
    assert "when we met on 3 November 2026" in said


def test_parents_who_are_told_by_this_very_letter_do_not_read_of_an_earlier_one(cast, decide):
    period = decide(cast.dot, "K", "SLCN")
    period.parents_told_how = Told.LETTER
    assert "We wrote to you about this on 3 November 2026." in words(cast, period)
    period.parents_told_on = DAY
    assert "We wrote to you" not in words(cast, period)


def test_a_letter_about_leaving_the_register_says_when_we_look_again(cast, decide):
    said = words(cast, decide(cast.ann, "M", "SLCN"))
    assert "Ann no longer needs SEN support" in said
    assert "21 July 2027" in said


def test_no_address_of_one_parent_goes_to_another(cast, decide):
    cast.dot.contacts.create(name="Mr Dyer", relationship="Father", address="9 Hidden Lane")
    assert "Hidden Lane" not in words(cast, decide(cast.dot, "K", "SLCN"))


def test_the_letter_is_a_tagged_pdf_with_a_neutral_name_and_title(cast, decide, visit, tmp_path):
    period = decide(cast.dot, "K", "SLCN")
    answer = visit(cast.sendco, path(period))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letter.pdf"'
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(answer.content)
    result = page.validate_pdf(str(letter), profile=page.ValidationProfile.PDF_UA_1)
    assert result.is_compliant, [failure.message for failure in result.failures]
    assert b"Dyer" not in answer.content.partition(b"stream")[0]


@pytest.mark.skipif(not shutil.which("pdffonts"), reason="poppler is not on this machine")
def test_the_letter_carries_its_typeface(cast, decide, visit, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(visit(cast.sendco, path(decide(cast.dot, "K", "SLCN"))).content)
    fonts = subprocess.run(["pdffonts", letter], capture_output=True, text=True, check=True)
    assert "Hanken" in fonts.stdout


def test_each_letter_is_one_event(cast, decide, visit):
    visit(cast.sendco, path(decide(cast.dot, "K", "SLCN")))
    event = AuditEvent.objects.get(action="letter.printed")
    assert event.pupil_id == cast.dot.pk


def test_only_who_changes_status_makes_the_letter(cast, decide, visit):
    period = decide(cast.dot, "K", "SLCN")
    assert visit(cast.teacher, path(period)).status_code == 403
    assert visit(cast.head, path(period)).status_code == 403


def test_the_letter_of_another_pupil_is_not_found_below_this_one(cast, decide, visit):
    period = decide(cast.dot, "K", "SLCN")
    elsewhere = path(period).replace(str(cast.dot.pk), str(cast.ann.pk))
    assert visit(cast.sendco, elsewhere).status_code == 404
