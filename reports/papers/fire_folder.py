"""The fire folder: every PEEP in force, by building, a page each, with a list of contents. It says
when it was printed and until when it can be relied on, for paper cannot know what changed since.
"""

from django.template.loader import render_to_string

from reports.papers.frame import frame
from reports.papers.peep import PeepPage, pictures_of
from safety.evacuation import peeps_by_building
from safety.kinds import KINDS
from safety.parts import parts_known


def fire_folder(*, school, by, on):
    """(HTML, pictures, the pupils in it)."""
    known = parts_known(KINDS["peep"])
    buildings = [_building(found, known) for found in peeps_by_building(on=on)]
    pages = [page for _, pages, _ in buildings for page in pages]
    context = {
        "buildings": buildings,
        "count": len(pages),
        "until": min((page.until for page in pages if not page.is_lapsed), default=None),
        "lapsed": sum(page.is_lapsed for page in pages),
    }
    html = render_to_string("reports/safety/folder.html", frame(school, by=by, on=on) | context)
    unsigned = [one.plan.pupil for _, _, found in buildings for one in found]
    return html, pictures_of(pages), [*(page.pupil for page in pages), *unsigned]


def _building(found, known):
    pages = [PeepPage(peep.version, peep.standing, known) for peep in found.peeps]
    return found.building, pages, found.unsigned
