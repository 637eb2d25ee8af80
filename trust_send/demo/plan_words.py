"""What the teachers of the demo write in their plans: outcomes that can be counted, what was seen,
said and decided, and what families do at home.

Written as a good teacher would, about what changes for the child. {name}, {he}, {him} and {his}
follow the pupil, as in `words`.
"""

from dataclasses import dataclass

from trust_send.demo.words import MIDDLE, OLDER, YOUNG


@dataclass(frozen=True)
class Aim:
    """An outcome. `levels`: where a pupil may stand, from the first day of support to beyond the
    aim; the fourth is the aim. `by`: the keys of interventions of the trust's bank that serve it;
    `made_from`: the key of the outcome of the bank that the teacher wrote it from.
    """

    text: str
    measure: str
    levels: tuple[str, ...]
    by: tuple[str, ...]
    made_from: str = ""


def aim(text, measure, levels, *by, made_from=""):
    return Aim(text, measure, tuple(level.strip() for level in levels.split("|")), by, made_from)


OF_FIVE = "1 of 5 lessons | 2 of 5 lessons | 3 of 5 lessons | 4 of 5 lessons | every lesson"
OF_TEN = "2 of 10 | 4 of 10 | 6 of 10 | 8 of 10 | 9 of 10"

AIMS = {
    "SLCN": [
        aim("{name} asks for what {he} needs in a full sentence, without being prompted.",
            "Teacher’s tally over five lessons", OF_FIVE, "talk-group", "slt-programme",
            made_from="o-ask"),
        aim("{name} follows an instruction with two parts the first time it is said.",
            "Tally of ten instructions over a week", OF_TEN, "attention-group", "talk-group",
            made_from="o-follow-two"),
        aim("{name} uses new words of the topic in sentences of {his} own.",
            "Words used, of the ten of the topic, in its last week",
            "1 word | 3 words | 4 words | 6 words | 8 words", "word-aware",
            made_from="o-new-words"),
        aim("{name} says {his} two target sounds clearly in words.",
            "The therapist’s list of ten words", OF_TEN, "slt-programme",
            made_from="o-sounds"),
    ],
    "ASD": [
        aim("{name} moves from one activity to the next within two minutes.",
            "Changes timed on two days a week, of ten", OF_TEN, "social-stories",
            made_from="o-change"),
        aim("{name} shows {his} break card before things are too much, instead of leaving.",
            "Cards shown, of five times away from the room",
            "0 of 5 | 1 of 5 | 3 of 5 | 4 of 5 | 5 of 5", "check-in", "social-stories",
            made_from="o-break-card"),
        aim("{name} takes turns with two others for ten minutes without an adult.",
            "Minutes timed each Thursday",
            "2 minutes | 4 minutes | 7 minutes | 10 minutes | 15 minutes", "lego-club",
            made_from="o-turns"),
        aim("{name} starts an open task with the steps on {his} list, without asking.",
            "Teacher’s tally over five lessons", OF_FIVE, "check-in",
            made_from="o-start"),
    ],
    "SEMH": [
        aim("{name} names the feeling and uses one of {his} ways to calm within five minutes.",
            "Log of upsets, of the last five",
            "0 of 5 | 1 of 5 | 3 of 5 | 4 of 5 | 5 of 5", "feelings-talk", "nurture",
            made_from="o-calm"),
        aim("{name} starts work within three minutes of the instruction.",
            "Timed in five lessons a week", OF_FIVE, "check-in", "mentor",
            made_from="o-start"),
        aim("{name} stays in the lesson from its start to its end.",
            "Lesson register, of 25 lessons a week",
            "12 lessons | 16 lessons | 19 lessons | 22 lessons | 25 lessons", "mentor", "nurture",
            made_from="o-stay"),
        aim("After a quarrel {name} talks with the other child and an adult on the same day.",
            "Log of quarrels, of the last five",
            "0 of 5 | 2 of 5 | 3 of 5 | 4 of 5 | 5 of 5", "feelings-talk",
            made_from="o-repair"),
    ],
    "SPLD": [
        aim("{name} reads a text at {his} level with three errors at most in a minute.",
            "Words read right in a minute, every two weeks",
            "38 words | 52 words | 66 words | 80 words | 95 words", "reading-fluency",
            "precision",
            made_from="o-fluency"),
        aim("{name} spells the words of this term’s families right a week after learning them.",
            "Dictation of ten words", OF_TEN, "spelling-families",
            made_from="o-spell"),
        aim("{name} types {his} first draft instead of dictating it.",
            "A minute’s typing, once a week",
            "6 words a minute | 11 words a minute | 18 words a minute | 25 words a minute | "
            "31 words a minute", "touch-typing",
            made_from="o-type"),
        aim("{name} reads words with blends and long vowels at sight.",
            "List of 20 words, once a month",
            "5 of 20 | 9 of 20 | 14 of 20 | 18 of 20 | 20 of 20", "phonics-again",
            made_from="o-phonics"),
    ],
    "MLD": [
        aim("{name} shows any number to 100 in tens and ones.",
            "Ten numbers with apparatus", OF_TEN, "number-sense",
            made_from="o-place-value"),
        aim("{name} writes five sentences with capital letters and full stops, with no adult "
            "beside {him}.", "Sentences right in one piece a week",
            "None | 1 sentence | 3 sentences | 5 sentences | 7 sentences", "precision",
            "spelling-families",
            made_from="o-write-alone"),
        aim("{name} recalls number bonds to 20 within three seconds each.",
            "Ten cards, timed", OF_TEN, "number-sense", "precision",
            made_from="o-number-bonds"),
        aim("{name} reads a short text and finds the line that proves {his} answer.",
            "Five questions on a new text",
            "0 of 5 | 1 of 5 | 3 of 5 | 4 of 5 | 5 of 5", "reading-fluency",
            made_from="o-infer"),
    ],
    "SLD": [
        aim("{name} asks for more, or for an end, with a sign or symbol.",
            "Ten chances across a day", OF_TEN, "small-steps", "slt-programme",
            made_from="o-sign"),
        aim("{name} puts on coat and shoes with one prompt.",
            "Prompts needed at home time",
            "6 prompts | 4 prompts | 2 prompts | 1 prompt | none", "small-steps",
            made_from="o-dress"),
        aim("{name} matches ten words of everyday life to their pictures.",
            "Ten cards, twice a week", OF_TEN, "small-steps",
            made_from="o-match-words"),
    ],
    "PMLD": [
        aim("{name} chooses between two objects by a look or a reach.",
            "Ten choices across a day", OF_TEN, "small-steps",
            made_from="o-choose"),
        aim("{name} presses the switch to make the music start again.",
            "Presses within ten seconds, of ten pauses", OF_TEN, "small-steps", "access-skills",
            made_from="o-switch"),
        aim("{name} holds {his} head up while a story is told.",
            "Minutes timed each morning",
            "1 minute | 2 minutes | 3 minutes | 4 minutes | 6 minutes", "physio"),
    ],
    "HI": [
        aim("{name} tells an adult at once when a hearing aid does not work.",
            "Checks with the battery out, of five",
            "0 of 5 | 1 of 5 | 3 of 5 | 4 of 5 | 5 of 5", "access-skills",
            made_from="o-aids"),
        aim("{name} asks for words to be said again when {he} has missed them.",
            "Teacher’s tally over five lessons", OF_FIVE, "talk-group", "access-skills",
            made_from="o-help-signal"),
    ],
    "VI": [
        aim("{name} sets up {his} tablet and magnifier at the start without a reminder.",
            "Lessons counted in two weeks, of ten", OF_TEN, "access-skills",
            made_from="o-low-vision"),
        aim("{name} walks from the hall to the classroom alone by the planned route.",
            "Adult’s note at the door, of ten days", OF_TEN, "access-skills",
            made_from="o-move"),
    ],
    "MSI": [
        aim("{name} finds {his} place and tray by touch on coming in.",
            "Mornings, of ten", OF_TEN, "access-skills"),
        aim("{name} takes the object of the next lesson and goes to the right door.",
            "Changes, of ten", OF_TEN, "small-steps",
            made_from="o-move"),
    ],
    "PD": [
        aim("{name} writes with a comfortable grip before {he} needs a rest.",
            "Minutes timed once a week",
            "3 minutes | 5 minutes | 7 minutes | 10 minutes | 12 minutes", "fine-motor",
            made_from="o-pencil"),
        aim("{name} changes for PE, shoes included, without help.",
            "Minutes on PE days",
            "20 minutes | 15 minutes | 11 minutes | 8 minutes | 6 minutes", "physio",
            made_from="o-dress"),
        aim("{name} takes part in the whole PE lesson with the changes on the sheet.",
            "Of the last five PE lessons",
            "1 of 5 | 2 of 5 | 3 of 5 | 4 of 5 | 5 of 5", "physio", "sensory-circuit",
            made_from="o-pe"),
    ],
    "DS": [
        aim("{name} reads whole words from {his} book box at sight.",
            "Words read right, of the box of 30",
            "6 words | 11 words | 17 words | 24 words | 30 words", "small-steps", "precision"),
        aim("{name} says or signs three words together to ask for something.",
            "Ten chances across a day", OF_TEN, "slt-programme", "talk-group",
            made_from="o-sign"),
    ],
    "OTH": [
        aim("{name} tells an adult that {he} needs a rest, and comes back to finish.",
            "Of the last five rests",
            "1 of 5 | 2 of 5 | 3 of 5 | 4 of 5 | 5 of 5", "check-in", "mentor"),
        aim("{name} catches up with the work of a day away within a week.",
            "Days away caught up, of the last five",
            "1 of 5 | 2 of 5 | 3 of 5 | 4 of 5 | 5 of 5", "mentor"),
    ],
    "NSA": [
        aim("{name} finishes a task of ten minutes with one check by an adult.",
            "Teacher’s tally over five lessons", OF_FIVE, "attention-group", "check-in"),
        aim("{name} says back what to do before {he} begins.",
            "Teacher’s tally over five lessons", OF_FIVE, "talk-group",
            made_from="o-follow-two"),
    ],
}  # fmt: skip

