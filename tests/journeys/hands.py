"""What a person does at a browser, in the words that stand on the page.

    sendco.follow("Import a file")
    sendco.write("Why?", "Concerns of the class teacher")
    sendco.press("Change status")
    sendco.sees("Ann Archer has the status")

The same story is told by mouse and by the keyboard alone: `Keyboard` reaches everything by Tab and
Shift+Tab, and works it by Enter, Space, the arrows and typing. It fails where something cannot be
reached, or is out of sight while it has the focus.
"""

import re

from playwright.sync_api import expect

MOST_TABS = 250
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",  # a refusal is a page
    "htmx:afterRequest",  # a search that the next letter overtook, as is wanted; a request that
    "htmx:sendAbort",  # failed says more than these
)


class Hands:
    """Finding things by their names. A name is the whole of it."""

    def __init__(self, page):
        self.page, self.complaints = page, []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._listen)
        page.on("response", self._check)

    def _listen(self, message):
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _check(self, response):
        is_page = response.request.resource_type in ("document", "xhr")
        if response.status >= (500 if is_page else 400):
            self.complaints.append(f"{response.status} {response.url}")

    # Going and looking ---------------------------------------------------------------------------
    def goto(self, path, school="alder"):
        """Type an address."""
        return self.page.goto(f"/schools/{school}{path}" if school else path)

    def sees(self, words):
        expect(self._words(words).first).to_be_visible()

    def does_not_see(self, words):
        expect(self._words(words)).to_have_count(0)

    def is_at(self, heading):
        """Waits for the page with this heading."""
        expect(self.page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()

    def _words(self, words):
        return self.page.get_by_text(words).filter(visible=True)

    # Finding -------------------------------------------------------------------------------------
    def button(self, name):
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name):
        """The first of this name: a page may lead to one place from two."""
        return self.page.get_by_role("link", name=name, exact=True).first

    def summary(self, name):
        """What opens a menu or more words; its text may have a count or hidden words around."""
        return self.page.locator("summary", has_text=name).filter(visible=True)

    def field(self, label):
        whole = re.compile(rf"^{re.escape(label)}( \(optional\))?$")
        boxes = self.page.locator("input, select, textarea").filter(visible=True)
        return self.page.get_by_label(whole).and_(boxes)

    def group(self, legend):
        return self.page.get_by_role("group", name=legend)

    def choice(self, kind, label, within=None):
        """A radio or a checkbox; a hint may follow in its label."""
        beginning = re.compile(rf"^{re.escape(label)}\b")
        return (within or self.page).get_by_role(kind, name=beginning)

    # What both kinds of hands do from these ------------------------------------------------------
    def follow(self, link):
        self.act(self.link(link))

    def press(self, button):
        self.act(self.button(button))

    def open(self, menu):
        self.act(self.summary(menu))

    def tick(self, label, within=None):
        self.act(self.choice("checkbox", label, self.group(within) if within else None))

    def upload(self, label, path):
        with self.page.expect_file_chooser() as chooser:
            self.act(self.field(label))
        chooser.value.set_files(path)

    def download(self, thing):
        """The bytes of the file that this link or button gives, and its name."""
        with self.page.expect_download() as coming:
            self.act(self.link(thing).or_(self.button(thing)))
        return coming.value.path().read_bytes(), coming.value.suggested_filename


class Mouse(Hands):
    def act(self, target):
        target.click()

    def write(self, label, text):
        self.field(label).fill(text)

    def choose(self, label, option):
        self.field(label).select_option(option)

    def pick(self, legend, option):
        self.choice("radio", option, self.group(legend)).click()


class Counted(Mouse):
    """A mouse that counts what it does: a click, a choice or a box filled in is one action.
    `screens` are the pages on which something is done, after the one where it begins."""

    def __init__(self, page):
        super().__init__(page)
        self.at = []

    def act(self, target):
        self._count()
        super().act(target)
        self.page.wait_for_load_state()

    def write(self, label, text):
        self._count()
        super().write(label, text)

    def choose(self, label, option):
        self._count()
        super().choose(label, option)

    def pick(self, legend, option):
        self._count()
        super().pick(legend, option)

    @property
    def actions(self):
        return len(self.at)

    @property
    def screens(self):
        return len(set(self.at) - {self.at[0]})

    def _count(self):
        self.at.append(self.page.url.partition("#")[0])


class Keyboard(Hands):
    def act(self, target):
        self.tab_to(target)
        is_box = target.evaluate("found => found.type === 'checkbox'")
        self.page.keyboard.press("Space" if is_box else "Enter")

    def write(self, label, text):
        self.tab_to(self.field(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label, option):
        """Typing the words of an option chooses it."""
        chosen = self.field(label)
        self.tab_to(chosen)
        self.page.keyboard.type(option)
        expect(chosen.locator("option:checked")).to_have_text(option)

    def pick(self, legend, option):
        """Tab goes to one radio of the group; the arrows to the others."""
        radios = self.group(legend).get_by_role("radio")
        wanted = self.choice("radio", option, self.group(legend))
        self.tab_to(radios)
        for _ in range(radios.count()):
            if has_focus(wanted):
                break
            self.page.keyboard.press("ArrowDown")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def tab_to(self, target):
        """Press Tab, or Shift+Tab where it stands above, until it (or one of it) has the focus."""
        target.first.wait_for()
        key = "Shift+Tab" if target.first.evaluate(STANDS_BEFORE_FOCUS) else "Tab"
        for _ in range(MOST_TABS):
            if has_focus(target):
                return self._is_in_sight()
            self.page.keyboard.press(key)
        raise AssertionError(f"{target} cannot be reached by {key}")

    def tab_through(self):
        """Tab from the first to the last thing of the page, and back: each is in sight."""
        self.page.evaluate("document.activeElement.blur()")
        for key in ("Tab", "Shift+Tab"):
            self.page.keyboard.press(key)
            for _ in range(MOST_TABS):
                self._is_in_sight()
                self.page.keyboard.press(key)
                if self.page.evaluate("document.activeElement === document.body"):
                    break

    def _is_in_sight(self):
        """Nothing, such as a bar that stays in place, may cover what has the focus."""
        hidden = self.page.evaluate(IS_COVERED)
        assert not hidden, f"{self.page.url}: the focus is out of sight, at {hidden}"


def has_focus(target):
    return target.evaluate_all("found => found.includes(document.activeElement)")


STANDS_BEFORE_FOCUS = """found => {
    const place = document.activeElement.compareDocumentPosition(found);
    return Boolean(place & Node.DOCUMENT_POSITION_PRECEDING);
}"""
IS_COVERED = """() => {
    const focused = document.activeElement, box = focused.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const isSeen = top && (focused.contains(top)
        || [...focused.labels ?? []].some(label => label.contains(top)));
    return isSeen ? "" : focused.outerHTML.slice(0, 120);
}"""
