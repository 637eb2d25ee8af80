"""What the safety plans of the demo say, as a good SENDCo would write them: the pupil first, what
helps before what is hard, steps that an adult can follow at once.

{name}, {he}, {him} and {his} follow the pupil, as in `words`.
"""

from dataclasses import dataclass, field

from trust_send.demo.words import MIDDLE, OLDER, YOUNG


@dataclass(frozen=True)
class Danger:
    """A hazard, weighed (likelihood, severity) before and after; `more` are further controls, each
    with the office that puts it in place."""

    text: str
    who: str
    already: str
    before: tuple
    after: tuple = ()
    more: tuple = ()


@dataclass(frozen=True)
class Drug:
    """A medicine of a plan. `at` are the times of day for which it is; `pack` what comes in one."""

    name: str
    strength: str
    dose: str
    how: str
    when: str
    pack: str
    kept: str
    gap: int | None = None
    effects: str = ""
    is_injector: bool = False
    is_carried: bool = False
    at: tuple = ()


@dataclass(frozen=True, eq=False)
class Case:
    """A plan for one kind of need. `needs`: the SEN types that it goes with; none: any pupil.
    `training`: what its helpers are trained in. `weight`: how common it is. `stairs`: only for a
    school with more than one floor, or for one without."""

    kind: str
    about: str
    says: dict
    needs: tuple = ()
    ages: tuple = (YOUNG, MIDDLE, OLDER)
    training: str = ""
    weight: int = 3
    dangers: tuple = ()
    drugs: tuple = ()
    log: tuple = ()
    with_whom: tuple = field(default=())
    sex: str = ""
    stairs: bool | None = None

    @property
    def is_for_a_time(self):
        return self.about == CAST


CAST = "cast"  # the one PEEP that ends by itself

