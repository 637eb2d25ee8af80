"""A pupil's people at home. Numbers are of those that Ofcom keeps for films."""

from dataclasses import dataclass

from trust_send.demo.chance import dice
from trust_send.demo.names import adult_forename, plain

SPEAKS_LITTLE_ENGLISH = 0.3


@dataclass(frozen=True)
class DemoContact:
    name: str
    relationship: str
    has_parental_responsibility: bool
    telephone: str
    email: str
    language: str
    needs_interpreter: bool


def contacts(pupil):
    """One or two adults, in the order in which the school turns to them."""
    throw = dice("home", pupil.school.slug, pupil.key)
    if pupil.in_care:
        return [foster_carer(throw, pupil), social_worker(throw)]
    people = [parent(throw, pupil, "Mother", "F"), parent(throw, pupil, "Father", "M")]
    if throw.random() < 0.25:
        people.reverse()
    how_many = 1 if throw.random() < 0.3 else 2
    if throw.random() < 0.12:
        return [*people[:1], parent(throw, pupil, "Grandmother", "F", responsible=False)]
    return people[:how_many]


def parent(throw, pupil, relationship, sex, *, responsible=True):
    first, last = adult_forename(throw, pupil.family, sex), pupil.surname
    little_english = pupil.eal and throw.random() < SPEAKS_LITTLE_ENGLISH
    return DemoContact(
        f"{first} {last}", relationship, responsible, mobile(throw), mail(throw, last),
        pupil.language, little_english,
    )  # fmt: skip


def foster_carer(throw, pupil):
    last = throw.choice(["Ellwood", "Fairbairn", "Marchetti", "Osgood", "Rahimzadeh"])
    name = f"{throw.choice(['Carol', 'Denise', 'Martin', 'Sunita'])} {last}"
    return DemoContact(name, "Foster carer", False, mobile(throw), mail(throw, last), "ENG", False)


def social_worker(throw):
    """An authority with a care order has parental responsibility (Children Act 1989 s.33)."""
    name = throw.choice(["Paul Standish", "Olu Benson", "Kirsty Mayne"])
    return DemoContact(name, "Social worker", True, "01632 960" + digits(throw), "", "ENG", False)


def mobile(throw):
    return "07700 900" + digits(throw)


def digits(throw):
    return f"{throw.randrange(1000):03}"


def mail(throw, surname):
    """An address that any mail program takes, whatever the name is written with."""
    if throw.random() < 0.15:
        return ""
    return f"{plain(surname)}{throw.randrange(10, 99)}@home.example"
