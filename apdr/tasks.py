"""What the worker does with banks and plans."""

from apdr.services import bank, trust_bank
from schools.jobs import job_kind


@job_kind(trust_bank.TELL, title="Telling the schools")
def tell_schools(progress, *, by):
    number = trust_bank.ask_schools_to_take(by=by)
    return f"{number} {'school takes' if number == 1 else 'schools take'} over the trust’s bank."


@job_kind(trust_bank.TAKE, title="Taking over the trust’s bank")
def take(progress, *, by):
    bank.take_trust_bank(by=by)
    return "The trust’s bank is up to date here."
