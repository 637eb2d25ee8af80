from datetime import date

import pytest
from page import validate_pdf_bytes

from apdr.models import Cycle
from reports.papers.parent_plan import parent_plan, parent_plans
from reports.pdf import html_to_pdf
from tests.factories import plans

DAY = date(2026, 11, 24)


@pytest.fixture
def agreed(cast):
    cycle = plans.agreed(cast)
    return Cycle.objects.whole().get(pk=cycle.pk)


def test_the_page_says_in_plain_words_what_we_work_on_and_when_we_meet(cast, agreed):
    said = parent_plan(agreed, school=cast.school, on=DAY)
    assert "Ann’s support plan" in said
    assert "ask an adult for help with her card" in said
    assert "Was: 2 of 5 lessons" in said
    assert "4 December 2026" in said
    assert "SLCN" not in said


def test_its_title_never_names_a_child(cast, agreed):
    title = parent_plan(agreed, school=cast.school, on=DAY).partition("</title>")[0]
    assert "Ann" not in title


def test_each_plan_of_a_class_has_its_own_page_and_a_line_in_the_contents(cast, agreed):
    paper = parent_plans("3A", [agreed], school=cast.school, on=DAY)
    assert f'href="#plan-{agreed.pk}"' in paper
    assert f'id="plan-{agreed.pk}"' in paper
    assert paper.count("new-page") == 1


def test_the_teacher_prints_it_under_a_name_that_tells_nothing(cast, agreed, visit):
    answer = visit(cast.teacher, f"/plans/{agreed.pk}/family.pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="support-plan.pdf"'


def test_a_plan_that_parents_were_not_told_of_is_not_printed(cast, visit):
    cycle = plans.plan(cast)
    assert visit(cast.teacher, f"/plans/{cycle.pk}/family.pdf").status_code == 302


def test_a_class_is_printed_at_once_by_whoever_teaches_it(cast, agreed, visit):
    assert visit(cast.teacher, f"/classes/{cast.class_3a.pk}/plans.pdf").content.startswith(b"%PDF")
    assert visit(cast.assistant, f"/classes/{cast.class_3a.pk}/plans.pdf").status_code == 403


def test_a_class_without_an_agreed_plan_says_so(cast, visit):
    assert visit(cast.teacher, f"/classes/{cast.class_3a.pk}/plans.pdf").status_code == 302


def test_both_papers_are_tagged_for_every_reader(cast, agreed):
    """PDF/UA-1."""
    papers = (
        parent_plan(agreed, school=cast.school, on=DAY),
        parent_plans(cast.class_3a, [agreed], school=cast.school, on=DAY),
    )
    for paper in papers:
        assert [f.message for f in validate_pdf_bytes(html_to_pdf(paper)).failures] == []
