"""The adults of a school: the known cast, and everybody else whom a school needs."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from access.roles import Role
from register.codes import EHC_PLAN, ON_REGISTER
from trust_send.demo.cast import CAST
from trust_send.demo.chance import dice
from trust_send.demo.names import adult_name, plain

SUBJECTS = {"En": "English", "Ma": "Mathematics", "Sc": "Science"}


@dataclass(frozen=True)
class Post:
    """One role in one school; `until` is the last day of somebody who has left."""

    place: str
    role: Role
    since: date
    until: date | None = None


@dataclass
class DemoAdult:
    name: str
    email: str
    posts: list[Post]
    groups: list[str] = field(default_factory=list)
    named_for: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class DemoGroup:
    """A class or a teaching group; `members` are keys of pupils."""

    name: str
    kind: str
    subject: str
    year_group: str
    members: tuple[str, ...]


# Groups -------------------------------------------------------------------------------------------


def groups(roll):
    """Registration classes for all; in a secondary school also sets in three subjects."""
    classes = [
        DemoGroup(form, "registration", "", year_of(roll, pupils), keys(pupils))
        for form, pupils in roll.forms.items()
    ]
    return classes + (sets(roll) if roll.school.is_secondary else [])


def year_of(roll, pupils):
    """The year group of a class of one year; mixed classes have none."""
    years = {pupil.year_group for pupil in pupils}
    return years.pop() if len(years) == 1 else ""


def keys(pupils):
    return tuple(pupil.key for pupil in pupils)


def sets(roll):
    """Years 7 to 11 by ability, a set of some thirty: "9/En3"."""
    found = []
    for group in ("7", "8", "9", "10", "11"):
        pupils = [pupil for pupil in roll if pupil.year_group == group]
        for short, subject in SUBJECTS.items():
            in_order = dice("sets", roll.school.slug, group, short).sample(pupils, len(pupils))
            for place in range(roll.school.forms):
                members = in_order[place :: roll.school.forms]
                name = f"{group}/{short}{place + 1}"
                found.append(DemoGroup(name, "teaching", subject, group, keys(members)))
    return found


# Adults -------------------------------------------------------------------------------------------

OFFICES = {
    "sendco": Role.SENDCO, "head": Role.HEAD, "leadership": Role.LEADER, "governor": Role.GOVERNOR,
    "board": Role.BOARD, "dsl": Role.DSL, "medical": Role.MEDICAL, "site": Role.SITE,
    "business": Role.FINANCE, "data": Role.DATA,
}  # fmt: skip
# Small schools share people: the data officer of the one keeps the books of the other.
SHARED = {("millrace", "business"): ("orchard-lane", "data")}
PUPILS_OF_AN_ASSISTANT = 4


def staff(roll, year):
    """Everybody who works at the school, with the groups they teach and the pupils they help."""
    school = roll.school
    adults = [office(school, local, role, year) for local, role in OFFICES.items()]
    if school.phase != "primary":
        adults.append(hired(school, "deputy-sendco", Role.SENDCO, year))
    teachers = class_teachers(roll, year)
    if school.is_secondary:
        share_sets(roll, teachers)
    leaver = hired(school, "leaver", Role.TEACHER, year, until=date(year.start, 8, 31))
    return with_addresses(school, [*adults, *teachers, *assistants(roll, year), leaver])


def with_addresses(school, adults):
    """Give initial and surname to those whose address is not that of an office."""
    taken: Counter[str] = Counter()
    for adult in (adult for adult in adults if not adult.email):
        first, last = adult.name[0], adult.name.split(" ", 1)[1]
        local = f"{plain(first)}.{plain(last)}"
        taken[local] += 1
        adult.email = f"{local}{taken[local] if taken[local] > 1 else ''}@{school.mail}"
    return adults


def known(place, local):
    return next((star for star in CAST if (star.place, star.local) == (place, local)), None)


def star_of(school, local):
    """Who of the cast holds an office, also one that they hold for another school."""
    return known(*SHARED.get((school.slug, local), (school.slug, local)))


def address_of(school, local):
    """The address of whoever holds an office."""
    star = star_of(school, local)
    return star.email if star else f"{local}@{school.mail}"


def office(school, local, role, year):
    """The holder of an office, whose address is that of the office."""
    star = star_of(school, local)
    name = star.name if star else " ".join(adult_name(school.slug, local))
    return DemoAdult(
        name, address_of(school, local), [Post(school.slug, role, since(school, local, year))]
    )


def hired(school, job, role, year, *, until=None):
    """Somebody without a card and without an office; the address comes last."""
    post = Post(school.slug, role, since(school, job, year), until)
    return DemoAdult(" ".join(adult_name(school.slug, job)), "", [post])


def since(school, job, year):
    ago = dice("since", school.slug, job).randrange(1, 7)
    return date(year.start - ago, 9, 1)


def class_teachers(roll, year):
    """One for each class or form; the known teacher of the school first."""
    school = roll.school
    star = known(school.slug, "teacher")
    teachers: list[DemoAdult] = []
    for form in roll.forms:
        if star and star.form == form:
            post = Post(school.slug, Role.TEACHER, since(school, form, year))
            teachers.insert(0, DemoAdult(star.name, star.email, [post], groups=[form]))
        else:
            teacher = hired(school, form, Role.TEACHER, year)
            teacher.groups.append(form)
            teachers.append(teacher)
    return teachers


def share_sets(roll, teachers):
    """Each teacher has one subject, and sets of it in turn."""
    for place, subject in enumerate(SUBJECTS.values()):
        department = teachers[place :: len(SUBJECTS)]
        of_subject = [group for group in sets(roll) if group.subject == subject]
        for number, group in enumerate(of_subject):
            department[number % len(department)].groups.append(group.name)


def assistants(roll, year):
    """Each pupil with a plan has an assistant, and some on SEN support; four pupils to each.

    The known assistant helps in the known teacher's class.
    """
    school, star = roll.school, known(roll.school.slug, "ta")
    helped = pupils_with_help(roll)
    found = []
    if star:
        theirs = [pupil for pupil in on_register(roll) if pupil.form == star.form]
        theirs = theirs[:PUPILS_OF_AN_ASSISTANT]
        post = Post(school.slug, Role.TA, since(school, "ta", year))
        found.append(DemoAdult(star.name, star.email, [post], named_for=list(keys(theirs))))
        helped = [pupil for pupil in helped if pupil not in theirs]
    for start in range(0, len(helped), PUPILS_OF_AN_ASSISTANT):
        adult = hired(school, f"ta{start}", Role.TA, year)
        adult.named_for = list(keys(helped[start : start + PUPILS_OF_AN_ASSISTANT]))
        found.append(adult)
    return found


def on_register(roll):
    return [p for p in roll if p.history and p.history[-1].status in ON_REGISTER]


def pupils_with_help(roll):
    throw = dice("help", roll.school.slug)
    return [
        pupil
        for pupil in on_register(roll)
        if pupil.history[-1].status == EHC_PLAN or throw.random() < 0.3
    ]
