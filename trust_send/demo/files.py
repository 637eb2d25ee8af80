"""The files that the schools' own systems would export: the demo's rolls enter by the front door.

Headers and spellings are those of the systems (SIMS, Arbor, Bromcom) and of the Common Transfer
File; dates are day first. Monitoring is the trust's own stage, so no file knows it: it leaves as N.

A spreadsheet holds one status for each pupil: here the one with which the three years that the
demo tells of begin, or with which the pupil came. A transfer file holds the history. What a file
does not tell, the SENDCo of the demo enters (`steps_left_to_enter`).
"""

import csv
from datetime import date, datetime, time
from xml.etree import ElementTree

import xlsxwriter

from register.codes import (
    EHC_PLAN,
    ETHNICITIES,
    LANGUAGES,
    MONITORING,
    NONE,
    ON_REGISTER,
    PROVISIONS,
    SEN_SUPPORT,
    SEN_TYPES,
)

YEARS_TOLD = 3


def write_roll(roll, folder, on):
    """Write the school's export, without anything that lies after `on`; the path of the file."""
    told = [(pupil, steps_in_file(pupil, roll.year, on)) for pupil in by_name(roll)]
    return WRITERS[roll.school.system](roll.school, told, folder, on)


def steps_in_file(pupil, year, on):
    """Those of the pupil's steps that the file of the school tells."""
    past = steps_by(pupil, on)
    if pupil.school.system == "ctf":
        return past[:-1] if past and past[-1].status == MONITORING else past
    first_day = max(date(year.start - YEARS_TOLD, 9, 1), pupil.admitted_on)
    return [step for step in past if step.starts_on <= first_day]


def steps_by(pupil, on):
    return [step for step in pupil.history if step.starts_on <= on]


def steps_left_to_enter(pupil, year, on):
    """Those that came after, oldest first."""
    told = len(steps_in_file(pupil, year, on))
    return [step for step in pupil.history[told:] if step.starts_on <= on]


def by_name(roll):
    return sorted(roll, key=lambda pupil: (pupil.surname, pupil.forename, pupil.key))


# What a system knows of a pupil -----------------------------------------------------------------


def provision(steps):
    """The census code, its first day, and the SEN types in rank order."""
    if not steps or steps[-1].status not in ON_REGISTER:
        return NONE, None, ()
    return steps[-1].status, steps[-1].starts_on, steps[-1].needs


def day(value):
    return f"{value:%d/%m/%Y}" if value else ""


def labels(needs):
    return [SEN_TYPES[code].label for code in needs]


def year_words(group):
    return {"N2": "Nursery 2", "R": "Reception"}.get(group, f"Year {group}")


# SIMS: a report saved as CSV, with codes and T or F ---------------------------------------------

SIMS_STATUS = {
    NONE: "N - No Special Educational Need",
    SEN_SUPPORT: "K - SEN Support",
    EHC_PLAN: "E - Education, Health and Care Plan",
}


def sims_row(pupil, steps):
    status, since, needs = provision(steps)
    return {
        "Adno": pupil.admission_number,
        "UPN": pupil.upn,
        "ULN": pupil.uln,
        "Legal Surname": pupil.surname,
        "Legal Forename": pupil.forename,
        "Middle Name(s)": pupil.middle_names,
        "Preferred Forename": pupil.preferred_forename,
        "Gender": pupil.sex,
        "DOB": day(pupil.born_on),
        "Year": pupil.year_group,
        "Reg": pupil.form,
        "Admission Date": day(pupil.admitted_on),
        "Ethnicity": pupil.ethnicity,
        "First Language": pupil.language,
        "EAL": "T" if pupil.eal else "F",
        "FSM": "T" if pupil.fsm else "F",
        "Pupil Premium": "T" if pupil.pupil_premium else "F",
        "In Care": "T" if pupil.in_care else "F",
        "Service Child": "Y" if pupil.service_child else "N",
        "SEN Status": SIMS_STATUS[status],
        "SEN Need Type": ",".join(needs),
        "SEN Start Date": day(since),
    }


def write_sims(school, told, folder, on):
    path = folder / f"{school.slug}-sims-pupils.csv"
    return write_csv(path, [sims_row(*each) for each in told], encoding="utf-8-sig")


# Bromcom: CSV with semicolons, words instead of codes ---------------------------------------------

BROMCOM_STATUS = {NONE: "No SEN", SEN_SUPPORT: "SEN Support", EHC_PLAN: "EHCP"}
SEX_WORDS = {"F": "Female", "M": "Male", "U": "Not known"}


def bromcom_row(pupil, steps):
    status, since, needs = provision(steps)
    return {
        "UPN": pupil.upn,
        "FirstName": pupil.forename,
        "LastName": pupil.surname,
        "PreferredFirstName": pupil.preferred_forename,
        "DateOfBirth": day(pupil.born_on),
        "Gender": SEX_WORDS[pupil.sex],
        "YearGroup": year_words(pupil.year_group),
        "Form": pupil.form,
        "AdmissionDate": day(pupil.admitted_on),
        "Ethnicity": pupil.ethnicity,
        "FirstLanguage": pupil.language,
        "EAL": yes(pupil.eal),
        "FSM": yes(pupil.fsm),
        "PupilPremium": yes(pupil.pupil_premium),
        "InCare": yes(pupil.in_care),
        "ServiceChild": yes(pupil.service_child),
        "SEN Status": BROMCOM_STATUS[status],
        "SEN Need": "; ".join(labels(needs)),
        "SEN Start Date": day(since),
    }


