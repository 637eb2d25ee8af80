"""The SEN information report: what it must say, who may write it, what stops it."""

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from access.roles import Role
from reports import links
from reports.information_report import CODE, ITEMS, items_for
from reports.models import InformationReport, LinkCheck, Remark, Section
from reports.publishing import PAPERS
from reports.readability import read
from reports.report_desk import State
from reports.services import information_report as services
from schools.models import Phase, School
from schools.school_year import SchoolYear
from tests.factories import papers

YEAR = SchoolYear.of(timezone.localdate())
HERE = f"/information-report/{YEAR.start}/"
SECTION = f"{HERE}sections/s1_6/"


def test_the_law_asks_for_25_rows_and_a_special_school_needs_two_less():
    assert sum(item.required for item in ITEMS.values()) == 25
    special = {item.id for item in items_for(School(phase=Phase.SPECIAL))}
    assert set(ITEMS) - special == {"s1_2", "s1_4"}
    assert len(items_for(School(phase=Phase.ALTERNATIVE))) == len(ITEMS)


def test_a_section_is_empty_then_a_draft_then_complete_then_stale(cast):
    report, item = papers.started(cast), ITEMS["s1_6"]
    assert papers.desk(cast).section("s1_6").state is State.EMPTY
    write(cast, report, is_complete=False)
    assert papers.desk(cast).section("s1_6").state is State.DRAFT
    write(cast, report)
    assert papers.desk(cast).section("s1_6").state is State.COMPLETE
    last = timezone.localdate() - relativedelta(months=12, days=1)
    Section.objects.filter(item=item.id).update(completed_on=last)
    assert papers.desk(cast).section("s1_6").state is State.STALE


def write(cast, report, **changes):
    answers = {"text": papers.WORDS, "shows_facts": True, "is_complete": True} | changes
    return services.write_section(report, ITEMS["s1_6"], by=cast.sendco, **answers)


# The gate -----------------------------------------------------------------------------------------
def missing(cast):
    return PAPERS[CODE].missing(cast.school, on=timezone.localdate())


def test_an_approved_report_with_every_item_may_be_published(cast):
    papers.approved(cast)
    assert missing(cast) == []


def test_an_item_that_is_not_complete_stops_it(cast):
    write(cast, papers.approved(cast), is_complete=False)
    assert missing(cast)[0] == "Securing equipment and facilities: draft."


def test_a_school_without_a_sendco_on_its_staff_stops_it(cast):
    papers.approved(cast)
    cast.sendco.memberships.update(ends_on=timezone.localdate() - relativedelta(days=1))
    assert any("Nobody is SENDCo" in words for words in missing(cast))


def test_a_dead_link_stops_it_until_somebody_says_why_it_is_right(cast):
    report = papers.approved(cast)
    services.note_link("https://offer.example/", by=cast.sendco, answered=False, found="no answer")
    assert "https://offer.example/ does not answer (no answer)" in missing(cast)[0]
    services.vouch_for_link("https://offer.example/", by=cast.sendco, reason="I opened it today")
    assert missing(cast) == []
    assert report.approvals.count() == 2


def test_a_full_name_of_a_pupil_stops_it(cast):
    cast.ann  # noqa: B018 - on the roll
    report = papers.complete(cast)
    write(cast, report, text="Last year Ann Archer had a new chair.")
    assert any("seems to name a pupil" in words for words in missing(cast))
    assert not any("Archer" in words for words in missing(cast))


def test_small_numbers_are_hidden_in_the_facts(cast):
    cast.ann, cast.ben  # noqa: B018 - one pupil each in two areas of need
    papers.started(cast)
    facts = papers.desk(cast).section("s1_1").facts
    assert {words for _, words, _ in facts.lines} == {"not shown"}


# Approval -----------------------------------------------------------------------------------------
def test_words_that_change_are_approved_again(cast):
    report = papers.approved(cast)
    write(cast, report, text="Other words.")
    assert missing(cast) == [
        "The Headteacher has not approved it.",
        "The SEND governor has not approved it.",
    ]


@pytest.mark.parametrize("who", ["head", "governor"])
def test_head_and_governor_approve_what_they_have_read(cast, visit, who):
    report = papers.complete(cast)
    person = getattr(cast, who)
    assert visit(person, f"{HERE}approve/").status_code == 200
    answer = visit(person, f"{HERE}approve/", {"seen": services.seen_of(report)})
    assert answer.status_code == 302
    assert report.approvals.get().given_as == who


def test_words_that_changed_while_they_were_read_are_not_approved(cast, visit):
    report = papers.complete(cast)
    seen = services.seen_of(report)
    write(cast, report, text="Other words.")
    assert visit(cast.head, f"{HERE}approve/", {"seen": seen}).status_code == 409
    assert not report.approvals.exists()


