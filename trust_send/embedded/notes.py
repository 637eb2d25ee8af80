"""The one file in which the servers' ports, passwords and process numbers are written down."""

import json
import os


class Notes:
    """A dictionary kept in a file that only its owner can read."""

    def __init__(self, path):
        self.path = path
        self.values = json.loads(path.read_text()) if path.exists() else {}

    def get(self, name):
        return self.values.get(name)

    def keep(self, **values):
        """Write these down at once, whole or not at all: a crash may follow."""
        self.values.update(values)
        new = self.path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(self.values, file, indent=1)
        new.replace(self.path)

    def once(self, name, make):
        """The value written down under this name; made and kept the first time."""
        if name not in self.values:
            self.keep(**{name: make()})
        return self.values[name]