# Risk assessments ---------------------------------------------------------------------------------
RUNS = Case(
    "risk", "Leaving without permission", needs=("ASD", "SLD", "DS"), ages=(YOUNG, MIDDLE),
    weight=4, with_whom=("Specialist teacher for autism", "Mother"),
    says={
        "where": "The whole school day. Most likely at changes: coming in, the end of break, the walk to the hall. Also trips.",
        "helps": "{name} loves water, trains and being outside, and will show you with the picture book. Knowing what comes next keeps {him} calm. A job to carry something gives {him} a reason to walk with us.",
        "signs": "Looks again and again at the door. Covers ears. Hums louder. Takes shoes off. A change that nobody showed on the board.",
        "calm": "Stand still and say {his} name once, in a quiet voice.\nShow the now-and-next board and point to what comes next.\nOffer the garden pass: five minutes outside with an adult.\nIf {he} runs, one adult follows at a distance and never chases.\nThe other adult rings the office, who watch both gates.\nWhen {he} stops, wait. Say what happens next, not what went wrong.",
        "taking_part": "{name} takes part in everything that the class does, trips too. To make that safe {he} has a walking partner, a planned pause outside twice a day, and a place in the line next to an adult.",
        "equipment": "Garden pass and now-and-next board, one set in class and one in the hall.",
        "line": "Follow, do not chase. Ring the office at once: both gates are watched. Offer the garden pass.",
        "pupil_said": "{name} chose the picture of the garden and the picture of the train when asked what is good here.",
        "parents_said": "At home a run to the trampoline does the same. They ask that nobody shouts, and to hear the same day.",
    },
    dangers=(
        Danger(
            "Runs out of the gate onto the road", "{name}: hit by a car",
            "Gates locked from 8:55. An adult by the door at each change. Photograph at the office.",
            (3, 5), (1, 5),
            (("Closer on the side gate, so that it falls shut by itself", "site", 14),
             ("All adults on duty know the garden pass and the words to use", "sendco", 10)),
        ),
        Danger(
            "Gets lost on a trip", "{name}: distress, injury",
            "A named adult for {name} alone. Wristband with the school’s number. A visit beforehand with photographs.",
            (3, 4), (2, 4), (("A photograph story of each trip a week before", "teacher", 21),),
        ),
        Danger(
            "Climbs the fence of the field", "{name}: a fall",
            "An adult within sight on the field. The climbing frame is offered first.", (2, 3),
        ),
    ),
)  # fmt: skip
BEHAVIOUR = Case(
    "risk", "Behaviour and safety", needs=("SEMH", "ASD", "SLCN"), weight=5,
    with_whom=("Educational psychologist", "Mother"),
    says={
        "where": "Classroom, corridor and playground. Rarely in small groups and never so far in art or PE.",
        "helps": "{name} is funny, fair and good with younger children. A trusted adult at the door each morning, a clear first task, and time to finish. Praise in private works best.",
        "signs": "Goes quiet, pulls up the hood, taps the table, answers “whatever”. Losing a game, being touched from behind, a supply teacher, the last hour before a weekend with dad.",
        "calm": "Give space: two arms’ lengths, side on, hands in view.\nSay: “{name}, I can see this is hard. I am here.”\nOffer two choices: the quiet room, or a walk with the key adult.\nSend for the key adult. Move the others and not {name}.\nSay nothing of consequences until {he} is calm, twenty minutes at least.\nAfterwards draw together what happened, and what each can do next time.",
        "taking_part": "{name} takes part in all lessons, clubs and trips. To make that safe {he} has a leave card that needs no words, a seat by the door, and a check-in before each break.",
        "line": "Give space, few words, offer the quiet room. Send for the key adult. Move the others.",
        "pupil_said": "“When people crowd me I can’t hear. The card is good because I don’t have to explain.”",
        "parents_said": "They use the same words at home. They ask to be rung by somebody who knows {name}, not by text.",
    },
    dangers=(
        Danger(
            "Hits, kicks or throws when overwhelmed", "Other pupils and adults: bruises; {name}: shame and injury",
            "Leave card, key adult, seat by the door. Scissors and tools counted out and in.",
            (4, 3), (2, 3),
            (("Two more adults in {his} year trained in safe physical intervention", "leadership", 30),
             ("Calm corner in the classroom, with a screen", "teacher", 12)),
        ),
        Danger(
            "Leaves the lesson and is alone in the building", "{name}: nobody knows where {he} is",
            "Three agreed places to go to. The adult in class rings the office.", (3, 2), (2, 2),
            (("The three places on a card in the staff room", "ta", 8),),
        ),
    ),
)  # fmt: skip
HANDLING = Case(
    "risk", "Physical support, moving and handling", needs=("PD", "PMLD", "MSI"),
    training="handling", weight=6, with_whom=("Physiotherapist", "Occupational therapist"),
    says={
        "where": "Moving between wheelchair, standing frame, floor and changing bench. PE and swimming.",
        "helps": "{name} can stand for a count of ten with both hands held, and likes to count aloud. Tell {him} each move before you make it. {he} chooses the music.",
        "signs": "Tired legs after lunch, cold hands, a new adult. Says “wait”, or looks away.",
        "calm": "Say who you are and what comes next.\nBrakes on, footplates up, sling checked for wear.\nWait for {name} to say or sign “ready”.\nTwo adults, one leads and counts.\nAfterwards check straps, feet and comfort with {name}.",
        "taking_part": "{name} takes part in everything that the class does, PE too, with the aims of {his} physiotherapist. To make that safe we plan ten minutes for each move and never hurry.",
        "equipment": "Ceiling hoist and two slings: thorough examination every six months, the label shows the day. Standing frame: yearly service.",
        "line": "After a fall do not lift. Keep {name} warm and still, ring the office for the hoist and first aid.",
        "pupil_said": "“I like it when you count with me. Not too fast.”",
        "parents_said": "They lift alone at home and know that school does not. They want standing every day.",
    },
    dangers=(
        Danger(
            "A fall while being moved", "{name}: fracture; adults: back injury",
            "Two trained adults. Ceiling hoist. No lifting by hand.", (2, 4), (1, 4),
            (("Second sling, so that one can be washed", "sendco", 20),),
        ),
        Danger(
            "A strap or the sling gives way", "{name}: a fall",
            "Looked over before each use; examined every six months.", (2, 4), (1, 4),
            (("Day of the next examination on the wall beside the hoist", "site", 6),),
        ),
        Danger("Sore skin after sitting too long", "{name}: pain, infection", "Out of the chair every two hours. Cushion checked daily.", (3, 2)),
    ),
)  # fmt: skip
SELF_HARM = Case(
    "risk", "Self-harm", needs=("SEMH",), ages=(OLDER,), weight=2,
    with_whom=("Nurse of the mental health support team", "Mother"),
    says={
        "where": "Everywhere, home included. More likely in the evening and before tests.",
        "helps": "{name} draws, runs and talks well while walking. One adult {he} chose is free at 11:00 each day. Being asked straight out helps.",
        "signs": "Long sleeves in the heat, asking to leave often, quiet in the group chat, not eating.",
        "calm": "Stay with {name} and stay calm. Do not promise to keep it secret.\nAsk: “Have you hurt yourself? Do you feel safe now?”\nFirst aid in private, with the adult {he} chose.\nTell the safeguarding lead in person, the same hour.\nThe safeguarding lead rings home and agrees how {name} gets there.",
        "taking_part": "{name} takes part in all lessons. To make that safe blades and compasses are counted in art and technology for the whole class, so that nobody is singled out.",
        "line": "Stay with {name}. Tell the safeguarding lead in person within the hour.",
        "pupil_said": "“Don’t make a big thing of it in front of people. Just walk with me.”",
        "parents_said": "They keep medicine locked up at home and ask for one person to ring.",
    },
    dangers=(
        Danger(
            "Hurts {him}self in school", "{name}: injury", "Adult of {his} choice each day. Counted tools. Toilet pass without questions.",
            (3, 4), (2, 3),
            (("Words to use, for all who teach {name}", "sendco", 9),
             ("Place without clutter for first aid in private", "medical", 15)),
        ),
        Danger("Comes to harm on the way home", "{name}: serious injury", "The safeguarding lead agrees the way home after a hard day.", (2, 5), (1, 5), (("Card with three numbers to ring at night", "sendco", 5),)),
    ),
)  # fmt: skip
SWIMMING = Case(
    "risk", "Swimming", needs=("PD", "ASD", "SLD", "DS", "HI"), ages=(MIDDLE,), weight=2,
    with_whom=("Swimming teacher of the pool",),
    says={
        "where": "The weekly lesson at the pool, the changing rooms and the coach.",
        "helps": "{name} floats happily on {his} back and loves diving rings. A place at the end of the lane, and the same adult each week.",
        "signs": "The whistle, the hand dryers, being splashed. Holds on to the rail and goes quiet.",
        "calm": "Come close and get down to {his} height.\nShow the picture: out, towel, bench.\nThree minutes on the bench with the towel round {him}.\nAsk by picture: in again, or watch?",
        "taking_part": "{name} swims with the class. To make that safe an adult is in the water within reach, and the family cubicle is ours.",
        "equipment": "Swim belt, ear defenders for the changing room.",
        "line": "One blast of the whistle means out for all. The adult in the water brings {name} to the steps.",
        "pupil_said": "“I like the rings. I don’t like the dryer.”",
        "parents_said": "They swim on Sundays and are glad of it.",
    },
    dangers=(
        Danger("Out of {his} depth", "{name}: drowning", "Adult in the water within reach. Shallow half only. Two lifeguards.", (2, 5), (1, 5), (("The pool’s lifeguards know {name} and the pictures", "teacher", 11),)),
        Danger("Slips when running from noise", "{name}: a fall", "Ear defenders on before the door. Family cubicle.", (3, 2)),
    ),
)  # fmt: skip
PRACTICAL = Case(
    "risk", "Equipment", needs=("VI", "PD", "MSI", "SPLD"), ages=(OLDER,), weight=2,
    with_whom=("Qualified teacher of the vision impaired",),
    says={
        "where": "Science, food and technology rooms.",
        "helps": "{name} is exact and careful and knows the room by its benches. Bright yellow edges, the same place each week, two minutes to set up before the others.",
        "signs": "Bench moved, bag on the floor, low sun from the left.",
        "calm": "Say: “Stop, hands flat.”\nTurn off gas and power at the switch by the door.\nTell {name} where things are by the clock: “beaker at three o’clock”.\nGo on together, or change roles with the partner.",
        "taking_part": "{name} does every practical with a partner and takes turns at each role. To make that safe {he} has talking scales, a liquid level indicator and marked dials.",
        "equipment": "Talking scales, level indicator, task lamp: looked over each half-term by the technician.",
        "line": "Say “stop, hands flat”. Gas and power off by the door. First aid is in the prep room.",
        "pupil_said": "“Let me pour. I measure better than most of them.”",
        "parents_said": "{he} cooks at home on two nights. Please do not give {him} only the writing.",
    },
    dangers=(
        Danger("A burn or a cut", "{name}: hospital at worst", "Marked dials, cool zone on the bench, partner, goggles.", (3, 3), (2, 3), (("Yellow edge on the second bench", "site", 16),)),
        Danger("A fall over bags", "{name}: bruises", "Bags on hooks for the whole class.", (3, 2)),
    ),
)  # fmt: skip
RESIDENTIAL = Case(
    "risk", "Trip", needs=("ASD", "SEMH", "SLCN", "MLD", "PD"), ages=(MIDDLE, OLDER), weight=1,
    with_whom=("Father", "Leader of the centre"),
    says={
        "where": "Two nights at the outdoor centre in June, with the coach there and back.",
        "helps": "{name} has wanted to go since Year 3 and knows every activity by heart. Photographs of the room and the timetable with times.",
        "signs": "Not sleeping, waiting in lines, wet clothes.",
        "calm": "Go with {him} to the quiet corner by the boot room.\nShow the timetable and cross off what is done.\nOffer a hot drink and the phone call home that was agreed.\nIf it is too much, one adult stays in and the group goes on.",
        "taking_part": "{name} goes with everybody. To make that safe {he} shares with the two friends {he} chose and may leave any activity half way.",
        "line": "The group leader holds the phone and the medicine bag. The van can be there in ten minutes.",
        "pupil_said": "“I want the top bunk and I want to do the zip wire second, not first.”",
        "parents_said": "They will keep their phone on all night and live forty minutes away.",
    },
    dangers=(
        Danger("Leaves the house at night", "{name}: lost, cold", "Door alarm. Adult in the next room. {name} knows where to knock.", (2, 4), (1, 4), (("Visit to the centre with {name}", "teacher", 28),)),
    ),
)  # fmt: skip

