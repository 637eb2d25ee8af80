"""Which rows does a plan of each kind hold, beside its texts, its writers and its named adults?"""

from safety.forms.rows import Rows

ROWS_OF: dict[str, list[type[Rows]]] = {"risk": [], "peep": [], "healthcare": [], "intimate": []}
