"""Choosing a password: from an invitation, when it is forgotten, and by changing it."""

import re

import pytest
from django.core import mail

from access.models import User
from access.services import invite, welcome_link

NEW = "three blue otters"
FORGOTTEN = "/account/forgotten/"


@pytest.fixture
def link(cast):
    """The path of the link with which somebody new chooses a password."""
    membership = invite(
        by=None, email="new@alder.example", name="New Person", role="ta", school=cast.school
    )
    return welcome_link(membership.user, "")


def test_an_invited_person_chooses_a_password_and_signs_in_with_it(client, link):
    assert client.post(link, {"password": NEW}).headers["Location"] == "/account/sign-in/"
    assert User.objects.get(email="new@alder.example").check_password(NEW)


def test_the_link_of_an_invitation_works_once(client, link):
    client.post(link, {"password": NEW})
    assert client.get(link).status_code == 410
    assert client.post(link, {"password": "another password"}).status_code == 410


def test_a_link_for_nobody_is_answered_like_a_used_one(client, link):
    for path in ("/account/welcome/x/y/", "/account/welcome/MTIz/y-z/"):
        assert client.get(path).status_code == 410


@pytest.mark.parametrize(
    "refused",
    [
        "short",
        "password1234",
        "newpersonnewperson",
        "Alder-Primary-2026",
        "brightwater!",
        "x" * 129,
    ],
)
def test_a_weak_password_is_refused_in_words(client, link, refused):
    answer = client.post(link, {"password": refused})
    assert answer.status_code == 422
    assert b"govuk-error-message" in answer.content


def test_a_long_password_of_any_characters_is_taken(client, link):
    assert client.post(link, {"password": "ß €" * 40}).status_code == 302


def test_a_forgotten_password_gets_a_link_by_mail(cast, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(FORGOTTEN, {"email": cast.sendco.email})
    [message] = mail.outbox
    path = re.search(r"http://testserver(/account/welcome/\S+)", message.body)[1]
    assert client.get(path).status_code == 200


def test_asking_for_nobody_gives_the_same_answer_and_sends_nothing(
    cast, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        known = client.post(FORGOTTEN, {"email": cast.sendco.email})
        unknown = client.post(FORGOTTEN, {"email": "nobody@alder.example"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert [message.to for message in mail.outbox] == [[cast.sendco.email]]


def test_nobodys_mailbox_is_filled_from_outside(cast, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(9):
            address = f"192.0.2.{number}"
            client.post(FORGOTTEN, {"email": cast.sendco.email}, REMOTE_ADDR=address)
    assert len(mail.outbox) == 5


def test_changing_a_password_asks_for_the_one_in_force(cast, client):
    client.force_login(cast.sendco)
    answer = client.post("/account/password/", {"current": "wrong", "password": NEW})
    assert answer.status_code == 422
    assert b"This is not your password" in answer.content


def test_changing_a_password_ends_the_other_sessions(cast, client, client_elsewhere):
    client.force_login(cast.sendco)
    client_elsewhere.force_login(cast.sendco)
    client.post("/account/password/", {"current": "pass-word-pass", "password": NEW})
    assert client.get("/account/").status_code == 200
    assert client_elsewhere.get("/account/").status_code == 302


@pytest.fixture
def client_elsewhere():
    from django.test import Client

    return Client()
