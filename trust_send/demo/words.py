"""What the teachers of the demo write about their pupils: strengths, what helps, what to avoid,
and the notes of a year.

Written as a good teacher would: something to do, tied to this child, and no labels. {name} is the
pupil's first name; {he}, {him} and {his} follow the pupil.
"""

from trust_send.demo.chance import dice

YOUNG, MIDDLE, OLDER = "young", "middle", "older"
PRONOUNS = {"M": ("he", "him", "his"), "F": ("she", "her", "her")}

STRENGTHS = {
    YOUNG: [
        "Knows every dinosaur by name and loves to be asked",
        "Kind to younger children; often the first to notice when someone is sad",
        "Builds wonderful things with blocks and can say how they were made",
        "Sings all day and remembers every word",
        "Runs, climbs and balances with great skill",
        "Listens to a story with {his} whole body; the book corner is {his} favourite place",
        "Has a lovely sense of humour and makes the class laugh",
        "Good with numbers: counts anything, anywhere",
        "Proud of {his} baby brother and tells us about him every Monday",
        "Never forgets to feed the class snails",
        "Paints with care and knows just which colour comes next",
        "Helps to lay the tables and takes it very seriously",
    ],
    MIDDLE: [
        "A gifted goalkeeper who encourages the whole team",
        "Draws detailed maps and comics; {his} ideas are far ahead of {his} spelling",
        "Quick at mental arithmetic and good at explaining a method to a partner",
        "Trusted with the register and the class keys; likes to be relied on",
        "Speaks two languages and helps newcomers to settle",
        "Knows more about space than the adults do",
        "Plays the cornet in the brass group and practises without being asked",
        "Patient with animals; looks after two rabbits at home",
        "Reads people well and is a fair referee in the playground",
        "Makes careful models; hands do well what the pencil finds hard",
        "Has a very good memory for facts, dates and football scores",
        "Sticks at a task that interests {him} for an hour and more",
        "Loves to cook and can follow a picture recipe alone",
        "Polite, honest and quick to say sorry",
        "Bright ideas in discussion: ask {him} first, then write",
    ],
    OLDER: [
        "Strong in design and technology; sees how things fit together",
        "A loyal friend who stands up for others",
        "Speaks well in debate when given a minute to prepare",
        "Swims for the county and manages {his} own training diary",
        "Very good ear for music; produces {his} own tracks",
        "Reliable: has not missed a day this year",
        "Shows real insight in drama and takes direction well",
        "Codes at home and is glad to show what {he} has made",
        "Works on the family stall on Saturdays and is good with customers and money",
        "Remembers what {he} hears; a gifted storyteller",
        "Excellent with younger pupils in the reading scheme",
        "Calm and exact in practical science",
        "Knows what helps {him} and can say so",
        "Curious about history and reads far beyond the course",
    ],
}  # fmt: skip