# PEEPs --------------------------------------------------------------------------------------------
WHEELCHAIR = Case(
    "peep", "wheelchair", needs=("PD", "PMLD", "MSI"), training="chair", weight=6, stairs=True,
    with_whom=("Physiotherapist",),
    says={
        "need": "{name} uses a wheelchair and drives it {him}self. Level ways are no obstacle; stairs and heavy doors are. {he} hears and understands the alarm.",
        "alert": "The sounder. The adult in the room says: “This is the alarm, we go together.”",
        "method": "Helper goes to {name} at once; deputy holds the door.\n{name} drives, helper walks in front, out by the level way.\nFrom upstairs: go to the refuge by the stairs, not to the lift.\nPress the call button at the refuge and say who you are and where.\nMove to the evacuation chair: straps first, then brakes off.\nDown one step at a time, helper behind, deputy in front.\nAt the assembly point tell the fire warden: “{name} is out.”",
        "equipment": "Evacuation chair at the head of the stairs. {his} wheelchair stays in reach and is brought after.",
        "bag": "Red bag on the back of the wheelchair: blanket, spare gloves, care card. {name} takes it.",
        "practice": "Walked with {name} in the first week of term, both ways out.",
        "line": "Helper goes to {name}, level way out. From upstairs: refuge, call button, evacuation chair.",
        "pupil_said": "“I can drive myself, just get the doors. I don’t want to be carried with everyone watching.”",
    },
)  # fmt: skip
LEVEL = Case(
    "peep", "level", needs=("PD", "PMLD", "MSI"), training="handling", weight=6, stairs=False,
    with_whom=("Physiotherapist", "Mother"),
    says={
        "need": "{name} uses a wheelchair and needs an adult to push it. All ways out are level. The alarm makes {him} start and stiffen; a hand on the arm helps.",
        "alert": "The sounder and the light. The helper comes close and says: “Alarm. We go out together.”",
        "method": "Helper takes off the brakes; deputy opens the door.\nIf {name} is in the standing frame or on the bench: hoist only if it is quick, else the evacuation sheet, two adults.\nOut by the nearest level door, blanket over the knees.\nStay on the hard path; wheels sink in the grass.\nAt the assembly point tell the fire warden: “{name} is out.”",
        "equipment": "Evacuation sheet on the wall of the hygiene room. Wheelchair always within reach.",
        "bag": "Red bag on the back of the wheelchair: rescue medicine, blanket, care card. The helper takes it.",
        "practice": "With the class, once from the hygiene room each term.",
        "line": "Brakes off, nearest level door, red bag comes too. From the bench: evacuation sheet, two adults.",
        "pupil_said": "{name} looks up for yes when asked whether the helper’s hand on the arm is good.",
    },
)  # fmt: skip
HEARING = Case(
    "peep", "hearing", needs=("HI", "MSI"), weight=5,
    with_whom=("Qualified teacher of the deaf",),
    says={
        "need": "{name} is deaf and wears two hearing aids. Without them, or in noise, {he} does not hear the alarm. {he} walks and climbs as well as anybody.",
        "alert": "Flashing beacon in classrooms and toilets; vibrating pager on the belt elsewhere. A buddy taps the shoulder and signs “fire”.",
        "method": "Buddy or helper signs “fire, out” face to face.\n{name} lines up with the class.\nHelper looks into the toilets on the way if {name} is not in the room.\nAt the assembly point stand where {name} sees the adult who reads the register.",
        "equipment": "Pager, charged each night; beacon tested on the first Monday of the month.",
        "practice": "In each drill, and once a term from the toilets.",
        "line": "{name} may not hear the alarm: face to face, sign “fire, out”, look into the toilets.",
        "pupil_said": "“The light is good. I worry about when I am in the loo.”",
    },
)  # fmt: skip
ALARM = Case(
    "peep", "alarm", needs=("ASD", "SLD", "SLCN", "DS"), weight=4,
    with_whom=("Mother",),
    says={
        "need": "{name} finds the alarm painful and freezes or hides. {he} walks well once {he} knows what happens, and is proud of being “out first”.",
        "alert": "Before a drill {name} is told with a picture. In a real alarm: ear defenders on, then the red card.",
        "method": "Ear defenders on; they hang by the door.\nShow the red card: “Alarm. Walk. Line.”\nHold out a hand and wait. Do not pull.\nLeave by the nearest door, before the class if that is free.\nIf {he} hides: two places, under the reading table and behind the coats.\nOutside, give the blue fidget and say: “It is over. You did it.”",
        "equipment": "Ear defenders in class, hall and dining room.",
        "bag": "Small blue bag by the door: fidget, picture cards, spare defenders. The helper takes it.",
        "practice": "The way is walked each half-term without the alarm, then with a recording, softly.",
        "line": "Ear defenders, red card, hold out a hand. Look under the reading table and behind the coats.",
        "pupil_said": "{name} put the picture of the alarm in the “no” box and the ear defenders in the “yes” box.",
    },
)  # fmt: skip
SIGHT = Case(
    "peep", "sight", needs=("VI", "MSI"), weight=5,
    with_whom=("Qualified teacher of the vision impaired", "Habilitation specialist"),
    says={
        "need": "{name} sees light and large shapes. {he} knows the building by touch and number of steps; crowds and things left on the floor are what is hard.",
        "alert": "The sounder. The helper says {his} name and their own.",
        "method": "Say who you are and offer your elbow; {name} takes it.\nWalk half a step ahead on the side of the wall.\nName what comes: “door to the right, four steps down, rail left”.\nWait for the first rush to pass if there is no smoke.\nAt the assembly point say where {name} stands and who is next to {him}.",
        "equipment": "Long cane, on the hook by the door.",
        "practice": "Both ways walked with the habilitation specialist in September.",
        "line": "Offer your elbow, say your name, name steps and doors. Cane is on the hook by the door.",
        "pupil_said": "“Don’t grab me. Tell me your name and give me your elbow.”",
    },
)  # fmt: skip
PLASTER = Case(
    "peep", CAST, weight=1, with_whom=("Father",),
    says={
        "need": "{name} has a broken ankle and a cast for six weeks, and uses crutches. Crowds, steps and wet floors are what is hard.",
        "alert": "The sounder, like everybody.",
        "method": "Helper carries the bag and stays beside {name}.\nWait until the rush is over, then go on the side of the rail.\nIf it takes too long, helper stays and deputy fetches the fire warden.\nSit down at the assembly point; the helper gets the folding chair.",
        "equipment": "Crutches; folding chair by the exit.",
        "practice": "Walked with {name} on the first day back.",
        "line": "Helper takes the bag and stays beside {name}. After the rush, on the side of the rail.",
        "pupil_said": "“I’m fine on the flat. Going down is scary.”",
    },
)  # fmt: skip

