"""The timeline of a pupil's plans: when each cycle was prepared, done and reviewed, by when its
outcomes are due, and how long support runs. `facts` say in words what the drawing shows.

Places along the line are per cent of it, so that the drawing fits every width.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from register.wording import day
from schools.school_year import TermDatesMissing

DONE, NOW, AHEAD, LATE = "done", "now", "ahead", "late"
IN_WORDS = {DONE: "Done", NOW: "Now", AHEAD: "Still to come", LATE: "Late"}
CYCLES = 3  # this one and two before it
LONGEST = timedelta(days=460)
ROOM_AFTER = 0.08  # of the line, so that the last mark has room for its words
ONE_DAY = timedelta(days=1)

# Whether words fit: pixels of the line on a phone and at a desk, and of a letter and its share of
# the room at both ends.
PHONE, DESK = 280, 560
LETTER = 7.5
MONTH = 36
LEAST, LEAST_REVIEW = 0.8, 5.5
RUNS_ON = 5  # per cent past the end of the line, where no last day is set


@dataclass(frozen=True)
class Stretch:
    """Something that goes on from a day to a last day; None: no last day is set."""

    what: str
    letter: str
    first: date
    last: date | None
    state: str

    @property
    def when(self):
        if self.last is None:
            return f"From {day(self.first)}, no last day set"
        if self.last == self.first:
            return day(self.first)
        return f"{day(self.first)} to {day(self.last)}"

    @property
    def in_words(self):
        return IN_WORDS[self.state]


@dataclass(frozen=True)
class Bar:
    x: str
    width: str
    middle: str
    state: str
    at_a_desk: str
    on_a_phone: str


@dataclass(frozen=True)
class Mark:
    """A day with words on it; `wide` is the room of the words in pixels."""

    x: str
    words: str
    state: str
    wide: int

    @property
    def half(self):
        return self.wide / 2


@dataclass(frozen=True)
class Row:
    label: str
    kind: str
    bars: list
    marks: tuple = ()


@dataclass(frozen=True)
class Fact:
    what: str
    when: str
    state: str


def timeline(cycles, *, today, calendar):
    """Of cycles, the newest first and fetched `whole`; None where there is nothing to draw."""
    recent = [one for one in cycles[:CYCLES] if today - (one.reviewed_on or today) < LONGEST]
    return Timeline(recent, today=today, calendar=calendar) if recent else None


class Timeline:
    def __init__(self, cycles, *, today, calendar):
        self.cycles, self.today, self.calendar = cycles[::-1], today, calendar
        self.latest = cycles[0]
        self.outcomes = list(self.latest.outcomes.all())
        until = self._until()
        self.first = max(min(cycle.started_on for cycle in cycles), until - LONGEST)
        self.last = until + max((until - self.first) * ROOM_AFTER, ONE_DAY)

    def _until(self):
        """Far enough for the review and what is due; a mistyped year does not stretch the line."""
        due = [self.latest.review_on, *(outcome.by_on for outcome in self.outcomes)]
        return min(max([self.today, *filter(None, due)]), self.today + LONGEST / 2)

    # The ground ----------------------------------------------------------------------------------
    @cached_property
    def now(self):
        return _percent(self._at(self.today))

    @property
    def now_anchor(self):
        at = self._at(self.today)
        return "start" if at < 6 else "end" if at > 94 else "middle"

    @cached_property
    def months(self):
        """(place, name, whether a phone has room for the name) of each month that begins here."""
        found, begins = [], self.first.replace(day=1)
        while begins <= self.last:
            found.append(begins)
            begins = (begins + timedelta(days=32)).replace(day=1)
        step = -(-MONTH * len(found) // PHONE)
        seen = [(number, self._at(begins), begins) for number, begins in enumerate(found)]
        return [
            (_percent(at), f"{begins:%b}" if at < 95 else "", number % step == 0)
            for number, at, begins in seen
        ]

    @cached_property
    def terms(self):
        """Each term that shows, as a bar with its name."""
        seen = [t for t in self.calendar.terms if self._shows(t.starts_on, t.ends_on)]
        names = [(f"{t.name.capitalize()} {t.starts_on.year}", t) for t in seen]
        return [
            self._bar(Stretch(name, name.partition(" ")[0], t.starts_on, t.ends_on, NOW))
            for name, t in names
        ]

    @cached_property
    def holidays(self):
        """(place, width) of the days between terms and of each half-term."""
        terms = self.calendar.terms
        between = [
            (one.ends_on + ONE_DAY, other.starts_on - ONE_DAY) for one, other in pairwise(terms)
        ]
        halves = [(t.half_term_starts_on, t.half_term_ends_on) for t in terms]
        shown = [pair for pair in [*between, *halves] if self._shows(*pair)]
        return [(_percent(self._at(a)), _percent(self._width(a, b))) for a, b in shown]

    # The rows ------------------------------------------------------------------------------------
    @cached_property
    def rows(self):
        drawn = [Row(c.title, "cycle", self._bars(self._phases(c))) for c in self.cycles]
        if self._marks:
            drawn.append(Row("Outcomes by", "due", [], self._marks))
        return drawn + [Row(one.what, "support", self._bars([one])) for one in self._support]

    @cached_property
    def facts(self):
        """All of it in words, in the same order."""
        phases = [(cycle.title, one) for cycle in self.cycles for one in self._phases(cycle)]
        return [
            *(Fact(f"{title}: {s.what.lower()}", s.when, s.in_words) for title, s in phases),
            *(Fact(f"Outcome {n}", f"By {day(on)}", IN_WORDS[s]) for n, on, s in self._due),
            *(Fact(s.what, self._with_weeks(s), s.in_words) for s in self._support),
        ]

    def _phases(self, cycle):
        """The phases as its facts tell them. No fact parts assess from plan: they are one."""
        over, review_on = cycle.reviewed_on, cycle.review_on
        told = max(cycle.parents_told_on, cycle.started_on) if cycle.is_agreed else None
        states = dict.fromkeys(("prepare", "do", "review"), DONE)
        if over is None:
            states = self._states(told, review_on)
        prepared = told or over or max(self.today, cycle.started_on)
        yield Stretch("Assess and plan", "A P", cycle.started_on, prepared, states["prepare"])
        meets = min(filter(None, (review_on, over)), default=None)
        if meets and meets > prepared:
            yield Stretch("Do", "D", prepared, meets, states["do"])
        if meets:
            last = over or max(meets, self.today)
            yield Stretch("Review", "R", meets, last, states["review"])

    def _states(self, told, review_on):
        if told is None:
            return {"prepare": NOW, "do": AHEAD, "review": AHEAD}
        if review_on is None or self.today < review_on:
            return {"prepare": DONE, "do": NOW, "review": AHEAD}
        late = LATE if self.today > review_on else NOW
        return {"prepare": DONE, "do": DONE, "review": late}

    @cached_property
    def _due(self):
        """(number, day, state) of the outcomes that say by when."""
        numbered = enumerate(self.outcomes, start=1)
        return [(n, one.by_on, self._state_of(one)) for n, one in numbered if one.by_on]

    def _state_of(self, outcome):
        if hasattr(outcome, "review") or self.latest.closed_at:
            return DONE
        return LATE if outcome.by_on < self.today else AHEAD

    @cached_property
    def _marks(self):
        """One mark a day, with the numbers of the outcomes; late where one of them is."""
        by_day = {}
        for number, on, state in self._due:
            by_day.setdefault(on, []).append((str(number), state))
        return tuple(self._mark(on, *zip(*found, strict=True)) for on, found in by_day.items())

    def _mark(self, on, numbers, states):
        words = ", ".join(numbers)
        state = next(one for one in (LATE, AHEAD, DONE) if one in states)
        return Mark(_percent(self._at(on)), words, state, round(14 + LETTER * len(words)))

    @cached_property
    def _support(self):
        """What works towards the newest cycle's outcomes, each place once."""
        lines = [line for outcome in self.outcomes for line in outcome.provision.all()]
        places = {line.enrolment_id: line.enrolment for line in lines}.values()
        return [self._place(one) for one in sorted(places, key=lambda one: one.starts_on)]

    def _place(self, place):
        over = place.is_over(self.today)
        state = DONE if over else NOW if place.stands_on(self.today) else AHEAD
        return Stretch(place.intervention.name, "", place.starts_on, place.ends_on, state)

    # Places along the line -----------------------------------------------------------------------
    def _bars(self, stretches):
        return [self._bar(one) for one in stretches if self._is_drawn(one)]

    def _is_drawn(self, stretch):
        is_moment = stretch.first == stretch.last and stretch.letter != "R"
        return not is_moment and self._shows(stretch.first, stretch.last or self.last)

    def _bar(self, one):
        at = self._at(one.first)
        least = LEAST_REVIEW if one.letter == "R" else LEAST
        width = max(self._width(one.first, one.last or self.last), least)
        width += 0 if one.last else RUNS_ON
        words = (one.what, one.letter) if one.letter else self._words_of_support(one)
        return Bar(
            x=_percent(at),
            width=_percent(width),
            middle=_percent(at + min(width, 100 - at) / 2),
            state=one.state,
            at_a_desk=_fitting(width * DESK / 100, words),
            on_a_phone=_fitting(width * PHONE / 100, words),
        )

    def _words_of_support(self, stretch):
        if stretch.last is None:
            return f"Since {day(stretch.first)}, no last day", "No last day"
        return (self._weeks(stretch),)

    def _weeks(self, stretch):
        """Weeks of school, begun ones counted; nothing where no term says."""
        try:
            days = self.calendar.school_days_between(stretch.first, stretch.last)
        except TermDatesMissing:
            return ""
        weeks = -(-days // 5)
        return f"{weeks} school week{'' if weeks == 1 else 's'}"

    def _with_weeks(self, stretch):
        weeks = self._weeks(stretch) if stretch.last else ""
        return f"{stretch.when}, {weeks}" if weeks else stretch.when

    def _shows(self, first, last):
        return first <= self.last and last >= self.first

    def _at(self, on):
        days = (min(max(on, self.first), self.last) - self.first).days
        return 100 * days / (self.last - self.first).days

    def _width(self, first, last):
        return self._at(last) - self._at(first)


def _percent(number):
    return f"{number:.2f}%"


def _fitting(pixels, several):
    """The first of these words for which there is room."""
    return next((words for words in several if words and LETTER * len(words) < pixels), "")