HELPS = {
    "SLCN": [
        "Say {his} name first, then give one instruction at a time.",
        "Wait ten seconds for an answer. It comes if nobody speaks in between.",
        "Show as well as say: an object, a picture or a gesture with each new word.",
        "Teach the words of the topic before the lesson; {name} has a word mat in the tray.",
        "Ask {name} to say back what to do, in {his} own words.",
        "Offer a choice of two when a question stays unanswered.",
        "Repeat what {name} said in the right form, without asking {him} to say it again.",
        "Seat {him} near the front, away from the door, facing you.",
        "Use the same few words for the same things; put key words on the board with a picture.",
        "Use short sentences and check the meaning of idioms such as “pull your socks up”.",
    ],
    "ASD": [
        "Show what will happen and in which order: the now-and-next board is on the desk.",
        "Warn of a change as early as you can, and say what stays the same.",
        "Say what to do, not what to stop: “feet on the floor” works.",
        "Give a job at the start of unstructured times such as break and assembly.",
        "Let {name} come in five minutes before the crowd or leave five minutes after it.",
        "Accept that looking away is how {name} listens.",
        "Use the quiet space at the first sign, before things are too much; no need to ask.",
        "Mean exactly what you say; explain a joke if one slips out.",
        "Bring {his} interests into the task. Trains open almost any door.",
        "Write the steps down so that {he} can tick them off.",
        "Agree how much is enough before {he} starts: “three sentences, then stop”.",
    ],
    "SEMH": [
        "Greet {name} at the door by name; a good first minute often makes a good hour.",
        "Speak quietly and close by. Never across the room.",
        "Give two real choices and time to take one.",
        "Notice what goes well within the first five minutes and say so.",
        "Use the card on the desk: green working, amber needs five minutes, red needs an adult.",
        "Keep promises, even small ones. If one must be broken, say so before it is.",
        "After an upset, start again fresh. The talk comes later, when all are calm.",
        "Let {name} run an errand when {he} is restless; moving helps.",
        "Put {him} beside a steady partner and away from the window.",
        "Check in after break: “How was it, out of five?”",
        "Break long tasks into parts of ten minutes with an end that can be seen.",
    ],
    "MLD": [
        "Link each new step to something {name} can do already.",
        "Use real things and pictures before signs and numbers.",
        "Practise little and often: five minutes a day beats an hour a week.",
        "Leave a finished example on the desk to look back at.",
        "Give fewer questions, and all of them worth doing.",
        "Read longer texts aloud together before {he} works alone.",
        "Let {name} say it, draw it or build it when writing is not the point.",
        "Go over last lesson in the first two minutes.",
        "Praise the step that was right, and say which one it was.",
    ],
    "SPLD": [
        "Judge ideas and spelling apart; mark one of them at a time.",
        "Print on cream paper in a clear type of 12 point or more.",
        "Never ask {name} to read aloud unless {he} has offered.",
        "Give notes or a photo of the board instead of copying.",
        "Let {him} record ideas by voice or keyboard first and tidy up after.",
        "Allow a quarter more time for reading and writing.",
        "Use a reading ruler; a spare one is in the register folder.",
        "Put homework into the planner in writing, by you or a partner.",
        "Teach spellings in families, five a week, with the mnemonic that {he} invents.",
        "Give number facts on a card so that {he} can think about the method.",
    ],
    "HI": [
        "Check that the hearing aids are in and switched on at registration.",
        "Face {name} when you speak; stop while you write on the board.",
        "Wear the radio microphone, mute it for side talk, and pass it round in discussion.",
        "Repeat what other pupils say before you answer it.",
        "Seat {him} a third of the way in, with the better ear (left) to the class.",
        "Turn on subtitles for every film.",
        "Write down new names and words; they are easily misheard.",
        "Keep chairs and doors quiet: soft ends are in the cupboard.",
    ],
    "VI": [
        "Enlarge to 24 point, bold, on matt paper; send files the day before.",
        "Seat {name} at the front, light from behind, glare off the board.",
        "Say what you write and name who you are speaking to.",
        "Keep the floor clear and tell {him} when furniture has moved.",
        "Allow twice the time for close work and a rest for the eyes after twenty minutes.",
        "Use the tablet linked to the board; it is charged in the office.",
        "Describe pictures, graphs and what is going on in a film.",
    ],
    "MSI": [
        "Touch the back of {his} hand before you speak, and say who you are.",
        "Use the object of reference for each lesson: it hangs by the door.",
        "Work one to one in the quiet, well-lit corner when something is new.",
        "Keep everything in its place; {name} finds it by memory.",
        "Give time to explore by hand before any question.",
    ],
    "PD": [
        "Keep a clear way of a metre and a half to {his} place and to the door.",
        "Plan PE so that {name} takes part in each game; the physiotherapist’s sheet shows how.",
        "Let {him} leave three minutes early to move between rooms.",
        "Offer the keyboard or a scribe as soon as the hand tires, before it hurts.",
        "Put out the sloping board and the pencil grip.",
        "Check the chair: feet flat, elbows at table height.",
        "Ask before you push or lift. {name} will say what {he} needs.",
        "Allow the stretching break at ten and at two.",
    ],
    "SLD": [
        "Use signs and symbols with every key word.",
        "Follow the timetable of objects; {name} carries the next one.",
        "Teach one step of a skill at a time and always finish with the step {he} knows.",
        "Give the same words and the same place for the same task each day.",
        "Wait. Count to fifteen before you help.",
        "Celebrate at once, with the song {he} likes.",
    ],
    "PMLD": [
        "Tell {name} what you are going to do before you touch or move {him}.",
        "Look for the small signs: a turn of the head means more, closed eyes mean enough.",
        "Use the switch on the left side, where {his} arm moves best.",
        "Change position every forty minutes, as on the chart.",
        "Give one sensation at a time, in a quiet room, and wait for an answer.",
        "Sing the greeting song; {name} knows who is here by the voice.",
    ],
    "DS": [
        "Use signs and pictures: {name} learns better by eye than by ear.",
        "Keep instructions to five words or so.",
        "Teach reading by whole words with pictures.",
        "Expect independence: coat, bag and tray are {his} own job.",
        "Give a clear signal before the end of an activity.",
        "Pair {him} with friends who wait for {his} words.",
    ],
    "OTH": [
        "Let {name} rest when {he} asks; tiredness comes suddenly.",
        "Keep a copy of missed work in the blue folder.",
        "Give one thing to finish before going on to the next.",
        "Check quietly how {he} feels after lunch.",
        "Allow a drink and the toilet without asking.",
    ],
    "NSA": [
        "Note what works and tell the SENDCo each Friday; we are still finding out.",
        "Give one instruction at a time and check that it was understood.",
        "Try a quiet place for longer tasks.",
        "Ask {name} what makes it easier; {he} often knows.",
    ],
}  # fmt: skip

