import pytest

from reports.pdf import BUNDLE, PdfFailed, bundle_fetcher, html_to_pdf

PAPER = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>Paper</title>{}</head><body>{}</body></html>'
)


@pytest.fixture
def fetch(tmp_path):
    (tmp_path / "print.css").write_text("body { color: black }")
    (tmp_path / "secret.txt").write_text("SECRET")
    (tmp_path.parent / "outside.css").write_text("OUTSIDE")
    return bundle_fetcher(tmp_path).fetch


def test_what_is_bundled_is_given_by_its_name(fetch):
    assert b"black" in fetch(f"{BUNDLE}print.css").read()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/print.css",
        "https://example.com/x.png",
        "data:text/css,body{}",
        f"{BUNDLE}../outside.css",
        f"{BUNDLE}/etc/passwd",
        f"{BUNDLE}secret.txt",
        f"{BUNDLE}missing.css",
    ],
)
def test_every_other_address_is_refused(fetch, address):
    with pytest.raises((ValueError, OSError)):
        fetch(address)


def test_a_paper_cannot_take_a_file_along(tmp_path):
    """Not as a picture, nor as an attachment."""
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    head = f'<link rel="attachment" href="{secret.as_uri()}">'
    body = (
        f'<img alt="x" src="{secret.as_uri()}"><a rel="attachment" href="{secret.as_uri()}">x</a>'
    )
    pdf = html_to_pdf(PAPER.format(head, body))
    assert b"EmbeddedFile" not in pdf
    assert b"SECRET" not in pdf


def test_a_paper_that_cannot_be_laid_out_fails_without_its_words(monkeypatch):
    monkeypatch.setattr("reports.pdf.TIME_LIMIT", 0.01)
    with pytest.raises(PdfFailed) as failure:
        html_to_pdf(PAPER.format("", "Ann Archer"))
    assert "Ann" not in str(failure.value)
