"""A real browser against the running product (tests.journeys.product).

Sign-in by form has a story of its own; in the others people come signed in.
"""

import os
from contextlib import suppress

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from playwright.sync_api import Error, expect, sync_playwright

from tests.journeys.hands import Keyboard, Mouse
from tests.journeys.product import Product

# Playwright keeps an event loop in this thread; nothing of Django's runs inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("TRUST_SEND_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "a long word for a teacher"
PATIENCE = 15_000  # milliseconds, on two busy cores
expect.set_options(timeout=PATIENCE)
MOUSE, KEYBOARD, WITHOUT_SCRIPTS = "mouse", "keyboard alone", "without scripts"


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A failure shows where the browser stands and what the server wrote."""
    report = yield
    if report.failed and "open_as" in item.funcargs:
        served, browsers = item.funcargs["served"], item.funcargs["open_as"]
        for number, page in enumerate(browsers.pages, start=1):
            picture = served.folder / f"{item.name}-{number}.png"
            with suppress(Error):  # a page that crashed shows nothing more
                page.screenshot(path=picture, full_page=True)
            report.sections.append((f"Page {number}", f"{page.url}\n{picture}"))
        report.sections.append(("Log of the product", served.log()))
    return report


@pytest.fixture(scope="session")
def _product(django_db_setup, django_db_blocker, tmp_path_factory):
    product = Product(tmp_path_factory.mktemp("served"), django_db_blocker)
    try:
        product.start()
        yield product
    finally:
        product.stop()


@pytest.fixture(scope="module")
def served(_product):
    """The running product; each file of journeys begins with both schools untouched."""
    _product.as_new()
    with _product.in_its_database():
        yield _product


@pytest.fixture
def cast(served):
    """The people of Alder, in a school that no other story has touched."""
    from tests.factories.cast import Cast

    served.as_new()
    with served.inside() as school:
        yield Cast(school)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def width(request):
    """The two widths at which every page must be right."""
    return request.param


class Browsers:
    """open_as(person, width=1280) → a page of a browser in which this person is signed in."""

    def __init__(self, served, chromium):
        self.served, self.chromium, self.contexts = served, chromium, []

    def __call__(self, person=None, width=1280, **options):
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=self.served.url, **options
        )
        context.set_default_timeout(PATIENCE)
        if person is not None:
            context.add_cookies([self.served.session_of(person)])
        self.contexts.append(context)
        return context.new_page()

    @property
    def pages(self):
        return [page for context in self.contexts for page in context.pages]

    def close(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def open_as(served, chromium):
    served.begin_log()
    browsers = Browsers(served, chromium)
    yield browsers
    browsers.close()


@pytest.fixture
def tell(request, capsys):
    """A count among the lines of the test run, beside the best rival's where one is known."""

    def told(words, rival=""):
        beside = f" (best rival: {rival})" if rival else ""
        with capsys.disabled():
            request.config.get_terminal_writer().line(f"\n{words}{beside}")

    return told


@pytest.fixture(params=[MOUSE, KEYBOARD])
def hands_of(request, open_as):
    """hands_of(person) → their hands at a browser; every story is told by mouse and by keyboard
    alone. What scripts or the content security policy complain of fails the story."""
    kind = Keyboard if request.param == KEYBOARD else Mouse
    has_scripts = request.param != WITHOUT_SCRIPTS
    at_work = []

    def hands(person=None, **options):
        page = open_as(person, java_script_enabled=has_scripts, **options)
        at_work.append(kind(page))
        return at_work[-1]

    hands.have_scripts = has_scripts
    yield hands
    for one in at_work:
        assert one.complaints == []


def end_sessions():
    """Everybody has been signed in for too long."""
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()


def sign_in_again(hands, person):
    """By the form, with a password of the kind that the product itself keeps."""
    scrypt = ScryptPasswordHasher()
    person.password = scrypt.encode(PASSWORD, scrypt.salt())
    person.save()
    hands.write("Email address", person.email)
    hands.write("Password", PASSWORD)
    hands.press("Sign in")


def told_in_every_way(story):
    """Mark a story that is also told in a browser without scripts."""
    ways = [MOUSE, KEYBOARD, WITHOUT_SCRIPTS]
    return pytest.mark.parametrize("hands_of", ways, indirect=True)(story)
