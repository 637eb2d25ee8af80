"""What of safety plans stands on the front page of a school (register.home)."""

from django.urls import reverse

from access.checks import may, roles_here
from access.policy import Permission
from access.roles import Role
from register.home import Piece, add
from register.models import Pupil
from safety.kinds import KINDS
from safety.medicines_today import medicines_today
from safety.models import Control, SafetyPlan, Signer, Version
from safety.plan_list import UNREAD
from safety.services.signing import still_to_sign
from safety.standing import State, standings

NAMED_AT_MOST = 5
KEPT = (
    (State.LAPSED, "plan lapsed", "plans lapsed"),
    (State.NEEDS_REVIEW, "plan needs review", "plans need review"),
    (State.DUE, "review due in the next 30 days", "reviews due in the next 30 days"),
)


def waiting(home):
    """The plans that this person must read, and sign, and what they are to put in place; for those
    who keep plans, how many are out of date and how many are not read. None where nothing waits."""
    plans = SafetyPlan.objects.readable_by(home.user).running()
    plans = plans.filter(pupil__in=Pupil.objects.on_roll()).select_related("pupil", "building")
    found = standings(plans, on=home.today)
    to_read = [one for one in found if home.user in one.unread]
    to_sign = _to_sign(home.user)
    to_do = _to_put_in_place(home.user)
    home.shown.update(one.plan.pupil_id for one in to_read[:NAMED_AT_MOST])
    home.shown.update(row.pupil_id for row in (*to_sign[:NAMED_AT_MOST], *to_do[:NAMED_AT_MOST]))
    lines = _lines(found) if _keeps(home) else []
    if not (to_read or to_sign or to_do or lines):
        return None
    return {
        "parts": [
            _part("plan", "to read", to_read, "safety/home/_to_read.html"),
            _part("plan", "to sign", to_sign, "safety/home/_to_sign.html"),
            _part("thing", "to put in place", to_do, "safety/home/_to_do.html"),
        ],
        "lines": lines,
    }


def _part(noun, what, rows, template):
    """One list of the card: its first rows, and how many more there are."""
    return {
        "noun": noun,
        "what": what,
        "number": len(rows),
        "first": rows[:NAMED_AT_MOST],
        "more": max(len(rows) - NAMED_AT_MOST, 0),
        "template": template,
    }


def _keeps(home):
    return any(home.reaches_all(kind.write) for kind in KINDS.values())


def _lines(found):
    counted = [(key, sum(one.state == key for one in found), *words) for key, *words in KEPT]
    late = sum(bool(one.late) for one in found)
    counted.append((UNREAD, late, "plan not read by all", "plans not read by all"))
    return [
        (f"{number} {one if number == 1 else many}", f"{reverse('safety')}?view={key}")
        for key, number, one, many in counted
        if number
    ]


def _to_sign(user):
    """The drafts that wait for this person, as head or as site lead, each with `sign_url`."""
    if may(user, Permission.SIGN_SAFETY_PLANS):
        mine = SafetyPlan.objects.for_user(user, to=Permission.SIGN_SAFETY_PLANS)
        return _waiting_for(Signer.HEAD, mine, lambda plan: reverse("safety_sign", args=[plan.pk]))
    if Role.SITE in roles_here(user):
        mine = SafetyPlan.objects.kept_by(user, to=Permission.WRITE_PEEP)
        return _waiting_for(Signer.SITE, mine, lambda plan: plan.url_of("agreement", Signer.SITE))
    return []


def _waiting_for(signer, plans, address):
    sent = Version.objects.filter(plan__in=plans.running(), signed_at=None, sent_at__isnull=False)
    sent = sent.select_related("plan__building", "pupil").prefetch_related("agreements")
    found = [version for version in sent if signer in still_to_sign(version)]
    for version in found:
        version.sign_url = address(version.plan)
    return found


def _to_put_in_place(user):
    """The controls of risk assessments in force that are this person's and not done."""
    plans = SafetyPlan.objects.for_user(user, to=Permission.VIEW_RISK)
    versions = Version.objects.in_force().filter(plan__in=plans, pupil__in=Pupil.objects.on_roll())
    mine = Control.objects.open().filter(owner=user, version__in=versions)
    return list(mine.select_related("version__plan", "pupil").order_by("due_on"))


def medicines(home):
    """The medicines of the plans that name this person; for those who look after all medicines, of
    the plans in which one waits for its time. None where there is none."""
    cards = medicines_today(home.user, on=home.today)
    if home.reaches_all(Permission.LOG_DOSES):
        cards = [card for card in cards if card.is_open]
    shown = cards[:NAMED_AT_MOST]
    home.shown.update(card.plan.pupil_id for card in shown)
    return {"cards": shown, "more": len(cards) - len(shown)} if cards else None


def add_to_home():
    add(
        Piece("safety/home/_waiting.html", Permission.VIEW_SAFETY_LIST, 8, waiting),
        Piece("safety/home/_medicines.html", Permission.LOG_DOSES, 9, medicines),
    )
