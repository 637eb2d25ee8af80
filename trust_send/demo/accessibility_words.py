"""What stands in the accessibility plans of the demo. Every school and every word is made up."""

SITES = {
    "primary": "{name} has one building of 1968 on two floors, a hall of 1931 and a nursery block. "
    "The upper floor has four classrooms and no lift. Pupils here use wheelchairs and walkers, "
    "hearing aids and large print; some are overwhelmed by noise.",
    "secondary": "{name} has five blocks on a slope, joined by covered walks. Two blocks have a "
    "lift. Pupils here use wheelchairs, radio aids, screen readers and rest breaks.",
    "special": "{name} is on one floor, built in 2009, with wide doors, hoists and a hydrotherapy "
    "pool. The playground and the minibuses are older.",
}
AIMS = (
    "Every pupil joins in every lesson, trip and club. Every pupil reaches every room they learn "
    "in, by the same door as their friends. Every family gets what we send in a form they can use."
)
LINKS = "Equality objectives, SEND policy, SEN information report, medical policy, premises plan"
WALKED = "Headteacher, SENDCo, site lead, SEND governor and four pupils of the school council"
WHY_QUIET = (
    "All letters, the website and the timetables were redone last year. We look again in May."
)


def _found(good="", barrier="", severity="", evidence=""):
    return {"good": good, "barrier": barrier, "severity": severity, "evidence": evidence}


FOUND = {
    "curriculum": {
        "access_arrangements": _found(
            "Readers and extra time are the usual way of working, not only in tests."
        ),
        "trips": _found(
            "Risk and access are looked at before a trip is booked.",
            "The coach company has one coach with a lift; it is often taken.",
            "medium",
            "Two trips in the last year went by parents’ cars.",
        ),
        "pe": _found(
            "Boccia and table cricket are taught in every year.",
            "No shower or changing place with a bed near the hall.",
            "high",
            "Seen on the walk; pupils change in the first-aid room.",
        ),
        "training": _found(
            "All staff were trained in autism last year.",
            "New staff have had no training in hearing loss and radio aids.",
            "medium",
            "Training records: 9 of 31 staff.",
        ),
    },
    "physical": {
        "approach": _found(
            "Two marked bays beside the gate.",
            "The path from the bays to the door floods, and its edge is broken.",
            "medium",
            "Measured: 4 cm drop. The site lead’s log, three times since January.",
        ),
        "entrances": _found("The main door is level, 95 cm wide, and opens by a push pad."),
        "stairs": _found(
            "Handrails on both sides.",
            "The library is on the upper floor and there is no lift.",
            "high",
            "Pupils who use a wheelchair borrow books from a trolley.",
        ),
        "toilets": _found(
            "",
            "The accessible toilet is used as a store, and its alarm cord is tied up.",
            "high",
            "Seen on the walk. Pupils told us they avoid it.",
        ),
        "acoustics": _found(
            "Carpet and panels in the four newest rooms.",
            "The hall echoes; pupils with hearing aids cannot follow assembly.",
            "medium",
            "Measured by the sensory service: 1.9 seconds.",
        ),
        "evacuation": _found("Two evacuation chairs, tried in each drill this year."),
    },
    "information": {
        "large_print": _found("Copies within a day, from the office."),
        "symbols": _found(
            "Visual timetables in every class.",
            "Each class uses other symbols, so a pupil learns them again every year.",
            "low",
            "Seen on the walk in nine rooms.",
        ),
        "letters": _found(
            "Letters are in plain words.",
            "Letters go out as a scan, which a screen reader cannot read.",
            "medium",
            "Told by two families.",
        ),
    },
}
ASKED = {
    "pupils": {
        "who": "14 pupils of the school council and the lunch club",
        "how": "A walk around the site with stickers: green for easy, red for hard",
        "said": "The library is for others. The hall is too loud. They would like to choose where "
        "to sit at lunch, and a place to be alone for a bit.",
        "changed": "The library action moved to the first year, and the quiet place was added.",
    },
    "parents": {
        "who": "38 families answered; 9 of them have a disabled child or parent",
        "how": "A survey on paper and on line, and a coffee morning with an interpreter",
        "said": "Letters that can be read aloud. To know before a trip how their child gets there.",
        "changed": "Letters are sent as text. Every trip letter now says how each child travels.",
    },
}


