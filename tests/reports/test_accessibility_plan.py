"""The accessibility plan as it is published: what it needs first, and what it says to everybody."""

from accessibility.models import Signer
from accessibility.services import plans, reviews
from reports.accessibility_plan import PublicPlan
from reports.services.publishing import publish
from tests.factories import accessibility as made


def ready(cast):
    """A plan that can be published."""
    plan = made.whole(cast)
    plans.change_plan(plan, by=cast.sendco, aims="Everybody joins in")
    made.audit(cast, plan)
    look = made.review(cast, plan)
    for who, person in ((Signer.HEAD, cast.head), (Signer.GOVERNOR, cast.governor)):
        reviews.sign_review(look, by=person, who=who)
    return plan


def of_the_school(cast):
    return PublicPlan(cast.school, on=made.today())


def test_without_a_plan_there_is_nothing_to_publish(cast):
    assert of_the_school(cast).missing == ["It is not begun."]


def test_what_is_missing_is_said_before_it_is_published(cast):
    made.plan(cast)
    missing = " ".join(of_the_school(cast).missing)
    for words in ("Neither pupils nor parents", "no open action", "wants to reach", "signed by"):
        assert words in missing


def test_a_plan_that_is_ready_is_published_with_its_three_strands_and_who_approved_it(cast):
    ready(cast)
    assert of_the_school(cast).missing == []
    version = publish("accessibility-plan", by=cast.head, change_note="First", seen="")
    for words in ("Curriculum", "Physical environment", "Information", "£2,500 planned"):
        assert words in version.html
    assert [who for who, _ in version.approved] == ["SEND governor", "Headteacher"]
    assert bytes(version.pdf).startswith(b"%PDF")


def test_a_lead_is_named_by_their_work_and_script_is_text(cast):
    plan = ready(cast)
    made.action(cast, plan, objective="<script>alert(1)</script>")
    html = of_the_school(cast).edition.html
    assert "Headteacher" in html
    assert cast.head.name not in html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_everybody_reads_it_without_signing_in(cast, visit):
    ready(cast)
    publish("accessibility-plan", by=cast.head, change_note="First", seen="")
    answer = visit(None, "/published/accessibility-plan/")
    assert answer.status_code == 200
    assert "Nobody is carried in" in answer.content.decode()