AVOID = {
    "SLCN": [
        "Long spoken instructions, or several at once.",
        "Finishing {his} sentences.",
        "Asking {him} to say it properly in front of others.",
        "Sarcasm and figures of speech left unexplained.",
        "Questions fired round the class with no time to think.",
    ],
    "ASD": [
        "Sudden changes of room, adult or plan without a word.",
        "Insisting on eye contact.",
        "Talking more when {he} is upset. Less is better.",
        "Taking the toy or book {he} holds on to; it keeps {him} calm.",
        "Open instructions such as “tidy up a bit”.",
        "Hand dryers, bells and the dinner hall at its loudest.",
    ],
    "SEMH": [
        "Raising your voice, or telling {him} off before the class.",
        "Crowding {him} or standing in the way of the door.",
        "Taking away play time: {he} needs the air.",
        "Asking “why did you do that?” while {he} is angry.",
        "Bringing up yesterday.",
        "Last-minute changes of seat or partner.",
    ],
    "MLD": [
        "A page crowded with text.",
        "Moving on because the others have.",
        "Work that looks made for younger children.",
        "Abstract words without an example.",
    ],
    "SPLD": [
        "Copying from the board.",
        "Spelling tests read out with marks called aloud.",
        "Reading round the class.",
        "Writing out again what was right but untidy.",
        "Timed tables tests shown on the wall.",
    ],
    "HI": [
        "Speaking with your back to {him} or from a walk round the room.",
        "Shouting; it blurs the sound.",
        "Group talk in a noisy corner.",
        "Covering your mouth.",
    ],
    "VI": [
        "Pointing and saying “over there”.",
        "Light shining from behind you.",
        "Pale grey or yellow on the board.",
        "Leaving bags in the way.",
    ],
    "MSI": ["Coming up without a word or touch.", "Busy, echoing rooms.", "Rushing."],
    "PD": [
        "Rooms upstairs when the lift is out; the office knows by eight.",
        "Leaving {him} out of trips or PE.",
        "Doing for {him} what {he} can do alone.",
        "Long spells of writing.",
    ],
    "SLD": ["Too many words.", "Hurrying a change of activity.", "New adults without a handover."],
    "PMLD": [
        "Loud, sudden sounds.",
        "Moving the chair without warning.",
        "Strong smells at meals.",
    ],
    "DS": ["Speaking for {him}.", "Tasks by ear alone.", "Babyish praise."],
    "OTH": ["Making a fuss when {he} rests.", "Comparing today with a good day."],
    "NSA": ["Guessing at a label.", "Waiting for a report before helping."],
}

AGE_HELPS = {
    YOUNG: [
        "Give a sand timer for each activity, and show when it is nearly through.",
        "Let {him} sit on the round mat at carpet time, near the edge.",
        "Practise getting ready for home with the picture strip.",
    ],
    MIDDLE: [
        "Give the task board with three boxes: to do, doing, done.",
        "Use the desk by the wall for tests and quiet writing.",
        "Agree a secret signal for “I need help”.",
    ],
    OLDER: [
        "Put the plan of the lesson on the board, and homework in the app with its date.",
        "Give a copy of the slides; {he} annotates them on the laptop.",
        "Tell {him} in private, never in front of friends.",
    ],
}
EXAM_YEARS = ("10", "11", "12", "13")
IN_EXAMS = "Mock exams: separate room and a quarter more time, as {his} normal way of working."


def age_of(pupil):
    if pupil.year_group in ("N2", "R", "1", "2"):
        return YOUNG
    return MIDDLE if pupil.year_group in ("3", "4", "5", "6") else OLDER


def said_of(pupil, line):
    he, him, his = PRONOUNS[pupil.sex]
    return line.format(name=pupil.preferred_forename or pupil.forename, he=he, him=him, his=his)