# Healthcare plans ---------------------------------------------------------------------------------
EPINEPHRINE = Drug(
    "Adrenaline auto-injector", "300 micrograms", "1 injection", "Into the outer thigh, through clothes", "At once when breathing is hard, or {he} is faint",
    "2 injectors", "orange bag in the office, unlocked", effects="Fast heart beat, shaking, pale", is_injector=True,
)  # fmt: skip
ANTIHISTAMINE = Drug(
    "Cetirizine", "5 mg in 5 ml", "10 ml", "By mouth", "Rash, itching, tingling lips", "1 bottle, 70 ml",
    "orange bag in the office, unlocked", gap=12, effects="Sleepiness",
)  # fmt: skip
ALLERGY = Case(
    "healthcare", "Allergy", training="injector", weight=6, ages=(MIDDLE, OLDER),
    with_whom=("School nurse", "Mother"), drugs=(EPINEPHRINE, ANTIHISTAMINE),
    log=(("Cetirizine", "10 ml", "Rash on the arms after lunch, gone in 40 minutes"),),
    says={
        "condition": "Allergy to peanuts and cashew nuts. Diagnosed at the children’s allergy clinic at the age of three.",
        "signs": "Mild: rash, itching, tingling lips, tummy ache. Severe: cough, hoarse voice, hard breathing, pale and floppy.",
        "allergy": "Peanuts and cashew nuts, also in sauces and cakes. Severe: two injections were needed in a café at the age of six. Two injectors in the orange bag, two at home.",
        "daily": "Eats school lunch from the menu that the cook and the parents agreed. No sharing of food. Hands washed before eating. Cooking lessons: ingredients checked a week before.",
        "level": "{name} asks “are there nuts in it?” before {he} eats and knows the signs. An adult gives the medicine.",
        "learning": "Nothing is missed. Friends have learnt what to do, with {his} leave.",
        "off_site": "The orange bag goes where {name} goes, with a trained adult. Coach and centre are told.",
        "emergency": "Stay with {name}. Lay {him} down, legs up; sit {him} up if breathing is hard.\nGive the injector into the outer thigh and hold for 3 seconds. Note the time.\nRing 999 and say “anaphylaxis”.\nNo better after 5 minutes: second injector, other thigh.\nRing the parents. {name} goes to hospital in any case.",
        "line": "Hard breathing or faint: injector in the outer thigh at once, ring 999. Orange bag is in the office.",
        "permission": "Signed by the mother and the head on the form of the first week of September.",
    },
)  # fmt: skip
ALLERGY_YOUNG = Case(
    "healthcare", "Allergy", training="injector", weight=6, ages=(YOUNG,), with_whom=("School nurse", "Mother"),
    drugs=(
        Drug(EPINEPHRINE.name, "150 micrograms", EPINEPHRINE.dose, EPINEPHRINE.how, EPINEPHRINE.when, EPINEPHRINE.pack, "orange bag by the classroom door", effects=EPINEPHRINE.effects, is_injector=True),
        Drug(ANTIHISTAMINE.name, ANTIHISTAMINE.strength, "2.5 ml", "By mouth, with the syringe", ANTIHISTAMINE.when, ANTIHISTAMINE.pack, "orange bag by the classroom door", gap=12, effects="Sleepiness"),
    ),
    log=(("Cetirizine", "2.5 ml", "Itchy hands after playdough, gone in half an hour"),),
    says={**ALLERGY.says,
        "condition": "Allergy to egg and cow’s milk. Diagnosed at the children’s allergy clinic as a baby.",
        "allergy": "Egg and cow’s milk, also baked. Severe once: hard breathing after a party at the age of two. Two injectors in the orange bag, two at home.",
        "daily": "Own lunch from home in a box with {his} photograph. An adult sits at the table. Milk and cakes for birthdays are told a day before.",
        "level": "{name} says “no milk for me” and cannot yet tell the signs. Adults watch and give the medicine.",
        "line": "Hard breathing or floppy: injector in the outer thigh at once, ring 999. Orange bag by the classroom door.",
    },
)  # fmt: skip
ASTHMA = Case(
    "healthcare", "Asthma", training="asthma", weight=5, with_whom=("Asthma nurse of the surgery", "Mother"),
    drugs=(Drug("Salbutamol inhaler", "100 micrograms", "2 puffs", "Inhaler with spacer", "Wheeze, tight chest, and before running in the cold", "1 inhaler", "green bag in the classroom", gap=4, effects="Shaky hands"),),
    log=(("Salbutamol inhaler", "2 puffs", "Wheezy after the long run, well in ten minutes"), ("Salbutamol inhaler", "2 puffs", "")),
    says={
        "condition": "Asthma. Diagnosed by the family doctor; one night in hospital two winters ago.",
        "signs": "Cold air, running, dust, a cold, being upset. Coughs first, then goes quiet and lifts the shoulders.",
        "daily": "Brown inhaler at home, morning and night. Warm-up before PE. The green bag is never locked away.",
        "level": "{name} knows when {he} needs it and asks. An adult watches the spacer and counts.",
        "learning": "Misses some Mondays in winter; work is sent home the same day.",
        "off_site": "Green bag with the adult of {his} group. A spare inhaler for residentials.",
        "emergency": "Sit {name} up and stay calm. Loosen the collar.\n1 puff at a time with the spacer, up to 10 puffs, 30 seconds apart.\nRing 999 if there is no change after 10 puffs, or {he} is too breathless to talk.\nGo on with 10 puffs after 10 minutes while you wait.\nRing the parents.",
        "line": "Sit up, 1 puff every 30 seconds up to 10 by spacer. No better: ring 999. Green bag in the classroom.",
        "permission": "Signed by the mother and the head; the school’s spare inhaler may be used.",
    },
)  # fmt: skip
DIABETES = Case(
    "healthcare", "Diabetes", training="diabetes", weight=4, with_whom=("Children’s diabetes nurse", "Mother"),
    drugs=(
        Drug("Insulin by pump", "100 units in 1 ml", "As the pump works out from the meal", "Pump, typed in by {name} with an adult", "Before lunch, 12:00", "2 cartridges", "fridge in the medical room", effects="Low sugar if the meal is not eaten", at=((12, 0),)),
        Drug("Glucose tablets", "4 g", "3 tablets", "By mouth", "Sugar under 4", "1 tube", "pencil case and medical room", is_carried=True),
        Drug("Glucagon injection", "1 mg", "1 injection", "Into the thigh, by a trained adult", "Unconscious or fitting from low sugar", "1 kit", "fridge in the medical room", effects="Sickness"),
    ),
    log=(("Glucose tablets", "3 tablets", "Sugar 3.6 before PE, 5.9 after 15 minutes"), ("Glucose tablets", "3 tablets", "Sugar 3.8 in maths")),
    says={
        "condition": "Type 1 diabetes. Diagnosed at the children’s hospital two years ago.",
        "signs": "Low: pale, shaky, cross or tearful, cannot think. High: thirsty, often to the toilet, tired.",
        "daily": "Reads the sensor on the phone before break, lunch and PE. Insulin before lunch, first in the line. Eats when {he} needs to, also in lessons. Water and toilet at any time.",
        "level": "{name} reads the sensor and types in the meal. A trained adult checks the number before it is sent.",
        "learning": "Phone on the desk in all lessons and tests; rest break with the clock stopped when sugar is under 4.",
        "off_site": "Bag with hypo kit, spare sensor and snacks. A trained adult in {his} group. Kept cool in summer.",
        "confidence": "The class knows about the sensor; {name} gave a talk on it.",
        "emergency": "Under 4: 3 glucose tablets, stay with {him}, test again after 15 minutes. Never send {him} alone.\nStill under 4: the same again, then a biscuit.\nDrowsy and cannot swallow: nothing by mouth, on {his} side.\nRing 999. A trained adult gives glucagon.\nRing the parents, then the diabetes team.",
        "line": "Shaky or cross: 3 glucose tablets, stay, test after 15 minutes. Cannot swallow: ring 999, glucagon.",
        "permission": "Signed by both parents and the head; {name} may carry phone and tablets.",
    },
)  # fmt: skip
EPILEPSY = Case(
    "healthcare", "Epilepsy", training="epilepsy", weight=4, with_whom=("Epilepsy nurse", "Mother"),
    drugs=(Drug("Buccal midazolam", "5 mg in 1 ml", "1 syringe", "Between cheek and gum", "A seizure that lasts 5 minutes", "2 syringes", "red bag, with the adult in class", gap=24, effects="Sleepiness, slow breathing"),),
    says={
        "condition": "Epilepsy, with absences and rare tonic-clonic seizures. Under the children’s neurology clinic.",
        "signs": "Tired, flashing light, missed breakfast. An absence: stares for ten seconds, then goes on as if nothing had been.",
        "daily": "Seat in sight of the adult. What was missed in an absence is said again, quietly. No climbing above head height without a harness.",
        "level": "{name} can say “I feel one coming”. In a seizure adults do everything.",
        "learning": "Sleeps after a seizure and may miss a lesson; the friend {he} chose keeps notes. Extra time in tests.",
        "off_site": "Red bag and a trained adult in {his} group. In water one adult watches {name} alone.",
        "emergency": "Note the time. Move hard things away; something soft under the head. Do not hold {him}.\nClear the room. One adult stays, one fetches the red bag.\n5 minutes: give midazolam between cheek and gum.\nRing 999 when you give it, or if {he} is hurt or turns blue.\nWhen it stops: on {his} side, stay until {he} is awake.\nRing the parents. Write down how long it was.",
        "line": "Note the time, soft under the head, do not hold. 5 minutes: midazolam from the red bag and ring 999.",
        "permission": "Signed by the mother and the head with the clinic’s own emergency plan.",
    },
)  # fmt: skip
FEEDING = Case(
    "healthcare", "Feeding", needs=("PMLD", "SLD", "PD"), training="feeding", weight=3,
    with_whom=("Community children’s nurse", "Dietitian", "Mother"),
    drugs=(Drug("Feed by gastrostomy", "1 kcal in 1 ml", "200 ml over 30 minutes", "Pump, then 20 ml of water", "10:30 and 12:30", "14 bottles", "store of the medical room", effects="Sickness if it runs too fast", at=((10, 30), (12, 30))),),
    says={
        "condition": "Fed by a gastrostomy button since the age of two, as swallowing is not safe. Tastes for pleasure.",
        "signs": "Coughs, wet voice, red skin or leak at the button, pulls at it when it hurts.",
        "daily": "Two feeds in school, sitting up and for 30 minutes after. Sits with friends at lunch and tastes what the therapist’s card allows.",
        "level": "{name} holds the syringe for the water and presses start. A trained adult does the rest.",
        "off_site": "Feed, spare giving set and emergency kit with two trained adults.",
        "confidence": "The family is happy for the class to know. Care is given behind the screen.",
        "emergency": "Button out: do not panic, it does not hurt.\nCover it with the dressing from the kit and stay with {name}.\nA trained adult puts in the spare tube within the hour, to keep the hole open.\nRing the community nurse, then the parents.\nChoking or blue: stop the feed, back blows, ring 999.",
        "line": "Button out: cover it, fetch the kit, trained adult within the hour. Choking: stop the feed, ring 999.",
        "permission": "Signed by the mother and the head; feeds by trained adults only.",
    },
)  # fmt: skip
HEART = Case(
    "healthcare", "Heart condition", training="first_aid", weight=1, ages=(MIDDLE, OLDER),
    with_whom=("Cardiac nurse specialist", "Father"),
    drugs=(Drug("Propranolol", "10 mg", "1 tablet", "By mouth with water", "12:15, after lunch", "28 tablets", "locked cupboard, medical room", gap=5, effects="Cold hands, tired", at=((12, 15),)),),
    says={
        "condition": "A fast heart rhythm that comes and goes. Seen each year at the children’s heart clinic.",
        "signs": "Says “my heart is racing”, pale, hand on chest. Heat, fever, racing against others.",
        "daily": "One tablet after lunch. Drinks at any time. Chooses when to rest in PE; nobody asks why.",
        "level": "{name} comes to the medical room alone and swallows the tablet. An adult watches and writes it down.",
        "off_site": "Tablets with the group leader, times as in school.",
        "emergency": "Sit {name} down and ask {him} to blow hard into a closed fist.\nNot over after 5 minutes: ring 999.\nFaints and does not wake: ring 999, start CPR, fetch the defibrillator from the entrance.\nRing the parents.",
        "line": "Racing heart over 5 minutes: ring 999. Does not wake: CPR, defibrillator from the entrance.",
        "permission": "Signed by the father and the head.",
    },
)  # fmt: skip