# A plan written in haste, for the checks beside it to speak of.
HASTY = "{name} will have regular support to improve {his} concentration."

SEEN = {
    "progress": [
        "Since the last check {name} has moved on two steps in reading and one in mathematics; "
        "the class made three in each.",
        "Books show more work finished than in the last term. Tasks without a model are still "
        "begun late.",
        "{name} keeps what is practised each day and loses what is taught once a week.",
    ],
    "attainment": [
        "Reading age 14 months behind. Mathematics within the range of the year when a question "
        "is read aloud.",
        "Last check: spelling standard score 84, listening comprehension 97.",
        "Below the standard of the year in writing; at it in science and art.",
    ],
    "behaviour": [
        "Looked at three lessons. {name} is on task for eight minutes in ten when the task is in "
        "parts, for three when it is not.",
        "Four upsets in six weeks, all of them after break. None in the mornings.",
        "Calm and helpful with one partner; loses the thread in groups of four and more.",
    ],
    "attendance": [
        "Attendance 94 in 100 this term; all of it illness. Two mornings late.",
        "Attendance 89 in 100. The days away were mostly Mondays; talked about with the family.",
    ],
    "agency": [
        "Speech and language therapist: the programme goes on for one more block; staff use the "
        "same pictures in class.",
        "Educational psychologist, after a visit: teach the strategy first with easy material, "
        "then with the work of the class.",
        "Occupational therapist: sloped board and movement before writing. Sheet is in the file.",
        "Specialist teacher: short daily practice rather than one long lesson.",
    ],
}
SOURCES = {
    "progress": "Pupil progress meeting",
    "attainment": "Termly assessment",
    "behaviour": "Observation in class",
    "attendance": "Attendance register",
    "agency": "Report of the visit",
}

