"""What every page must pass in a real browser: axe, and no sideways scrolling.

    from tests.look.axe import assert_fit_for_everybody

axe holds the rules of WCAG 2.0 to 2.2, levels A and AA, and best practice; it is bundled with
axe-playwright-python, so nothing is fetched.
"""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script
WIDTHS = (1280, 390, 320)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": STANDARDS},
    # Off by default in axe 4: the size of targets, which is a rule of WCAG 2.2.
    "rules": {"target-size": {"enabled": True}},
}


def assert_fit_for_everybody(page, widths=WIDTHS):
    """The page as it stands passes at each of these widths."""
    for _ in at_every_width(page, widths):
        assert_no_violations(page)
        assert_no_sideways_scroll(page)


def violations(page):
    """What axe finds on the page as it stands, a line for each place."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


def assert_no_violations(page):
    found = violations(page)
    assert not found, f"{page.url}: axe found {len(found)}\n" + "\n".join(found)


def assert_no_sideways_scroll(page):
    """The page fits its window; only a box made for it (`.scroll`) may scroll sideways."""
    root = page.locator("html")
    needs, has = root.evaluate("root => [root.scrollWidth, root.clientWidth]")
    assert needs <= has, f"{page.url} is {needs} wide in a window of {has}: {_widest(page)}"


def _widest(page):
    return page.locator("body *").evaluate_all(
        """parts => parts
            .filter(part => part.getBoundingClientRect().right > innerWidth + 1
                && !part.closest(".scroll, .views, .subnav"))
            .slice(0, 5).map(part => part.outerHTML.slice(0, 120))"""
    )


def at_every_width(page, widths=WIDTHS):
    """Yield once for each width; pages are looked at on a desk, a phone and at 320 pixels."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        yield width
