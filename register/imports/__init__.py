"""Bringing the roll and the SEN data in from a file of the school's own system.

    reading    what kind of file is it, and may it be opened?   (csv_, xlsx_ and ctf_reader)
    columns    which column holds what?
    values     what does a cell say?
    rows       what does a row say of a pupil, and what stands against it?
    plan       what would change?                               writes nothing
    services   change it, whole, or take it back whole

The first four are pure: no database, no clock.
"""
