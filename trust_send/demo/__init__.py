"""The demo: a made-up trust, the same every time.

Everybody here is invented. Where chance decides, it comes from `chance.dice`, which is seeded by
the name of what it decides about, so that no part depends on the order in which parts are made.

The people, their needs and their history are the same whenever the demo is filled. Their dates are
laid from the school year of the day on which it is filled, and what would lie after that day is
left out; so a demo filled next year is not a year old. Two fills of one school year differ by no
more than the days between them.
"""

from trust_send.demo.cast import cards

__all__ = ["cards"]