# Intimate care plans ------------------------------------------------------------------------------
TOILETING = Case(
    "intimate", "Toileting", needs=("SLD", "ASD", "SLCN", "DS", "PMLD", "MLD"), ages=(YOUNG,), training="care", weight=4,
    with_whom=("Continence nurse", "Mother"),
    log=("Sat on the toilet, wee, dry pants", "Pull-up changed, wet", "Sat on the toilet, nothing, dry", "Changed after an accident, clean clothes from the bag"),
    says={
        "need": "Is learning to use the toilet. Is reminded at 9:30, 11:45 and 14:00, and changed when wet or soiled.",
        "own_words": "Says “wee-wee” and “all done”. Likes to have the door open a hand’s breadth and to sing. Does not like cold wipes.",
        "stop": "Says “no”, or puts both hands on the knees: stop, and wait.",
        "alone": "Walks in, pulls down trousers, sits, flushes, washes hands.",
        "steps": "Show the toilet picture and wait.\nGo along, stand beside and not in front.\nWipe only if {name} asks, after saying so.\nNew pull-up, standing up, {name} pulls.\nWash hands together and put the star on the chart.",
        "adults": "One adult. A second is within hearing; the door stays ajar.",
        "place": "Toilet beside the classroom with step and rail. Gloves, apron, warm wipes; yellow bin.",
        "report": "Any mark, pain, distress or change of mood; any word that worries you. The same day, in person.",
        "aim": "Goes alone at 11:45 with the picture only, by the end of term.",
    },
)  # fmt: skip
TOILETING_LATER = Case(
    "intimate", "Toileting", needs=("SLD", "ASD", "DS", "PMLD", "MLD"), ages=(MIDDLE, OLDER), training="care", weight=3,
    with_whom=("Continence nurse", "Father"),
    log=("Went along when reminded, dry", "Went along, dry", "Changed after an accident, clean clothes from the bag"),
    says={**TOILETING.says,
        "need": "Uses the toilet with a reminder after break and after lunch. Needs help with buttons, and with clean clothes after an accident, about once a week.",
        "own_words": "Shows the symbol on the wristband. Wants to be asked quietly and not before others, and to choose the adult. Does not like the hand dryer.",
        "stop": "Puts up a flat hand: stop, step back, and wait.",
        "alone": "Goes in, sits, wipes, flushes, washes and dries hands with paper.",
        "steps": "Point to the wristband, say nothing.\nGo along and wait outside the door.\nHelp with buttons when {name} comes out and asks.\nAfter an accident hand in the bag, help only with what {he} asks for.",
        "place": "Accessible toilet at the end of the corridor. Gloves, wipes, paper towels; yellow bin. {his} bag hangs behind the door.",
        "aim": "Answers the vibrating watch alone, without an adult, by summer.",
    },
)  # fmt: skip
CHANGING = Case(
    "intimate", "Washing and changing", needs=("PMLD", "PD", "SLD", "MSI"), training="hoist", weight=4,
    with_whom=("Occupational therapist", "Mother"),
    log=("Changed on the bench with the hoist, skin well", "Changed on the bench with the hoist", "Washed and changed before swimming"),
    says={
        "need": "Pad changed at 10:15, 12:45 and when needed. Washed after swimming.",
        "own_words": "Looks up for yes and away for no. Wants the lavender cream and the same song. Prefers a woman.",
        "stop": "Looks away and makes fists: stop, say “I have stopped”, and wait.",
        "alone": "Holds the cream, lifts one arm, chooses the song with the eyes.",
        "steps": "Say what comes and wait for the look up.\nHoist from chair to bench, two adults.\nScreen round, only what must be is uncovered.\nWash front to back, dry, cream, new pad.\nLook at the skin, write down what you see.\nBack with the hoist, ask if it is comfortable.",
        "adults": "Two adults, because of the hoist; the second looks to {his} face and comfort.",
        "place": "Hygiene room: ceiling hoist, height bench, {his} own sling. Gloves, apron, yellow bin.",
        "handling": "Ceiling hoist and two trained adults; never by hand.",
        "report": "Any mark, pain, distress or change of mood; any word that worries you. The same day, in person.",
        "aim": "Presses the switch to call when ready for the next step.",
    },
)  # fmt: skip
PERIODS = Case(
    "intimate", "Menstrual care", needs=("SLD", "ASD", "MLD", "DS", "PMLD"), ages=(OLDER,), training="care", weight=2, sex="F",
    with_whom=("School nurse", "Mother"),
    log=("Went along, changed alone, reminded of the bag", "Needed help with clean clothes"),
    says={
        "need": "Reminder to change at break and lunch on the days of her period, and help with clean clothes when needed.",
        "own_words": "Calls it “my days”. Wants a woman, wants to hold her phone with music, does not want it said aloud in class.",
        "stop": "Says “out please”: go out of the door and wait there.",
        "alone": "Changes, wraps and bins, washes hands.",
        "steps": "Give the small card, say nothing in class.\nWait outside the door.\nAsk once through the door whether she is fine.\nHelp with clothes only when asked.\nMark the calendar together.",
        "adults": "One adult, a woman whom she chose.",
        "place": "Accessible toilet by the library, with shelf and bin. Her bag hangs behind the door.",
        "report": "Any mark, pain, distress or change of mood; any word that worries you. The same day, in person.",
        "aim": "Notices by herself with the calendar on her phone.",
    },
)  # fmt: skip
CATHETER = Case(
    "intimate", "Catheter or stoma", needs=("PD", "OTH", "PMLD"), training="catheter", weight=3,
    with_whom=("Children’s continence nurse", "Mother"),
    log=("Watched, done alone, 180 ml, clear", "Watched, done alone", "Helped with the catheter, 150 ml, clear"),
    says={
        "need": "Passes a catheter at 10:30 and 13:30. Needs time and a clean place, and an adult near who knows it.",
        "own_words": "Says “cath time”. Wants to do it {him}self and to have a timer of ten minutes. Does not like talk.",
        "stop": "Says “wait”: hands away at once.",
        "alone": "Washes hands, lays out, passes the catheter, measures, cleans up.",
        "steps": "Remind with the quiet card.\nStay behind the screen, within hearing.\nLook at the amount and colour that {name} shows.\nHelp only with what {he} asks for.\nRefill the bag from the store.",
        "adults": "One adult behind the screen; {name} asks for more help when {he} wants it.",
        "place": "Hygiene room, own shelf. Gloves, wipes, yellow bin. Latex-free only.",
        "report": "Any mark, pain, distress or change of mood; any word that worries you. The same day, in person.",
        "aim": "Keeps the times without a reminder by summer.",
    },
)  # fmt: skip

