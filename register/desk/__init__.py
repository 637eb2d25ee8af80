"""The register page: who is on the SENDCo's desk, sifted, sorted, counted, shown and exported.

A school's desk holds some hundred pupils, so it is read once, by two lean queries
(`entries.read_desk`), and everything else works on those entries in memory: the list, its counts,
the choices of the filters and the export agree because they come from the same reading.
"""