def test_a_report_that_is_sent_back_waits_until_the_comment_is_settled(cast, visit):
    report = papers.approved(cast)
    visit(cast.governor, f"{HERE}comment/", {"text": "Say more", "send_back": "yes"})
    assert not report.approvals.exists()
    assert "It was sent back: settle the comment." in missing(cast)
    visit(cast.sendco, f"{HERE}comments/{Remark.objects.get().pk}/settle/", {})
    assert "It was sent back: settle the comment." not in missing(cast)


# Writing ------------------------------------------------------------------------------------------
def test_a_text_of_100_000_characters_comes_back_whole_with_what_to_do(cast, visit):
    papers.started(cast)
    answer = visit(cast.sendco, SECTION, {"text": "word " * 20_000, "seen": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Shorten it to 20,000" in text
    assert text.count("word word") > 9_000


def test_a_script_in_pasted_text_is_gone_and_its_words_stay(cast, visit):
    papers.started(cast)
    pasted = "<p onclick=x>Good<script>alert(1)</script> words</p>"
    seen = {"seen": services_seen(), "text": pasted}
    assert visit(cast.sendco, SECTION, seen).status_code == 302
    assert Section.objects.get().text == "Good words"


def services_seen():
    from register.versions import version_of

    return version_of()


def test_two_who_write_the_same_section_both_keep_their_words(cast, visit):
    report = papers.started(cast)
    write(cast, report, text="Saved words")
    answer = visit(cast.head, SECTION, {"text": "Words of the head", "seen": services_seen()})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Saved words" in text
    assert "Words of the head" in text
    assert Section.objects.get().text == "Saved words"


def test_what_is_typed_is_kept_and_shown_again(cast, visit):
    papers.started(cast)
    assert visit(cast.sendco, f"{SECTION}keep/", {"text": "half a sen"}).status_code == 200
    text = visit(cast.sendco, SECTION).content.decode()
    assert "half a sen" in text
    assert "It is not saved in the report yet" in text
    visit(cast.sendco, f"{SECTION}typed-away/", {})
    assert "half a sen" not in visit(cast.sendco, SECTION).content.decode()


def test_next_years_report_begins_with_last_years_words_as_drafts(cast, visit):
    papers.complete(cast, year=YEAR.previous)
    visit(cast.sendco, "/information-report/start/", {})
    report = InformationReport.objects.newest()
    assert report.year == YEAR
    assert papers.desk(cast).section("s1_6").state is State.DRAFT
    assert "Last year’s words" in visit(cast.sendco, SECTION).content.decode()


def test_who_only_reads_sees_the_report_and_no_way_to_write(cast, visit):
    papers.started(cast)
    board = cast.person(Role.BOARD)
    text = visit(board, HERE).content.decode()
    assert "Securing equipment" in text
    assert "sections/s1_6" not in text
    assert visit(board, SECTION).status_code == 403


# Publishing from the page -------------------------------------------------------------------------
def test_the_page_says_what_is_missing_and_publishes_nothing(cast, visit):
    papers.started(cast)
    page = visit(cast.sendco, f"/papers/{CODE}/publish/").content.decode()
    assert "It cannot be published yet" in page
    answer = visit(cast.sendco, f"/papers/{CODE}/publish/", {"change_note": "x", "seen": ""})
    assert answer.status_code == 409


def test_one_press_leads_to_the_work_of_publishing(cast, visit):
    report = papers.approved(cast)
    data = {"change_note": "First version", "seen": services.seen_of(report)}
    answer = visit(cast.sendco, f"/papers/{CODE}/publish/", data)
    assert answer.status_code == 302
    assert "/jobs/" in answer.url


# Readability and links ----------------------------------------------------------------------------
def test_long_sentences_are_found():
    long = " ".join(["word"] * 26) + "."
    found = read(f"Short one.\n{long}")
    assert [words for _, words in found.long_sentences] == [26]
    assert found.sentences == 2


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9/", "not a public address"),
        ("http://[::1]/", "not a public address"),
        ("http://10.0.0.1/", "not a public address"),
        ("file:///etc/passwd", "not a web address"),
        ("https://nobody.invalid/", "no answer"),
    ],
)
def test_the_worker_asks_public_addresses_alone(url, said):
    assert links.ask(url) == (False, said)


def test_a_link_that_is_vouched_for_needs_a_reason(cast, visit):
    papers.complete(cast)
    address = f"{HERE}links/vouch/?url=https://offer.example/"
    assert visit(cast.sendco, address, {"reason": ""}).status_code == 422
    assert visit(cast.sendco, address, {"reason": "I opened it"}).status_code == 302
    assert LinkCheck.objects.get(url="https://offer.example/").reason == "I opened it"
    elsewhere = visit(cast.sendco, f"{HERE}links/vouch/?url=https://other.example/")
    assert elsewhere.url == f"/schools/alder{HERE}"
