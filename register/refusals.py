"""When the answer is no."""


class PlainRefusal(Exception):
    """This cannot be done; the message says why, and what to do, in plain English."""