CASES = (
    RUNS, BEHAVIOUR, HANDLING, SELF_HARM, SWIMMING, PRACTICAL, RESIDENTIAL,
    WHEELCHAIR, LEVEL, HEARING, ALARM, SIGHT, PLASTER,
    ALLERGY, ALLERGY_YOUNG, ASTHMA, DIABETES, EPILEPSY, FEEDING, HEART,
    TOILETING, TOILETING_LATER, CHANGING, PERIODS, CATHETER,
)  # fmt: skip
# Of which cases Orchard Lane has one in the class of the known teacher.
IN_4B = (EPILEPSY, BEHAVIOUR, ALARM, ALLERGY, DIABETES)

# What was said around them ------------------------------------------------------------------------
COMMENTS = [
    "",
    "",
    "",
    "Thank you for asking us. Please ring, not text.",
    "We are glad that it is written down.",
    "Read with {name} at home.",
]
# Why a family does not agree, and what was done about it.
REFUSES = {
    "risk": (
        "We do not want {name} to hold up a card. It makes {him} stand out.",
        "Met the family. The card is now the back of the timetable that everybody has. They want the plan to go on so, and will look again at half-term.",
    ),
    "peep": (
        "We do not want {name} taken out of the lesson before the others. It makes {him} stand out.",
        "Met the family. {name} now leaves with the first row and not alone. They read the new wording and want it to go on so.",
    ),
    "healthcare": (
        "We do not want the plan on the wall of the staff room, where everybody sees it.",
        "Met the family. It hangs inside the cupboard of the medical room, and the named adults read it here. They want it to go on so.",
    ),
    "intimate": (
        "We would rather have one adult than two.",
        "Met the family with the nurse. Two know the plan so that nobody new must step in; one gives the care on a day. They want it to go on so.",
    ),
}
FOUND = (
    "Read through with the helper and the family. All still holds; the day of the next look is set."
)
ENDED = "The cast came off and {name} runs again. The family agrees."
# What went wrong in a drill, and what was changed.
WENT_WRONG = {
    "wheelchair": ("The evacuation chair stood behind the stage blocks; it took two minutes to free it.", "Blocks moved to the store. The chair has its place marked in yellow."),
    "level": ("The soft ground by the gate held the wheels; two adults had to push.", "The class of {name} meets on the hard path."),
    "hearing": ("The pager was on the charger and {name} was in the toilets; the buddy fetched {him}.", "Beacon ordered for the toilets by the hall."),
    "alarm": ("Ear defenders were in the hall. {name} hid behind the coats for a minute.", ""),
    "sight": ("A bag lay in the corridor and {name} stumbled.", "Bags on hooks, in all classes."),
    CAST: ("The folding chair was not by the exit.", "It is now."),
}  # fmt: skip
DRILL_FOUND = [
    "Everybody out in good order. Side gate was slow to open.",
    "Quiet and quick. Two classes used the wrong door.",
]
NOT_GIVEN = [
    ("Was not hungry; pump paused as the nurse advised", "By telephone"),
    ("Off on a trip; the family gave it at home", "By message or email"),
]
UNUSUAL = "Small red mark on the left hip. Told the safeguarding lead and the family."

