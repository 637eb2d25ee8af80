"""The register of the papers that a school must have, and what the trust sees of all schools."""

from datetime import date, timedelta

from django.utils import timezone

from access.roles import Role
from reports.all_papers import AllPapers
from reports.information_report import CODE, ITEMS
from reports.models import Remark, StatutoryPaper, TrustText
from reports.services import trust_texts
from reports.services.register import record_paper
from reports.statutory import KINDS
from schools import jobs
from schools.across import inside, shared
from schools.models import Job, PaperStanding, TrustReportText
from tests.factories import papers

POLICY = "/papers/send-policy/"
ANSWERS = {
    "url": "https://alder.example/send-policy",
    "version": "2026",
    "approved_on": "1/9/2026",
    "approved_by": "Academy board",
    "next_review_on": "1/9/2027",
}


def test_a_paper_that_is_kept_elsewhere_is_recorded(cast, visit):
    assert visit(cast.sendco, POLICY).status_code == 200
    page = {**ANSWERS, "owner": cast.head.pk, "seen": seen()}
    assert visit(cast.sendco, POLICY, page).status_code == 302
    paper = StatutoryPaper.objects.get()
    assert (paper.owner, paper.next_review_on) == (cast.head, date(2027, 9, 1))
    assert "1 Sep 2027" in visit(cast.governor, "/papers/").content.decode()


def seen():
    from register.versions import version_of

    return version_of(StatutoryPaper.objects.first())


def test_a_review_comes_after_the_approval(cast, visit):
    page = {**ANSWERS, "next_review_on": "1/9/2026", "seen": seen()}
    answer = visit(cast.sendco, POLICY, page)
    assert answer.status_code == 422
    assert "Enter a day after the day of approval" in answer.content.decode()


def test_what_another_saved_meanwhile_is_not_overwritten(cast, visit):
    before = seen()
    record_paper(KINDS["send-policy"], by=cast.head, version="2027")
    answer = visit(cast.sendco, POLICY, {**ANSWERS, "seen": before})
    assert answer.status_code == 409
    assert StatutoryPaper.objects.get().version == "2027"


def test_papers_that_are_made_here_are_not_recorded_by_hand(cast, visit):
    assert visit(cast.sendco, f"/papers/{CODE}/").status_code == 404
    assert visit(cast.sendco, "/papers/nothing/").status_code == 404


def test_the_inclusion_strategy_is_due_on_the_last_day_of_2026(cast, visit):
    assert "31 Dec 2026" in visit(cast.sendco, "/papers/").content.decode()


# The trust ----------------------------------------------------------------------------------------
def row_of(school, code, on=None):
    row = AllPapers(on=on or timezone.localdate()).of(school)
    return next(cell for cell in row.cells if cell.kind.code == code)


def test_the_trust_sees_what_the_school_has_told(cast, visit):
    papers.started(cast)
    record_paper(KINDS["send-policy"], by=cast.sendco, url="https://alder.example/send")
    with shared():
        assert row_of(cast.school, CODE).words == "Being written"
        assert "No owner" in row_of(cast.school, "send-policy").missing
    lead = cast.person(Role.TRUST_LEAD)
    text = visit(lead, "/trust/papers/", school=None).content.decode()
    assert "Alder" in text
    assert "Being written" in text
    page = visit(lead, "/trust/papers/schools/alder/", school=None).content.decode()
    assert "Securing equipment and facilities: empty." in page


def test_a_published_report_ages_by_itself(cast):
    version = papers.published(cast)
    day = timezone.localtime(version.published_at).date()
    with shared():
        assert row_of(cast.school, CODE, day + timedelta(days=365)).words == "Published"
        assert row_of(cast.school, CODE, day + timedelta(days=366)).words == "Overdue"


def test_all_schools_are_three_questions_to_the_trusts_own_tables(cast, at_most):
    papers.started(cast)
    with shared(), at_most(3):
        assert len(AllPapers(on=timezone.localdate()).rows) == 2


def test_what_the_trust_says_is_in_every_school_and_in_the_report(cast, birch, visit):
    lead = cast.person(Role.TRUST_LEAD)
    address = "/trust/papers/texts/s1_9/"
    data = {"locked": "Talk to **us** first.", "starter": "We listen.", "seen": _seen_text()}
    assert visit(lead, address, data, school=None).status_code == 302
    _do_all(lead)
    for school in (cast.school, birch):
        with inside(school):
            assert TrustText.objects.get(item="s1_9").locked == "Talk to **us** first."
    papers.started(cast)
    assert "Talk to <strong>us</strong> first." in papers.desk(cast).edition.html


def _seen_text():
    from register.versions import version_of

    return version_of()


def test_a_change_of_the_trusts_words_is_approved_again(cast):
    report = papers.approved(cast)
    TrustText.objects.create(item="s1_9", locked="Other words")
    assert not any(given for _, given in papers.desk(cast).approvals)
    assert report.approvals.count() == 2


def test_the_trust_sends_a_report_back_by_way_of_the_worker(cast, visit):
    papers.approved(cast)
    lead = cast.person(Role.TRUST_LEAD)
    address = "/trust/papers/schools/alder/send-back/"
    assert visit(lead, address, {"text": ""}, school=None).status_code == 422
    assert visit(lead, address, {"text": "Say more on clubs"}, school=None).status_code == 302
    _do_all(lead)
    remark = Remark.objects.get()
    assert (remark.text, remark.by, remark.sends_back) == ("Say more on clubs", lead, True)


def test_a_new_text_asks_each_school_once(cast):
    lead = cast.person(Role.TRUST_LEAD)
    with shared():
        for words in ("one", "two"):
            trust_texts.write_trust_text(ITEMS["s1_9"], by=lead, locked=words, starter="")
        assert Job.objects.filter(kind=trust_texts.TELL).count() == 1
        assert TrustReportText.objects.get().locked == "two"


def test_a_school_tells_nothing_about_a_child(cast):
    cast.ann  # noqa: B018 - on the roll
    papers.complete(cast, words="Ann Archer is happy here.")
    with shared():
        told = " ".join(str(one.missing) for one in PaperStanding.objects.all())
    assert "seems to name a pupil" in told
    assert "Archer" not in told


def _do_all(person):
    """What the worker would do, jobs that follow included."""
    with shared():
        while waiting := list(Job.objects.filter(state=Job.State.WAITING)[:10]):
            for job in waiting:
                jobs.run(str(job.pk), person=lambda pk: person)
