"""The floors of the demo's schools, drawn by the demo itself: a corridor between two rows of rooms,
the ways out, a refuge by each staircase."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

SIZE = WIDTH, HEIGHT = 1600, 720
LEFT, RIGHT, TOP, BOTTOM = 140, 1460, 100, 630
CORRIDOR = (320, 410)
INK, PALE, FLOOR, WALL = "#22333b", "#5c6b73", "#ffffff", "#f3f0e8"
WAY, REFUGE, STAIRS = "#0a6b3d", "#1d4f91", "#d9d4c5"
TINTS = {"Class": "#eaf2f1", "Hall": "#f6ecd9", "Dining": "#f6ecd9", "Toilets": "#eceaf3"}
WIDE = ("Hall", "Dining", "Sports", "Library")


@dataclass(frozen=True)
class Floor:
    """`above` and `below` the corridor are rooms from left to right; "Stairs" and "Exit" are among
    them. An upper floor has no way out but its stairs."""

    name: str
    above: tuple
    below: tuple

    @property
    def is_ground(self):
        return self.name.startswith("Ground")


def draw_floor(building, floor):
    """(bytes, width, height) of the plan as PNG."""
    picture = Image.new("RGB", SIZE, WALL)
    Drawing(picture).floor(building, floor)
    drawn = BytesIO()
    picture.quantize(64).save(drawn, "PNG", optimize=True)
    return drawn.getvalue(), WIDTH, HEIGHT


class Drawing:
    def __init__(self, picture):
        self.pen = ImageDraw.Draw(picture)

    def floor(self, building, floor):
        self.pen.rectangle((LEFT, TOP, RIGHT, BOTTOM), FLOOR, INK, 8)
        self.is_ground, self.stairs_at = floor.is_ground, []
        self.rooms(floor.above, TOP, CORRIDOR[0], door=CORRIDOR[0])
        self.rooms(floor.below, CORRIDOR[1], BOTTOM, door=CORRIDOR[1])
        self.corridor()
        self.write((LEFT, 52), f"{building}, {floor.name.lower()}", 44, anchor="lm")
        self.key()

    def rooms(self, names, top, bottom, *, door):
        shares = [1.7 if name.startswith(WIDE) else 0.7 if is_small(name) else 1 for name in names]
        step, left = (RIGHT - LEFT) / sum(shares), float(LEFT)
        for name, share in zip(names, shares, strict=True):
            right = left + step * share
            self.room(name, (round(left), top, round(right), bottom), door)
            left = right

    def room(self, name, box, door):
        left, top, right, bottom = box
        middle = (left + right) // 2, (top + bottom) // 2
        tint = next((TINTS[key] for key in TINTS if name.startswith(key)), FLOOR)
        self.pen.rectangle(box, tint, INK, 5)
        if name == "Stairs":
            self.stairs_at.append(middle[0])
            self.stairs(box, door)
        else:
            self.pen.line((middle[0] - 26, door, middle[0] + 26, door), FLOOR, 9)
            self.words(middle, name)

    def stairs(self, box, door):
        """The steps, and on an upper floor the refuge, on the side of the corridor."""
        left, top, right, bottom = box
        is_above, room = door == bottom, 12 if self.is_ground else 96
        steps = (top + 12, bottom - room) if is_above else (top + room, bottom - 12)
        for y in range(steps[0], steps[1] - 9, 18):
            self.pen.rectangle((left + 14, y, right - 14, y + 9), STAIRS)
        if not self.is_ground:
            self.refuge((left + right) // 2, bottom - 51 if is_above else top + 51)

    def refuge(self, x, y):
        self.pen.rounded_rectangle((x - 58, y - 37, x + 58, y + 37), 10, REFUGE)
        self.write((x, y - 12), "R", 34, "white")
        self.write((x, y + 20), "Refuge", 20, "white")

    def corridor(self):
        """The ways out: to the doors at both ends, from an upper floor to the stairs."""
        y = sum(CORRIDOR) // 2
        for side, sign in ((LEFT, -1), (RIGHT, 1)) if self.is_ground else ():
            self.arrow((side - sign * 240, y), (side - sign * 30, y))
            self.way_out(side, sign, y)
        for x in [] if self.is_ground else self.stairs_at:
            for sign in (-1, 1):
                if LEFT < x + sign * 250 < RIGHT:
                    self.arrow((x + sign * 240, y), (x + sign * 30, y))
        busy = [] if self.is_ground else self.stairs_at
        places = ((LEFT + RIGHT) // 2, LEFT + 200, RIGHT - 200)
        free = next(x for x in places if all(abs(x - stairs) > 320 for stairs in busy))
        self.write((free, y), "Corridor", 26, PALE)

    def way_out(self, side, sign, middle):
        self.pen.line((side, CORRIDOR[0] + 20, side, CORRIDOR[1] - 20), FLOOR, 12)
        left = side + 10 if sign > 0 else side - 120
        self.pen.rounded_rectangle((left, middle - 34, left + 110, middle + 34), 10, WAY)
        self.write((left + 55, middle), "EXIT", 36, "white")

    def arrow(self, start, end):
        sign = 1 if end[0] > start[0] else -1
        self.pen.line((start, end), WAY, 8)
        tip = [end, (end[0] - sign * 26, end[1] - 18), (end[0] - sign * 26, end[1] + 18)]
        self.pen.polygon(tip, WAY)

    def key(self):
        y = 678
        self.arrow((LEFT, y), (LEFT + 70, y))
        self.write((LEFT + 90, y), "Way out", 26, anchor="lm")
        if self.is_ground:
            return
        self.pen.rounded_rectangle((LEFT + 240, y - 22, LEFT + 284, y + 22), 8, REFUGE)
        self.write((LEFT + 262, y), "R", 28, "white")
        says = "Refuge: press the call button, say who and where"
        self.write((LEFT + 300, y), says, 26, anchor="lm")

    def words(self, middle, name):
        """A name of several words, a line each."""
        lines = name.split(" ") if len(name) > 8 else [name]
        for place, word in enumerate(lines):
            y = middle[1] + round((place - (len(lines) - 1) / 2) * 32)
            self.write((middle[0], y), word, 26)

    def write(self, where, text, size, colour=INK, anchor="mm"):
        self.pen.text(where, text, colour, ImageFont.load_default(size), anchor)


def is_small(name):
    return name in ("Stairs", "Toilets", "Store", "Office")


# The buildings of a school ------------------------------------------------------------------------
def buildings(school, forms):
    """[(name, where people meet, floors)]; `forms` are the names of its classes."""
    if school.is_secondary:
        return SECONDARY
    if school.is_special:
        return special([f"Class {form}" for form in forms])
    return primary(forms, two_forms=school.forms > 1)


def primary(forms, *, two_forms):
    """Years 5 and 6 have a block of their own where there are two classes to a year."""
    upper = [form for form in forms if form[0] in "56"] if two_forms else []
    rooms = [f"Class {form}" for form in forms if form not in upper]
    half = (len(rooms) + 1) // 2 if not two_forms else len(rooms) // 2
    ground, first = (rooms[:half], rooms[half:]) if two_forms else (rooms, [])
    floors = [
        Floor(
            "Ground floor",
            ("Hall", "Stairs" if first else "Store", "Dining hall", "Toilets", *ground[:2]),
            ("Office", *ground[2:], "Library"),
        )
    ]
    if first:
        middle = len(first) // 2
        over_hall = (first[0], "Stairs", *first[1:middle])
        floors.append(Floor("First floor", over_hall, (*first[middle:], "Toilets")))
    found = [("Main building", "Playground, by the oak", tuple(floors))]
    if upper:
        above = tuple(f"Class {form}" for form in upper)
        floor = Floor("Ground floor", above, ("Group room", "Toilets", "Food room"))
        found.append(("Upper school block", "Field, by the long-jump pit", (floor,)))
    return found


SECONDARY = [
    ("Main building", "Tennis courts", (
        Floor("Ground floor", ("Hall", "Stairs", "Dining hall", "Learning support", "Toilets"),
              ("Office", "English 1", "English 2", "Maths 1", "Maths 2", "Library")),
        Floor("First floor", ("English 3", "Stairs", "English 4", "Maths 3", "Toilets"),
              ("History", "Geography", "French", "Spanish")),
    )),
    ("Science and technology block", "Field, far side", (
        Floor("Ground floor", ("Workshop", "Food room", "Stairs", "Toilets"),
              ("Textiles", "Art 1", "Art 2", "Store")),
        Floor("First floor", ("Biology 1", "Biology 2", "Stairs"),
              ("Chemistry", "Prep room", "Physics", "Toilets")),
    )),
]  # fmt: skip


def special(classes):
    """The oldest have a house of their own."""
    main, oldest = classes[:-3], classes[-3:]
    return [
        ("Main building", "Playground, by the garden gate", (
            Floor("Ground floor", ("Hall", *main[:4], "Hygiene room", "Toilets"),
                  ("Dining hall", *main[4:], "Medical room")),
        )),
        ("Sixth form house", "Car park, by the hedge", (
            Floor("Ground floor", (*oldest, "Toilets"),
                  ("Common room", "Kitchen", "Hygiene room", "Workshop")),
        )),
    ]  # fmt: skip
