"""One line a log entry, as JSON: ids and codes, and never a name, a form or a query string.

    logger.warning("broker.silent", extra={"job": job.pk})

Our own entries are a code and ids under the KEYS below; another key is dropped, so that nothing
slips in under a new one. Other people's code (Django, Celery, granian) logs sentences with values
in them: a value is kept only when it looks like a number, an id or a path. Of an exception its
class and its place are kept, never its message: "invalid date: '…'" quotes what somebody typed.
JSON keeps a newline inside its line.
"""

import logging
import re
import traceback
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import structlog

from audit.context import request_id

KEYS = {
    "code", "count", "done", "errors", "job", "kind", "method", "milliseconds", "path", "pupil",
    "request", "school", "seconds", "status", "status_code", "task", "task_id", "total", "user",
}  # fmt: skip
PLAIN = (bool, int, float, Decimal, UUID, date, timedelta, type(None))
LEFT_OUT = "…"
ROOT = Path(__file__).resolve().parent.parent

# A word of letters, digits and the marks of ids, dotted names and paths: no space, no "@".
IDENTIFIER = re.compile(r"[\w.:/<>\[\]+-]{1,200}")
QUERY_STRING = re.compile(r"\?[^\s\"']*")
EMAIL = re.compile(r"[^\s\"'<>@]+@[^\s\"'<>@]+")
UPN = re.compile(r"\b[A-Z]\d{11}[0-9A-Z]\b")
# The end of an address that opens something to whoever has it: a family's link, a card for cover
# staff, a first password.
SECRET_OF_AN_ADDRESS = re.compile(
    r"(?<=/family/)[^/\s\"']+|(?<=/cover/)[^/\s\"']+|(?<=/account/welcome/)[^\s\"']+"
)
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[-+ #0]*[\d*]*(?:\.\d+)?([a-zA-Z%])")


def formatter():
    """The one formatter of the product."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            _say_what_is_safe,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
        pass_foreign_args=True,
        use_get_message=False,
    )


def _say_what_is_safe(_logger, _method, entry):
    """The entry from its record anew: the message, the known keys, the place of an exception."""
    record = entry["_record"]
    entry["event"] = message(str(record.msg), entry.pop("positional_args", ()))
    entry.pop("stack_info", None)
    if request_id.get():
        entry["request"] = request_id.get()
    entry |= {key: _safe(value) for key, value in vars(record).items() if key in KEYS - {"request"}}
    error = (entry.pop("exc_info", None) or (None, None))[1]
    return entry | (_place_of(error) if error else {})


def message(template, values):
    """The sentence with only those of its values that cannot be a person's words."""
    if not values:
        return _scrubbed(template)
    named = values if isinstance(values, dict) else {}
    waiting = iter(() if named else values)

    def fill(found):
        name, kind = found.groups()
        if kind == "%":
            return "%"
        return str(_safe(named.get(name) if name else next(waiting, None)))

    return _scrubbed(PLACEHOLDER.sub(fill, template))


def _safe(value):
    if isinstance(value, PLAIN):
        return value if isinstance(value, bool | int | float) else str(value)
    text = QUERY_STRING.sub("", str(value))
    text = SECRET_OF_AN_ADDRESS.sub("_", text)
    return text if IDENTIFIER.fullmatch(text) else LEFT_OUT


def _scrubbed(text):
    for pattern in (QUERY_STRING, SECRET_OF_AN_ADDRESS, EMAIL, UPN):
        text = pattern.sub(LEFT_OUT, text)
    return text


def _place_of(error):
    """The class of an exception and where it was raised, ours first to read: the last place."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__qualname__,
        "at": [f"{_shown(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _shown(filename):
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else "/".join(path.parts[-3:])


logging.captureWarnings(True)
