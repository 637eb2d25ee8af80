"""A family reads one thing and answers, without an account."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from access.models import WrongTry
from apdr.services.cycles import agree_plan, save_plan, start_cycle
from audit.models import AuditEvent, RowChange
from register.models import FamilyLink
from register.services.links import make_link, take_back

DAY = date(2026, 9, 7)
BORN = {"born_on_day": "3", "born_on_month": "3", "born_on_year": "2018"}
OUTCOME = {"text": "Ann asks for help with her card in 4 of 5 lessons", "need": "SLCN"}


@pytest.fixture
def plan(cast):
    cycle = start_cycle(
        cast.ann, by=cast.sendco, owner=cast.teacher, title="Autumn 2026", on=DAY, needs=["SLCN"]
    )
    save_plan(cycle, by=cast.sendco, outcomes=[OUTCOME], strategies=["Task board"])
    agree_plan(
        cycle,
        by=cast.sendco,
        parents_told_on=DAY,
        parents_told_how="meeting",
        staff_told_on=DAY,
        review_on=date(2026, 12, 4),
    )
    return cycle


@pytest.fixture
def link(cast, plan):
    made, token = make_link(cast.ann, by=cast.sendco, purpose="plan", subject_id=plan.pk)
    made.address = f"/family/{token}/"
    made.token = token
    return made


def test_nothing_shows_before_the_date_of_birth(visit, link):
    answer = visit(None, link.address)
    assert answer.status_code == 200
    assert b"Ann" not in answer.content
    assert b"card" not in answer.content.split(b"<main")[1]


def test_the_date_of_birth_opens_the_plan(visit, link):
    visit(None, link.address, BORN)
    assert b"asks for help with her card" in visit(None, link.address).content


def test_five_wrong_dates_shut_the_link(visit, link):
    wrong = {**BORN, "born_on_year": "2017"}
    for _ in range(FamilyLink.MOST_TRIES):
        assert visit(None, link.address, wrong).status_code in (404, 422)
    assert visit(None, link.address, BORN).status_code == 404


@pytest.mark.parametrize("end", ["taken back", "expired", "unknown"])
def test_links_that_open_nothing_look_the_same(visit, cast, link, end):
    if end == "taken back":
        take_back(link, by=cast.sendco)
    if end == "expired":
        FamilyLink.objects.update(expires_on=date.today() - timedelta(days=1))
    address = "/family/no-such-link/" if end == "unknown" else link.address
    answer = visit(None, address)
    assert answer.status_code == 404
    assert b"does not open anything" in answer.content


def test_a_family_gets_no_further_than_its_plan(visit, cast, link):
    visit(None, link.address, BORN)
    for path in ("/", "/register/", f"/pupils/{cast.ann.pk}/", f"/plans/{link.subject_id}/"):
        assert visit(None, path).status_code == 302, path


def test_the_answer_reaches_the_school(visit, cast, plan, link):
    visit(None, link.address, BORN)
    visit(None, link.address, {"signed_as": "Mrs Archer", "comment": "We read at bedtime."})
    page = visit(cast.sendco, f"/pupils/{cast.ann.pk}/links/plan/{plan.pk}/")
    assert b"We read at bedtime." in page.content


def test_staff_meet_the_answer_on_the_plan_and_on_the_pupils_page(visit, cast, plan, link):
    visit(None, link.address, BORN)
    visit(None, link.address, {"signed_as": "Mrs Archer", "comment": "We read at bedtime."})
    for path in (f"/plans/{plan.pk}/", f"/pupils/{cast.ann.pk}/"):
        for person in (cast.sendco, cast.teacher):
            assert "We read at bedtime." in visit(person, path).content.decode(), path
        assert "We read at bedtime." not in visit(cast.assistant, path).content.decode(), path


def test_a_family_sees_what_it_said_and_loses_nothing_by_sending_again(visit, link):
    visit(None, link.address, BORN)
    visit(None, link.address, {"signed_as": "Mrs Archer", "comment": "We read at bedtime."})
    page = visit(None, link.address).content.decode()
    assert "We read at bedtime.</textarea>" in page
    assert "Send it again" in page


def test_a_wrong_date_says_how_many_tries_are_left(visit, link):
    wrong = {**BORN, "born_on_year": "2017"}
    first, *_, last = [visit(None, link.address, wrong).content.decode() for _ in range(5)]
    assert "You can try 4 more times." in first
    assert "It was the last try." in last


def test_each_use_is_on_record_and_the_token_nowhere(visit, link):
    visit(None, link.address, BORN)
    visit(None, link.address)
    actions = list(AuditEvent.objects.values_list("action", flat=True))
    assert {"link.made", "link.unlocked", "link.read"} <= set(actions)
    kept = [*AuditEvent.objects.values(), *RowChange.objects.values()]
    assert link.token not in repr(kept)


def test_a_teacher_cannot_send_a_link_for_another_class(visit, cast, plan):
    address = f"/pupils/{cast.ben.pk}/links/plan/{plan.pk}/"
    assert visit(cast.teacher, address).status_code == 404


def test_a_link_shows_only_a_plan_of_its_own_pupil(visit, cast, plan):
    address = f"/pupils/{cast.ben.pk}/links/plan/{plan.pk}/"
    assert visit(cast.sendco, address).status_code == 404


def test_a_review_whose_day_has_gone_by_is_not_promised(visit, plan, link):
    type(plan).objects.update(review_on=DAY)
    visit(None, link.address, BORN)
    page = visit(None, link.address).content.decode()
    assert "The day for our review was" in page
    assert "You are welcome to take part" not in page


# Many tries from one place ------------------------------------------------------------------------
@pytest.fixture
def knock(visit):
    """knock(address, path) → the answer to a stranger from an address."""
    return lambda address, path, data=None: visit(None, path, data, REMOTE_ADDR=address)


HERE, ELSEWHERE = "192.0.2.7", "192.0.2.8"


def guess(knock, times, address=HERE):
    return [knock(address, f"/family/guess-{n}/").status_code for n in range(times)]


def test_tokens_guessed_from_one_address_are_slowed(knock, link):
    assert guess(knock, WrongTry.MOST + 1) == [404] * WrongTry.MOST + [429]
    answer = knock(HERE, link.address)
    assert answer.status_code == 429
    assert b"Wait 15 minutes" in answer.content
    assert answer.headers["Retry-After"] == "900"
    assert knock(ELSEWHERE, link.address).status_code == 200


def test_wrong_dates_at_many_links_count_as_well(cast, knock, plan):
    for _ in range(4):
        _, token = make_link(cast.ann, by=cast.sendco, purpose="plan", subject_id=plan.pk)
        for _ in range(FamilyLink.MOST_TRIES):
            knock(HERE, f"/family/{token}/", {**BORN, "born_on_year": "2017"})
    assert guess(knock, 1) == [429]


def test_being_refused_does_not_make_the_wait_longer(alder, knock):
    guess(knock, WrongTry.MOST + 10)
    assert WrongTry.objects.count() == WrongTry.MOST


def test_after_a_quarter_of_an_hour_the_address_may_try_again(knock, link):
    guess(knock, WrongTry.MOST)
    WrongTry.objects.update(at=timezone.now() - WrongTry.SPAN - timedelta(seconds=1))
    assert knock(HERE, link.address).status_code == 200
    guess(knock, 1)
    assert WrongTry.objects.count() == 1  # the old ones are forgotten


def test_a_family_that_reads_already_goes_on_reading(knock, link):
    knock(HERE, link.address, BORN)
    guess(knock, WrongTry.MOST + 1)
    assert knock(HERE, link.address).status_code == 200


def test_no_address_is_kept_that_could_be_read(alder, knock):
    guess(knock, 1)
    guess(knock, 1, address="2001:db8:1:2:aaaa::1")
    guess(knock, 1, address="2001:db8:1:2:bbbb::2")  # the same household
    kept = list(WrongTry.objects.values_list("address", flat=True))
    assert len(set(kept)) == 2
    assert all(len(one) == 64 for one in kept)
    assert not [one for one in AuditEvent.objects.values() if HERE in repr(one)]


def test_a_browser_may_say_from_where_the_answer_comes(visit, link):
    """Under the policy no-referrer it sends `Origin: null`, and the form is refused (403)."""
    page = visit(None, link.address)
    assert b"no-referrer" not in page.content
    assert page.headers["Referrer-Policy"] == "same-origin"  # the token goes to nobody else
