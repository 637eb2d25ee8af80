"""Whoever takes a class for a day reads a card of it, without an account."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import WrongTry
from access.roles import Role
from audit.models import AuditEvent, RowChange
from register.models import CoverCard, Need
from register.services import profiles
from register.services.cover import make_card, take_card_back
from tests.factories import safety


@pytest.fixture
def card(cast):
    """A card of 3A that ends in an hour, with its address and its code."""
    cast.ann, cast.cal  # noqa: B018 - they stand in 3A
    ends_at = timezone.now() + timedelta(hours=1)
    made, token, code = make_card(cast.class_3a, by=cast.sendco, ends_at=ends_at)
    made.address, made.token, made.code = f"/cover/{token}/", token, code
    return made


def wrong(card):
    return {"code": "000000" if card.code != "000000" else "111111"}


def opened(visit, card):
    assert visit(None, card.address, {"code": card.code}).status_code == 302
    return visit(None, card.address).content.decode()


def test_nothing_shows_before_the_code(visit, card):
    answer = visit(None, card.address)
    assert answer.status_code == 200
    assert "Ann" not in answer.content.decode()
    assert "3A" not in answer.content.decode()


def test_the_code_opens_names_and_what_helps_and_nothing_else(cast, visit, card):
    profiles.save_profile(
        cast.ann, by=cast.sendco, what_helps="One step at a time", what_to_avoid="Shouting"
    )
    Need.objects.filter(pupil=cast.ann).update(is_diagnosed=True)
    text = opened(visit, card)
    for words in ("Ann Archer", "Cal Carter", "One step at a time", "Shouting"):
        assert words in text
    for words in ("SEN support", "Speech", "SLCN"):
        assert words not in text


def test_it_shows_who_helps_the_way_out_and_the_line_for_an_emergency(cast, visit, card):
    safety.in_force(cast, "peep", words="Left stairs")
    safety.in_force(cast, "healthcare", words="Blue pen", about="Allergy")
    safety.in_force(cast, "intimate", words="Zip", about="Toileting")
    text = opened(visit, card)
    assert "Blue pen" in text
    assert "Way out" in text
    assert "Helper" in text
    assert "Zip" not in text
    assert "/safety/" not in text


def test_a_code_with_a_gap_is_the_code(visit, card):
    code = {"code": f" {card.code[:3]} {card.code[3:]} "}
    assert visit(None, card.address, code).status_code == 302


def test_five_wrong_codes_shut_the_card(visit, card):
    answers = [visit(None, card.address, wrong(card)) for _ in range(CoverCard.MOST_TRIES)]
    assert "You can try 4 more times." in answers[0].content.decode()
    assert "It was the last try" in answers[-1].content.decode()
    assert visit(None, card.address, {"code": card.code}).status_code == 404


@pytest.mark.parametrize("end", ["taken back", "over", "unknown"])
def test_cards_that_open_nothing_look_the_same(visit, cast, card, end):
    opened(visit, card)
    if end == "taken back":
        take_card_back(card, by=cast.sendco)
    if end == "over":
        past = timezone.now() - timedelta(hours=2)
        CoverCard.objects.update(made_at=past, ends_at=past + timedelta(hours=1))
    answer = visit(None, "/cover/nosuchcard/" if end == "unknown" else card.address)
    assert answer.status_code == 404
    assert "does not open anything" in answer.content.decode()


def test_a_card_gets_nobody_further_than_the_class(visit, cast, card):
    opened(visit, card)
    for path in ("/", "/register/", f"/pupils/{cast.ann.pk}/", f"/my-classes/{cast.class_3a.pk}/"):
        assert visit(None, path).status_code == 302, path


def test_whoever_guesses_at_addresses_must_wait(visit, card):
    for number in range(WrongTry.MOST):
        visit(None, f"/cover/guess{number}/")
    answer = visit(None, card.address)
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers


def test_each_use_is_on_record_and_neither_address_nor_code_anywhere(visit, cast, card):
    opened(visit, card)
    events = {event.action: event for event in AuditEvent.objects.all()}
    assert {"cover_card.made", "cover_card.unlocked", "cover_card.read"} <= set(events)
    assert str(cast.ann.pk) in events["cover_card.read"].detail["pupils"]
    kept = repr([*AuditEvent.objects.values(), *RowChange.objects.values()])
    assert card.token not in kept
    assert card.code not in kept


def test_the_address_and_the_code_are_shown_once_to_who_made_the_card(visit, cast):
    page = f"/classes/{cast.class_3a.pk}/cover/"
    said = visit(cast.sendco, page, {"until": "23:59:59"}).content.decode()
    token = re.search(r"alder/cover/(\w+)/", said)[1]
    code = re.search(r'code-said">(\d{3} \d{3})<', said)[1]
    assert visit(None, f"/cover/{token}/", {"code": code}).status_code == 302
    again = visit(cast.sendco, page).content.decode()
    assert token not in again
    assert "Opened" in again or "Not opened yet" in again


def test_a_card_lasts_no_longer_than_the_day(visit, cast):
    visit(cast.sendco, f"/classes/{cast.class_3a.pk}/cover/", {"until": "23:59:59"})
    assert timezone.localdate(CoverCard.objects.get().ends_at) == timezone.localdate()


def test_a_time_that_is_no_choice_makes_no_card(visit, cast):
    answer = visit(cast.sendco, f"/classes/{cast.class_3a.pk}/cover/", {"until": "00:01:00"})
    assert answer.status_code == 422
    assert not CoverCard.objects.exists()


def test_who_made_it_or_another_leader_takes_it_back(visit, cast, card):
    visit(cast.head, f"/classes/{cast.class_3a.pk}/cover/{card.pk}/take-back/", {})
    assert visit(None, card.address).status_code == 404


@pytest.mark.parametrize("role", [Role.TEACHER, Role.TA, Role.MEDICAL, Role.GOVERNOR])
def test_others_make_no_card(visit, cast, role):
    page = f"/classes/{cast.class_3a.pk}/cover/"
    assert visit(cast.person(role), page).status_code == 403
    assert visit(cast.person(role), f"{page}print/").status_code == 403


def test_on_paper_it_shows_what_its_printer_may_read_and_says_what_is_left_out(visit, cast):
    safety.in_force(cast, "healthcare", words="Blue pen", about="Allergy")
    page = f"/classes/{cast.class_3a.pk}/cover/print/"
    sendco = visit(cast.sendco, page).content.decode()
    leader = visit(cast.person(Role.LEADER), page).content.decode()
    assert "Blue pen" in sendco
    assert "leaves out" not in sendco
    assert "Blue pen" not in leader
    assert "leaves out plans that you may not read" in leader
    assert AuditEvent.objects.filter(action="cover_card.printed").count() == 2