def write_bromcom(school, told, folder, on):
    path = folder / f"{school.slug}-bromcom-students.csv"
    return write_csv(path, [bromcom_row(*each) for each in told], delimiter=";")


def yes(value):
    return "Yes" if value else "No"


def write_csv(path, rows, *, encoding="utf-8", delimiter=","):
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


# Arbor: a workbook with true dates ----------------------------------------------------------------

ARBOR_STATUS = {NONE: "", SEN_SUPPORT: "SEN support", EHC_PLAN: "EHC plan"}


def arbor_row(pupil, steps):
    status, since, needs = provision(steps)
    return {
        "UPN": pupil.upn,
        "ULN": pupil.uln,
        "First name": pupil.forename,
        "Middle names": pupil.middle_names,
        "Last name": pupil.surname,
        "Preferred first name": pupil.preferred_forename,
        "Date of birth": pupil.born_on,
        "Sex": SEX_WORDS[pupil.sex],
        "Year group": year_words(pupil.year_group),
        "Registration form": pupil.form,
        "Admission date": pupil.admitted_on,
        "Ethnicity": ETHNICITIES[pupil.ethnicity].label,
        "First language": LANGUAGES[pupil.language],
        "EAL": yes(pupil.eal),
        "FSM": yes(pupil.fsm),
        "Pupil Premium": yes(pupil.pupil_premium),
        "In Care": yes(pupil.in_care),
        "Service child": yes(pupil.service_child),
        "SEN status": ARBOR_STATUS[status],
        "SEN need types": ", ".join(needs),
        "SEN start date": since or "",
    }


def write_arbor(school, told, folder, on):
    path = folder / f"{school.slug}-arbor-students.xlsx"
    rows = [arbor_row(*each) for each in told]
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime.combine(on, time(9))})
        dates = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Students")
        sheet.write_row(0, 0, rows[0].keys())
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row.values()):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                else:
                    sheet.write_datetime(number, column, value, dates)
    return path


# The Common Transfer File -------------------------------------------------------------------------


def write_ctf(school, told, folder, on):
    """A full file of the school to itself, as used to fill another system of its own."""
    path = folder / f"{school.laestab}_CTF_{school.laestab}_001.xml"
    root = ElementTree.Element("CTfile")
    header = branch(root, "Header", DocumentName="Common Transfer File", CTFversion="26.0",
                    DateTime=f"{on}T09:00:00", DocumentQualifier="full",
                    DataDescriptor="Whole roll", SupplierID="Example MIS")  # fmt: skip
    ids = {"LEA": school.authority, "Estab": school.establishment, "URN": school.urn}
    branch(header, "SourceSchool", **ids, SchoolName=school.name, AcademicYear=str(school_year(on)))
    branch(header, "DestSchool", **ids)
    data = branch(root, "CTFpupilData")
    for pupil, steps in told:
        add_pupil(data, pupil, steps, on)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return path


def school_year(on):
    return on.year if on.month >= 9 else on.year - 1


def branch(parent, tag, **leaves):
    """A new element with one child of text for each leaf that says something."""
    element = ElementTree.SubElement(parent, tag)
    for name, text in leaves.items():
        if text:
            ElementTree.SubElement(element, name).text = text
    return element


def add_pupil(data, pupil, steps, on):
    element = branch(data, "Pupil", UPN=pupil.upn, UniqueLearnerNumber=pupil.uln,
                     Surname=pupil.surname, Forename=pupil.forename,
                     DOB=pupil.born_on.isoformat(), Sex=pupil.sex)  # fmt: skip
    basic = branch(element, "BasicDetails", PreferredForename=pupil.preferred_forename,
                   MiddleNames=pupil.middle_names, NCyearActual=pupil.year_group,
                   Ethnicity=pupil.ethnicity, EthnicitySource="P")  # fmt: skip
    languages = branch(basic, "Languages")
    branch(languages, "Type", LanguageType="F", Language=pupil.language)
    branch(basic, "ServiceChild").text = "Y" if pupil.service_child else "N"
    branch(basic, "EnrolStatus").text = "C"
    if pupil.fsm:
        since = f"{school_year(on)}-09-01"
        branch(branch(element, "FSMhistory"), "FSMinstance", FSMstartDate=since,
               FSMEligibilityVerificationDate=since, UKcountry="ENG",
               FSMCategory=pupil.fsm)  # fmt: skip
    branch(element, "LookedAfter", InCare="true" if pupil.in_care else "false",
           CareAuthority=pupil.school.authority if pupil.in_care else "")  # fmt: skip
    add_sen_history(element, steps)
    branch(element, "Admissions", EntryDate=pupil.admitted_on.isoformat())


def add_sen_history(element, steps):
    """One row for each change of provision that the census would know, and the needs of today."""
    changes, last = [], NONE
    for step in steps:
        code = PROVISIONS[step.status].export
        if code != last:
            changes.append((step.starts_on.isoformat(), code))
        last = code
    if not changes:
        return
    history = branch(element, "SENhistory")
    for starts_on, code in changes:
        branch(history, "SEN", StartDate=starts_on, SENprovision=code)
    _, _, needs = provision(steps)
    if needs:
        group = branch(history, "SENneeds")
        for rank, code in enumerate(needs, start=1):
            branch(group, "SENneed", SENtypeRank=str(rank), SENtype=code)


WRITERS = {"sims": write_sims, "arbor": write_arbor, "bromcom": write_bromcom, "ctf": write_ctf}
