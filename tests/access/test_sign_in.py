"""Signing in: who gets in, what a stranger learns, and how often they may guess."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from access.models import SignInAttempt, User
from audit.models import AuditEvent

PASSWORD = "pass-word-pass"
SIGN_IN = "/account/sign-in/"


@pytest.fixture
def try_with(client):
    """try_with(email, password) → the answer of the sign-in page."""

    def signed_in(email, password=PASSWORD, address="192.0.2.1", **answers):
        return client.post(
            SIGN_IN, {"email": email, "password": password, **answers}, REMOTE_ADDR=address
        )

    return signed_in


def test_the_right_password_leads_to_the_persons_own_school(cast, client, try_with):
    assert try_with(cast.sendco.email.upper()).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/schools/alder/"
    assert AuditEvent.objects.filter(action="sign_in", actor_id=cast.sendco.pk).exists()


def test_a_wrong_password_and_an_unknown_person_get_the_same_answer(cast, try_with):
    wrong = try_with(cast.sendco.email, "not-the-password")
    unknown = try_with("nobody@alder.example", "not-the-password")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.context["form"].errors == unknown.context["form"].errors


def test_the_email_that_was_typed_stays_and_the_password_does_not(cast, try_with):
    page = try_with(cast.sendco.email, "not-the-password").content.decode()
    assert f'value="{cast.sendco.email}"' in page
    assert "not-the-password" not in page


def test_somebody_who_is_switched_off_cannot_sign_in(cast, try_with):
    User.objects.filter(pk=cast.head.pk).update(is_active=False)
    assert try_with(cast.head.email).status_code == 422


def test_the_sixth_guess_at_an_account_waits_even_with_the_right_password(cast, try_with):
    for _ in range(5):
        assert try_with(cast.sendco.email, "wrong").status_code == 422
    answer = try_with(cast.sendco.email, address="192.0.2.2")
    assert answer.status_code == 429
    assert b"Wait 5 minutes" in answer.content


def test_after_five_minutes_the_account_may_try_again(cast, try_with):
    for _ in range(6):
        try_with(cast.sendco.email, "wrong")
    SignInAttempt.objects.update(at=timezone.now() - timedelta(minutes=5, seconds=1))
    assert try_with(cast.sendco.email).status_code == 302


def test_being_refused_does_not_make_the_wait_longer(cast, try_with):
    for _ in range(20):
        try_with(cast.sendco.email, "wrong", address="192.0.2.3")
    assert SignInAttempt.objects.count() == 5


def test_one_address_guesses_at_many_accounts_ten_times_a_minute(cast, try_with):
    answers = [try_with(f"person{n}@alder.example", "wrong").status_code for n in range(11)]
    assert answers == [422] * 10 + [429]
    assert try_with(cast.sendco.email, address="192.0.2.9").status_code == 302


def test_a_good_sign_in_forgets_the_guesses_before_it(cast, try_with, client):
    for _ in range(4):
        try_with(cast.sendco.email, "wrong")
    try_with(cast.sendco.email)
    assert not SignInAttempt.objects.exists()


def test_what_was_typed_as_an_email_is_not_kept(try_with, alder):
    try_with("my-secret-password@alder.example", "wrong")
    kept = SignInAttempt.objects.get()
    assert "secret" not in kept.account


def test_nobody_is_led_to_another_site_after_signing_in(cast, try_with):
    answer = try_with(cast.sendco.email, next="https://elsewhere.example/")
    assert answer.headers["Location"] == "/"


def test_only_the_entry_of_our_own_front_counts_as_the_address(client, alder):
    with override_settings(HTTPS_ONLY=True):
        client.post(
            SIGN_IN,
            {"email": "a@b.example", "password": "wrong"},
            headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7"},
        )
    assert SignInAttempt.objects.get().address == "203.0.113.7"


def test_outside_the_demo_there_is_no_stepping_in(cast, client):
    assert client.post("/account/step-in/", {"email": cast.sendco.email}).status_code == 404
    assert b"Step in" not in client.get(SIGN_IN).content


def test_in_the_demo_one_steps_in_as_the_people_of_the_cards_alone(cast, client):
    with override_settings(DEMO=True, DEMO_CARDS="tests.access.test_sign_in.cards_of_the_test"):
        page = client.get(SIGN_IN)
        assert b"Step in" in page.content
        stranger = client.post("/account/step-in/", {"email": cast.head.email})
        assert stranger.status_code == 404
        sendco = client.post("/account/step-in/", {"email": cast.sendco.email})
        assert sendco.status_code == 302


def cards_of_the_test():
    from trust_send.demo.cast import Card

    return [Card("Alder Primary", "SENDCo", "One", "The register.", "sendco.one@alder.example")]


def test_signing_out_clears_what_the_browser_kept(cast, client):
    client.force_login(cast.sendco)
    answer = client.post("/account/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/account/").status_code == 302