# Restrictive interventions ------------------------------------------------------------------------
HELD = [
    {
        "place": "Corridor or stairs", "kinds": ["force"], "minutes": 2,
        "led_up": "The fire door was propped open and the corridor was loud after lunch. {name} had lost a game and ran towards the stairs.",
        "tried": "Called by name, offered the leave card and the quiet room. A second adult came from the front.",
        "what": "One adult took {name} by the forearm and walked beside {him} away from the stairs, for less than two minutes. Loose hold, let go when {he} stood still.",
        "why": "{he} was about to jump the stairs. Words had not reached {him}.",
        "hurt_pupil": "", "medical_check": "Looked over by the first aider at once: no mark.",
        "aftercare": "Water, the quiet room, then a walk with the key adult. Back in class after 25 minutes.",
        "pupil_said": "“I was so angry I couldn’t stop. You could have got me before lunch ended.”",
        "staff_said": "Check in two minutes before the bell and not after it.",
    },
    {
        "place": "Classroom", "kinds": ["restraint"], "minutes": 4,
        "led_up": "A cover teacher, a changed room, and a test that {name} had not been told of. Threw a chair, then held scissors.",
        "tried": "Room cleared, low voice, space, two choices, a swap of adult.",
        "what": "Two trained adults held both arms in the seated hold, one each side, for four minutes, with talk all through. Let go by steps.",
        "why": "Scissors were pointed at {his} own arm and the next pupil stood near.",
        "hurt_pupil": "Red marks on the right wrist, gone after an hour.", "medical_check": "School nurse, ten minutes later.",
        "aftercare": "Slept in the quiet room. Mother came and stayed. Drew what happened in the afternoon.",
        "pupil_said": "“Tell me when it is a test. I hate surprises.”",
        "staff_said": "The board must show the cover teacher and the room by 8:30.",
    },
    {
        "place": "Quiet room", "kinds": ["seclusion"], "minutes": 6,
        "led_up": "Water play ended early. {name} bit an adult and then hit out at all who came near.",
        "tried": "Pictures, favourite song, a change of adult, the garden.",
        "what": "{name} was in the quiet room with the door held to, an adult at the window all the time, for six minutes.",
        "why": "Two younger pupils could not be moved quickly and one had been bitten.",
        "hurt_pupil": "", "hurt_staff": "A bite on the forearm, skin not broken.", "medical_check": "First aider, at once.",
        "aftercare": "Swing for ten minutes, then water play again to end it well.",
        "pupil_said": "Pointed to “sad”, then to “swing”.",
        "staff_said": "Give the two-minute picture before water play ends, always.",
    },
]  # fmt: skip
CORRECTION = "The adult who saw it was put down with the wrong time: it was after the second bell."
