"""A school's next export, with what happens between two exports and the slips that creep in.

It waits in the demo, checked and not saved: a visitor settles what is held.
"""

from register.codes import NONE
from register.upn import ALPHABET
from trust_send.demo.files import SIMS_STATUS, by_name, day, sims_row, steps_by, write_csv
from trust_send.demo.roll import upn

# surname, forename, sex, years old on 31 August, month and day of birth, form, ethnicity, language
NEW_WITH_UPN = ("Adeyemi", "Ireti", "F", 5, (1, 19), "1B", "BAFR", "ENG")
NEW_TWINS = [
    ("Kozak", "Denys", "M", 8, (3, 2), "4A", "WOTH", "UKR"),
    ("Kozak", "Danylo", "M", 8, (3, 2), "4A", "WOTH", "UKR"),
]


def write_next_export(roll, folder, on):
    """Plain changes: two pupils gone, one new, one in another class, one with free meals, one put
    on SEN support by the office. For a person to settle: a check letter that does not fit, a pupil
    whose numbers are missing, twins who are new and have none, and a status that nobody knows."""
    pupils = by_name(roll)
    rows = [sims_row(pupil, steps_by(pupil, on)) for pupil in pupils]
    put_on_support(pupils, rows, on)
    rows[70]["Reg"] = other_form(rows[70]["Reg"])
    rows[121]["UPN"] = with_wrong_letter(rows[121]["UPN"])
    rows[188]["UPN"] = rows[188]["Adno"] = ""
    rows[233]["SEN Status"] = "Waiting for panel"
    give_free_meals(rows[260:])
    del rows[211], rows[40]
    number = upn("9992053", (on.year - 1) % 100, 950)
    rows.append(new_row(rows[0], on, *NEW_WITH_UPN) | {"UPN": number})
    rows += [new_row(rows[0], on, *twin) for twin in NEW_TWINS]
    path = folder / f"{roll.school.slug}-sims-{on:%B-%Y}.csv"
    return write_csv(path, rows, encoding="utf-8-sig")


def put_on_support(pupils, rows, on):
    """The first pupil of the lower half of the list without any story."""
    row = next(r for p, r in zip(pupils[300:], rows[300:], strict=True) if not p.history)
    row |= {"SEN Status": "K - SEN Support", "SEN Need Type": "SLCN", "SEN Start Date": day(on)}


def give_free_meals(rows):
    row = next(row for row in rows if row["FSM"] == "F")
    row["FSM"] = row["Pupil Premium"] = "T"


def other_form(form):
    return form[:-1] + ("B" if form.endswith("A") else "A")


def with_wrong_letter(number):
    """A slip of the finger: the next letter of the alphabet in the place of the right one."""
    return ALPHABET[(ALPHABET.index(number[0]) + 1) % len(ALPHABET)] + number[1:]


def new_row(like, on, surname, forename, sex, age, birthday, form, ethnicity, language):
    """A pupil admitted today, with the columns of another row."""
    month, of_month = birthday
    september = on.year if on.month >= 9 else on.year - 1
    return dict.fromkeys(like, "") | {
        "Legal Surname": surname, "Legal Forename": forename, "Gender": sex, "Reg": form,
        "DOB": f"{of_month:02}/{month:02}/{september - age}", "Year": form[:-1],
        "Admission Date": day(on), "Ethnicity": ethnicity, "First Language": language,
        "EAL": "F" if language == "ENG" else "T", "FSM": "F", "Pupil Premium": "F",
        "In Care": "F", "Service Child": "N", "SEN Status": SIMS_STATUS[NONE],
    }  # fmt: skip
