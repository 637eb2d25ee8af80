"""Which rows does a plan of each kind hold, beside its texts, its writers and its named adults?"""

from safety.forms.hazards import Hazards
from safety.forms.healthcare import Medicines
from safety.forms.places import Places
from safety.forms.rows import Rows

ROWS_OF: dict[str, list[type[Rows]]] = {
    "risk": [Hazards],
    "peep": [Places],
    "healthcare": [Medicines],
    "intimate": [],
}
