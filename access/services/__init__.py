"""People, their roles and how they sign in: everything that writes them."""

from access.services.account import (
    TooManyGuesses,
    ask_for_password_link,
    end_sessions,
    set_password,
    try_sign_in,
    welcome_link,
)
from access.services.people import (
    end_role,
    give_role,
    invite,
    move,
    send_link_again,
    switch_off,
    switch_on,
)
from access.services.tries import must_wait, note_wrong_try

__all__ = [
    "TooManyGuesses",
    "ask_for_password_link",
    "end_role",
    "end_sessions",
    "give_role",
    "invite",
    "move",
    "must_wait",
    "note_wrong_try",
    "send_link_again",
    "set_password",
    "switch_off",
    "switch_on",
    "try_sign_in",
    "welcome_link",
]
