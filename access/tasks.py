"""What the worker does for this floor: opening a school, and mail to people about their accounts.

Mail goes out from here so that a page answers at once, and in the same time whether or not it had
anybody to write to. It says that something waits, and never whose record.
"""

from django.core.exceptions import ValidationError
from django.core.mail import send_mail

from access.models import User
from access.services.account import welcome_link
from audit.record import record
from schools import services
from schools.addresses import school_url
from schools.jobs import PlainFailure, job_kind
from schools.models import LocalAuthority


def _door_of_the_school(job):
    return school_url(job.arguments["slug"], "staff_invite"), "Invite its headteacher and SENDCo"


@job_kind("open_school", title="Opening the school", result=_door_of_the_school)
def open_school(progress, *, by, local_authority, **answers):
    """Open a school; the page of the job shows each step."""
    steps = iter(range(services.OPENING_STEPS))
    try:
        school = services.open_school(
            by=by,
            local_authority=LocalAuthority.objects.get(pk=local_authority),
            say=lambda line: progress(next(steps), services.OPENING_STEPS, line),
            **answers,
        )
    except ValidationError as error:
        raise PlainFailure(" ".join(error.messages)) from error
    return f"{school} is open."


@job_kind("send_password_link")
def send_password_link(progress, *, by, person, site):
    """Write to somebody who forgot their password; `person` is empty where nobody was found."""
    user = User.objects.active().filter(pk=person).first() if person else None
    if user:
        record("password.link_sent", user, by=by)
        link = welcome_link(user, site)
        _mail(user, "Choose a new password", f"Choose a new password here:\n{link}")


@job_kind("send_welcome")
def send_welcome(progress, *, by, person, site):
    """Write to somebody new. The link is made now and written nowhere else."""
    user = User.objects.active().get(pk=person)
    link = welcome_link(user, site)
    _mail(user, "Your account", f"Choose a password and sign in. The link works once:\n{link}")


@job_kind("send_role_news")
def send_role_news(progress, *, by, person, site):
    """Write to somebody whose roles have changed."""
    user = User.objects.active().get(pk=person)
    _mail(user, "Your roles have changed", f"Sign in to see them:\n{site}")


def _mail(user, subject, text):
    send_mail(f"Trust SEND: {subject}", f"Hello {user.name},\n\n{text}\n", None, [user.email])