def _action(strand, item, objective, barrier, steps, success, lead, months, lasts, pounds, **more):
    return {
        "strand": strand, "item": item, "objective": objective, "barrier": barrier, "steps": steps,
        "success": success, "lead": lead, "months": months, "lasts": lasts, "pounds": pounds,
        "resources": more.get("resources", ""), "funding": more.get("funding", ""),
    }  # fmt: skip


ACTIONS = [
    _action(
        "physical", "toilets", "The accessible toilet is free, clean and safe every day",
        "The accessible toilet is used as a store, and its alarm cord is tied up",
        "1. Clear it and lock the store elsewhere\n2. New alarm cord to the floor\n"
        "3. Check it every Monday and sign the sheet on the door",
        "Pupils say that they use it; the sheet has no gap", "site", 0, 3, 640,
        resources="Two hours of the site lead a month", funding="School budget",
    ),
    _action(
        "information", "letters", "Every letter can be read aloud by a phone or a screen reader",
        "Letters go out as a scan, which a screen reader cannot read",
        "1. Templates with headings\n2. The office sends text, not a scan\n"
        "3. Ask each family which form they like, when they join",
        "Ten letters a term are tried with a screen reader", "leadership", 1, 5, 0,
        resources="A morning of training for the office",
    ),
    _action(
        "curriculum", "training", "All staff know how to teach a pupil who wears hearing aids",
        "New staff have had no training in hearing loss and radio aids",
        "1. Training by the sensory service\n2. A card with what to do in each room\n"
        "3. A look into lessons in the spring",
        "Every adult has been trained; pupils say they can follow", "sendco", 2, 8, 1200,
        resources="Two staff meetings", funding="Notional SEN budget",
    ),
    _action(
        "physical", "stairs", "Every pupil can use the library by themselves",
        "The library is on the upper floor and there is no lift",
        "1. Move the library to the old computer room on the ground floor\n"
        "2. Shelves at a height to reach, a table for wheelchairs\n3. Pupils plan the opening",
        "Loans by pupils who use a wheelchair are as many as by others", "head", 6, 12, 18500,
        resources="A librarian for three days, a working party of parents",
        funding="Capital grant",
    ),
    _action(
        "curriculum", "trips", "No pupil travels to a trip apart from their class",
        "The coach company has one coach with a lift; it is often taken",
        "1. Contract with a second company\n2. Book before dates are told to families",
        "No trip in a year went by parents’ cars", "business", 10, 10, 2400,
        funding="School budget",
    ),
    _action(
        "information", "symbols", "The same symbols in every room",
        "Each class uses other symbols, so a pupil learns them again every year",
        "1. Choose one set with the therapist\n2. Print for every room\n3. Change over in July",
        "A pupil who moves up finds the same timetable", "sendco", 14, 8, 450,
        funding="Notional SEN budget",
    ),
    _action(
        "physical", "acoustics", "Everybody can follow assembly",
        "The hall echoes; pupils with hearing aids cannot follow assembly",
        "1. Panels on the back wall and the ceiling\n2. A hearing loop\n3. Measure again",
        "The echo is under one second; pupils say they can follow", "site", 20, 12, 14800,
        resources="The hall is shut for a week in the holidays", funding="Trust",
    ),
    _action(
        "physical", "approach", "A dry and level way from the bays to the door",
        "The path from the bays to the door floods, and its edge is broken",
        "1. Drain\n2. New surface and edge\n3. Light beside the path",
        "No puddle in the site lead’s log for a winter", "site", 26, 9, 9200,
        funding="Capital grant",
    ),
]  # fmt: skip
NOTES = [
    "The first step is done. Two pupils of the council looked at it and want the handle lower.",
    "Quote accepted; work is booked for the half-term holiday.",
    "Training held with 22 of 31 adults. A second date is set for those who were away.",
    "The working party met and drew a plan. Pupils chose the colours.",
]
EVIDENCE = "Seen on the walk with the SEND governor; the check sheet has no gap since then."
IMPACT = "Pupils told us that they use it now without asking an adult first."
REVIEW = {
    "who": "Leadership team, SENDCo, site lead, SEND governor",
    "progress": "Curriculum: training is on its way, trips are better booked.\n"
    "Physical environment: the toilet is done; the library waits for its grant.\n"
    "Information: letters can be read aloud; symbols come next.",
    "impact": "Pupils use the accessible toilet by themselves. Four families said that they can "
    "read our letters for the first time.",
    "decision": "rolls",
    "because": "What is open is worth doing and the money is set aside. The library comes first, "
    "because pupils asked for it.",
}
