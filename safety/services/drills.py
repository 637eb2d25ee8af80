"""A drill, or a real evacuation: begun, who is out and when, ended, what came of it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.record import record
from register.versions import hold, refuse_if_changed
from safety.evacuation import peeps_in
from safety.models import Drill, DrillResult
from safety.services.plans import PlainRefusal

OUT, AWAY, HELP, UNDO = "out", "away", "help", "undo"
NOT_TAPPED = {"is_here": True, "out_after": None, "help_after": None}


def start_drill(building, *, by, part, is_real):
    """Begin: everybody with a PEEP in force for this building is on the list from now on."""
    try:
        return _start(building, by=by, part=part, is_real=is_real)
    except IntegrityError:
        raise PlainRefusal(f"A drill of {building} is under way already.") from None


@transaction.atomic
def _start(building, *, by, part, is_real):
    drill = Drill.objects.create(building=building, led_by=by, part=part, is_real=is_real)
    peeps = peeps_in(building, on=timezone.localdate(drill.began_at))
    DrillResult.objects.bulk_create(
        DrillResult(drill=drill, plan=peep.plan, pupil=peep.pupil) for peep in peeps
    )
    pupils = [str(peep.pupil.pk) for peep in peeps]
    record("drill.started", drill, by=by, pupils=pupils, is_real=is_real)
    return drill


@transaction.atomic
def tap(result, *, by, did, key, ago=0):
    """What was tapped beside one pupil: out, not in school, needs help, or the last tap undone.
    `ago` is how many seconds the tap waited for a connection, maybe until after the end of the
    drill; `key` names it, so that one that comes twice counts once. The first "out" holds."""
    drill = Drill.objects.select_for_update().get(pk=result.drill_id)
    result = hold(result)
    if key in result.taps:
        return
    seconds = _seconds(drill, ago)
    if drill.ended_at and seconds > _length(drill):
        raise PlainRefusal("This drill has ended. Put the time into the results instead.")
    for name, value in _changes(result, did, seconds).items():
        setattr(result, name, value)
    result.taps.append(key)
    result.save(update_fields=["is_here", "out_after", "help_after", "taps"])
    record("drill.tapped", result, by=by, did=did)


@transaction.atomic
def end_drill(drill, *, by):
    """Nobody is tapped any more; what went wrong is written next. Twice is once."""
    drill = hold(drill)
    if drill.ended_at:
        return
    drill.ended_at = timezone.now()
    drill.save(update_fields=["ended_at"])
    record("drill.ended", drill, by=by)


@transaction.atomic
def throw_drill_away(drill, *, by):
    """It was started by mistake, and nothing was tapped: then nothing happened."""
    drill = hold(drill)
    if drill.ended_at or drill.results.exclude(taps=[]).exists():
        raise PlainRefusal("Something was tapped in this drill, so it stays. End it instead.")
    record("drill.thrown_away", drill, by=by)
    drill.delete()


@transaction.atomic
def file_results(drill, *, by, found, results, seen=None):
    """What came of it, filed to each pupil's PEEP. `results` is {result: its answers}; `seen` is
    `version_of` the drill and these results as the person saw them."""
    drill = hold(drill)
    refuse_if_changed(seen, drill, *map(hold, results))
    if not drill.ended_at:
        raise PlainRefusal("End the drill first.")
    drill.found = found
    drill.save(update_fields=["found"])
    for result, answers in results.items():
        for name, value in answers.items():
            setattr(result, name, value)
        result.save(update_fields=list(answers))
    pupils = [str(result.pupil_id) for result in results]
    record("drill.filed", drill, by=by, pupils=pupils)


def _changes(result, did, seconds):
    if did == OUT:
        return {"is_here": True, "out_after": _first(result.out_after, seconds)}
    if did == AWAY:
        return NOT_TAPPED | {"is_here": False}
    if did == HELP:
        return {"is_here": True, "help_after": _first(result.help_after, seconds)}
    return NOT_TAPPED


def _first(before, now):
    return now if before is None else before


def _seconds(drill, ago):
    """From the start to the tap, by the clock of the server."""
    passed = timezone.now() - drill.began_at - timedelta(seconds=ago)
    return max(0, round(passed.total_seconds()))


def _length(drill):
    return (drill.ended_at - drill.began_at).total_seconds()