def profile(pupil, needs):
    """Strengths, what helps and what to avoid, for a pupil with these needs; main need first."""
    throw = dice("profile", pupil.school.slug, pupil.key)
    age = age_of(pupil)
    helps, avoid = [], []
    for rank, need in enumerate(needs):
        helps += throw.sample(HELPS[need], min(len(HELPS[need]), 4 if rank == 0 else 2))
        avoid += throw.sample(AVOID[need], min(len(AVOID[need]), 2 if rank == 0 else 1))
    helps.append(throw.choice(AGE_HELPS[age]))
    if pupil.year_group in EXAM_YEARS and not pupil.school.is_special:
        helps.append(IN_EXAMS)
    strengths = throw.sample(STRENGTHS[age], throw.choice([2, 2, 3]))
    return {
        "strengths": told(pupil, strengths),
        "what_helps": told(pupil, helps),
        "what_to_avoid": told(pupil, avoid),
    }


def told(pupil, lines):
    return "\n".join(said_of(pupil, line) for line in lines)


# What came up lately, for two pupils of a class that its teacher has read already.
NEWS = [
    "Let {him} choose the order of the tasks; it has ended the arguments.",
    "Offer the laptop for any writing of more than three lines.",
]

# Notes --------------------------------------------------------------------------------------------

NOTES = {
    "parent": [
        "Met {name}’s mother after school. She is pleased with the mornings; homework still ends "
        "in tears. We agreed ten minutes a day and a note in the book when it went well.",
        "Father telephoned: {name} slept badly all week. Told the class teacher. To be watched.",
        "Parents’ evening. {name} now asks to read at bedtime. They would like the same word mat "
        "for home; sent on Friday.",
        "Grandmother came in {name}’s mother’s place. Explained what we do on Tuesdays and gave "
        "her the sheet to take home.",
        "Parents told of the new adult in the morning session. They asked for a photograph to show "
        "{name} beforehand. Done.",
        "Mother asked about an assessment outside school. Explained what we can do here and who "
        "to ask at the local authority; she will think about it.",
        "Call home to say how well the trip went. {name} had told them everything already.",
        "Parents would like fewer changes of seat. Agreed with the teacher until half-term.",
        "Talked about the move to the next class. Parents suggested a visit in the last week.",
    ],
    "pupil": [
        "{name} says the mornings are good, the dinner hall is too loud. We will try the small "
        "room twice a week.",
        "Asked what helps: “When you tell me what is next.” Asked what does not: “When everybody "
        "looks at me.”",
        "{name} chose the target for this half-term: to put up a hand once in each lesson.",
        "Likes the new group. Wants Thursday’s session not to fall in PE.",
        "Drew the school day as a map, with a smile at the library and a cloud at break.",
        "Says friends are better this year. Worried about the change of bus.",
    ],
    "concern": [
        "Class teacher: {name} is quiet in guided reading and copies from a neighbour. Phonics "
        "check to be done this week.",
        "Slow to start in four lessons out of five. Tried the task board for two weeks.",
        "Found {name} alone at break three times this week. Buddy bench set up.",
        "Spelling age far below reading age. Samples in the folder.",
        "Teacher of last year says the same; so not only the new class.",
    ],
    "agency": [
        "Speech and language therapist saw {name} for forty minutes. Advice: teach the words of "
        "the topic beforehand; report to follow.",
        "Educational psychologist in class this morning. Feedback to the teacher the same day; "
        "meeting with parents on the way.",
        "Specialist teacher checked the equipment and left a new sheet for staff.",
        "School nurse: hearing test clear. Letter to parents sent.",
        "Early help closed; the family is content with where things stand.",
        "Occupational therapist suggests movement breaks twice a day. Shown to the class team.",
    ],
    "other": [
        "Attendance up to 96 % this half-term.",
        "Moved to the seat by the wall at {his} own wish.",
        "Joined the chess club; goes every week.",
        "Read {his} own writing in assembly.",
    ],
}  # fmt: skip


# With a child who is looked after, the school speaks to carer and social worker.
WITH_CARERS = [
    "Carer telephoned: contact at the weekend went well, but {name} came home tired.",
    "Met carer and social worker about the personal education plan. {name} joined for the last "
    "ten minutes and chose what to show.",
    "Carer asks for the timetable a week ahead; {name} likes to talk it through. Sent each Friday.",
    "Social worker asked for attendance and progress before the review; sent the same day.",
]
KINDS = {
    "M": {"concern": 5, "parent": 3, "pupil": 2, "other": 1},
    "K": {"parent": 6, "pupil": 4, "agency": 2, "other": 2},
    "E": {"parent": 5, "pupil": 4, "agency": 5, "other": 2},
}


def note(throw, pupil, status):
    """A kind and a text that suit a pupil of this status."""
    kinds = KINDS[status]
    kind = throw.choices(list(kinds), list(kinds.values()))[0]
    texts = WITH_CARERS if kind == "parent" and pupil.in_care else NOTES[kind]
    return kind, said_of(pupil, throw.choice(texts))
