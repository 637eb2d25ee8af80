from access.roles import Role
from trust_send.demo import cards
from trust_send.demo.cast import CAST


def test_every_role_has_a_card_and_every_address_is_one_persons():
    assert {star.role for star in CAST} == set(Role)
    assert len({card.email for card in cards()}) == len(cards())


def test_addresses_are_of_nobody():
    """`.example` is kept free for ever (RFC 2606)."""
    assert all(card.email.endswith(".example") for card in cards())


def test_trust_roles_stand_at_the_trust_and_school_roles_in_a_school():
    assert [star for star in CAST if star.role.is_of_the_trust == bool(star.place)] == []


def test_a_card_says_in_one_sentence_what_a_visitor_will_see():
    assert all(card.sees.endswith(".") and card.sees.count(". ") == 0 for card in cards())
