"""The writers of reports: published versions, the information report, the register of papers."""
