"""Does an address answer? Asked politely: once, a HEAD, a short wait, by name, a pause in between.

Only public web addresses are asked. One that leads into the organisation's own network is not:
the worker stands where a visitor does not.
"""

import ipaddress
import socket
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

WAIT, PAUSE = 5, 1  # seconds
NAME = "Trust SEND link check"
MOVED, LAST = 300, 400
HEAD_NOT_TAKEN = (403, 405, 501)  # servers that answer people, not HEAD


def ask(url):
    """(did it answer, what was found in a few words)"""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False, "not a web address"
    try:
        status = _status(parts)
    except NotPublic:
        return False, "not a public address"
    except (OSError, HTTPException, UnicodeError):
        return False, "no answer"
    return (True, "answered") if status < LAST else (False, f"answered with {status}")


class NotPublic(Exception):
    """The address leads into the organisation's own network."""


def _status(parts):
    for method in ("HEAD", "GET"):
        status = _asked(parts, method)
        if status not in HEAD_NOT_TAKEN:
            break
    return status


def _asked(parts, method):
    """A redirect counts as an answer, and is not followed."""
    secure = parts.scheme == "https"
    address = _public_address(parts.hostname, parts.port or (443 if secure else 80))
    make = HTTPSConnection if secure else HTTPConnection
    connection = make(parts.hostname, parts.port, timeout=WAIT)
    connection._create_connection = lambda _, *args, **kwargs: socket.create_connection(
        address, *args, **kwargs
    )
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": NAME})
        return connection.getresponse().status
    finally:
        connection.close()


def _public_address(host, port):
    """The address to connect to: looked up once, so that it cannot be another a moment later."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, address in found:
        if not ipaddress.ip_address(address[0]).is_global:
            raise NotPublic
    return found[0][4][:2]


def pause():
    time.sleep(PAUSE)
