"""What a first visit may weigh (design language, "Performance budget")."""

import gzip

import pytest
from django.conf import settings

KB = 1024
LIMITS = {
    "app.css": 22,
    "dates.css": 2,
    "safety.css": 6,
    "accessibility.css": 3,
    "app.js": 15,
    "dates.js": 10,
    "print.css": 4,
}


@pytest.mark.parametrize(("name", "limit"), LIMITS.items())
def test_a_file_stays_within_its_limit(name, limit):
    """htmx takes 17 KB of the 32 for scripts; the calendar comes only with a date."""
    asset = settings.ASSETS_DIR / name
    if not asset.exists():
        pytest.skip("the assets are not compiled: bin/assets")
    assert len(gzip.compress(asset.read_bytes(), 9)) <= limit * KB