PUPIL_SAYS = {
    YOUNG: [
        "“I like it when I can show you with the blocks.”",
        "“My group is fun. Carpet time is too long.”",
        "Chose the smiling face for story and play, the flat face for writing. “My hand gets "
        "tired.”",
        "“I want to read the dinosaur book all by myself.”",
    ],
    MIDDLE: [
        "“The task board helps, because I know when I am done.”",
        "“I can do it in my head, but then the words go. Let me say it first.”",
        "“I would like to sit next to someone who does not talk.”",
        "“I am proud that I read to the little ones on Friday.”",
        "“Do not take me out of PE for it.”",
    ],
    OLDER: [
        "“The laptop makes the difference. I hand in twice as much.”",
        "“Tell me quietly. I know what I have to do.”",
        "“Mondays are hard. After ten o’clock I am fine.”",
        "“I want to stay in top-set science, so I will do the extra reading.”",
        "“Five minutes early out is good. Nobody notices.”",
    ],
}
PARENTS_SAY = [
    "Mornings at home are calmer. {name} talks about the group and shows what {he} has learnt.",
    "Homework still ends in tears about once a week. We stop after twenty minutes now.",
    "We see more confidence. {name} read a menu to us on Sunday.",
    "We worry about the move to the next class and would like to meet the teacher before it.",
    "{name} sleeps well again and tells us more about the day.",
    "Grandmother looks after {him} on two days and would like the pictures that you use.",
]
SUMMARY = [
    "{name} learns well when a task is short and its end can be seen. What is heard once is soon "
    "lost; what is seen and done stays. The gap is in getting started, not in ideas.",
    "{name} wants to do well and works hard. Words and instructions come too fast; with time and "
    "a picture {he} manages most of what the class does.",
    "A steady term. {name} trusts two adults and asks them for help. The next step is to do the "
    "same without them beside {him}.",
    "What helps is known and works where it is used. In lessons with many changes it is used less, "
    "and these are the hard ones.",
]  # fmt: skip
AT_HOME = [
    "Read together for ten minutes on four evenings, taking turns page by page.",
    "Ask about the word of the day, on the card in the bag, and use it at tea.",
    "Practise the five words or facts on the ring for five minutes, and stop while it goes well.",
    "Go through the next day with the picture strip at bedtime.",
    "Tell us in the morning when the night was short; we start more gently then.",
    "Let {name} pack {his} own bag from the list on the door.",
]
CONCLUSION = {
    True: [
        "What we do works. We go on with it and raise the aim; the support in class stays as it "
        "is.",
        "Good progress. One outcome is met and ends. The other goes on with the same group.",
    ],
    False: [
        "Less than we hoped. The sessions were too far apart, so we make them shorter and more "
        "often, and look again after one term.",
        "The aim stays and the way there changes: {name} practises in class, with the material of "
        "the lesson.",
    ],
}
NOTES = {
    1: ["Long absence; hardly begun.", "The group did not suit {him}."],
    2: ["With an adult beside {him} more.", "Good days and bad ones."],
    3: ["With one reminder.", "Steady since half-term.", "In the mornings more."],
    4: ["Without reminders now.", "{name} is proud of it."],
    5: ["Met. Also at home, says the family.", "Met, and in other lessons too."],
}
MEETING = [
    "Looked at the plan together. Happy with the group; asked for the word cards at home, given "
    "on the day.",
    "Talked about the aims of the term and what each of us does. Next meeting before the end of "
    "term.",
    "Parents told of worries about homework. Agreed: twenty minutes, then a note from home.",
    "Went through what {name} can do now. Agreed to keep the aim and change the time of the "
    "sessions.",
]
LEFT_EARLY = "Did not suit the pupil"
