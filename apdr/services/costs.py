"""What an hour costs, what the school has, and what the local authority adds."""

from django.db import transaction

from apdr.models import HourlyRate, NotionalBudget, TopUp
from audit.record import record
from register.refusals import PlainRefusal


@transaction.atomic
def set_rate(*, by, paid_as, pence_an_hour, from_on):
    """What an hour of a kind of work costs from a day on. The same day again corrects it; costs of
    earlier days stay as they were."""
    rate, _ = HourlyRate.objects.update_or_create(
        paid_as=paid_as, from_on=from_on, defaults={"pence_an_hour": pence_an_hour}
    )
    record("rate.set", rate, by=by)
    return rate


@transaction.atomic
def set_budget(*, by, starting_year, pence, line_pence):
    """The notional SEN budget of a school year, and the line up to which it pays for a pupil."""
    budget, _ = NotionalBudget.objects.update_or_create(
        starting_year=starting_year, defaults={"pence": pence, "line_pence": line_pence}
    )
    record("budget.set", budget, by=by)
    return budget


@transaction.atomic
def give_top_up(pupil, *, by, pence_a_year, starts_on, ends_on=None, band=""):
    """What the local authority pays for a pupil from a day on. It takes the place of the top-up
    that stood until then."""
    later = pupil.top_ups.filter(starts_on__gte=starts_on)
    if later.exists():
        raise PlainRefusal("A top-up that starts on that day or later is on record already.")
    pupil.top_ups.not_over(starts_on).update(ends_on=_day_before(starts_on))
    top_up = TopUp.objects.create(
        pupil=pupil, pence_a_year=pence_a_year, starts_on=starts_on, ends_on=ends_on, band=band
    )
    record("top_up.set", top_up, by=by)
    return top_up


def _day_before(day):
    return day.fromordinal(day.toordinal() - 1)
