"""How often one address may be wrong at a door without an account, before it has to wait.

The token of a link has 256 bits, which nobody guesses; a date of birth has its own five tries at
the link. This slows down whoever tries many links from one place (OWASP ASVS 5.0, 6.3.1).
"""

from ipaddress import IPv6Address, ip_address, ip_network

from django.utils.crypto import salted_hmac

from access.models import WrongTry

OF_IPV6 = 64  # bits that name a household; the rest anybody there may choose


def must_wait(door, address):
    """True where this address has been wrong too often lately. Being refused does not make the
    wait longer."""
    return WrongTry.objects.lately(door, _hashed(address)).count() >= WrongTry.MOST


def note_wrong_try(door, address):
    """Count one, and forget all that no longer count."""
    WrongTry.objects.past().delete()
    WrongTry.objects.create(door=door, address=_hashed(address))


def _hashed(address):
    """Enough to tell one place from another, and no way back to it without our secret."""
    found = ip_address(address)
    if isinstance(found, IPv6Address):
        found = ip_network((found, OF_IPV6), strict=False)
    return salted_hmac("access.WrongTry", str(found), algorithm="sha256").hexdigest()
