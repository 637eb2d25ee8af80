"""Bringing the roll and the SEN data in from a file of the school's own system.

    reading      what kind of file is it, and may it be opened?   (csv_, xlsx_ and ctf_reader)
    columns      which column holds what?
    values       what does a cell say?                            (sen_values: of SEN)
    rows         what does a row say of a pupil, and what stands against it?
    matching     whose row is it?                                 (roll: who is there)
    differences  what would it change?
    plan         what becomes of each row?                        writes nothing
    saving       write it                                         register.services.imports
    undoing      take it back whole                               register.services.imports

The first four are pure: no database, no clock.
"""
