"""A step is done once for what it was made from: the stamp holds the hash of that."""

import hashlib

from .folders import LOCAL

STAMPS = LOCAL / "stamps"


def hash_of(*parts):
    """The hash of texts, of files and of everything in folders, names included."""
    whole = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            whole.update(part.encode())
            continue
        for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if path.is_file() and "__pycache__" not in path.parts:
                whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def is_current(name, value):
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == value


def keep(name, value):
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(value)
