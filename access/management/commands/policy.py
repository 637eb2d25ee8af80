from django.conf import settings
from django.core.management.base import BaseCommand

from access.policy import COLUMNS, GIVES, TABLE, Reach

PAPER = settings.BASE_DIR / "docs" / "access-policy.md"
OPENING = """# Who may do what

Printed from `access/policy.py` by `manage.py policy`: change the table there and print again.
A test fails while this page is stale.

- **Yes**: every pupil of the school, or the whole page where no pupil is concerned.
- **Taught**: the pupils on the person's own class lists today.
- **Named**: the pupils whom the person is named for.
- **Own**: the records that name the person, or that the person wrote. Whoever has a wider reach has
  these as well.
- **Figures**: counts only, small numbers hidden.
- Nothing: no. A pupil out of reach looks the same as a pupil who does not exist.
"""
WORDS = {
    Reach.ALL: "Yes", Reach.TAUGHT: "Taught", Reach.NAMED: "Named", Reach.OWN: "Own",
    Reach.AGGREGATE: "Figures", Reach.NO: "",
}  # fmt: skip


class Command(BaseCommand):
    help = "Print the table of who may do what into docs/access-policy.md."

    def handle(self, *args, **options):
        PAPER.write_text(printed(), encoding="utf-8")
        self.stdout.write(f"Printed {PAPER.relative_to(settings.BASE_DIR)}.")


def printed():
    """The text of the paper, as the table stands now."""
    return "\n".join([OPENING, *_table(), "", "## Who gives which role", "", *_gives(), ""])


def _table():
    yield _line(["", *(role.label for role in COLUMNS)])
    yield _line(["---"] * (len(COLUMNS) + 1))
    for permission, row in TABLE.items():
        yield _line([permission.label, *(WORDS[reach] for reach in row)])


def _gives():
    yield "Nobody gives a role to themselves, or ends one of their own."
    yield ""
    for giver, given in GIVES.items():
        roles = "every role" if set(given) == set(COLUMNS) else ", ".join(r.label for r in given)
        yield f"- **{giver.label}** gives: {roles}."


def _line(cells):
    return f"| {' | '.join(cells)} |"
