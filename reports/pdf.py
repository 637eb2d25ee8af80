"""HTML to tagged PDF (PDF/UA-1). The only module that knows WeasyPrint.

Each paper is laid out in a process of its own, which is given the HTML and the folder of styles and
fonts, and nothing else of the environment: no secret, no database. It is the simplest sound way for
papers of a page or a dozen: a page that takes too long is ended, its 100 MB go back with it, the
web server never loads Pango, and no paper about a child waits in a queue or a folder to be fetched.
It costs the start of Python, about half a second. A job of many papers calls it from the worker.
"""

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from pathlib import Path

TIME_LIMIT = 30  # seconds
MEMORY_LIMIT = 2 * 1024**3
MOST_PAGES = 200
INHERITED = ("PATH", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LANG", "HOME")
BUNDLE = "file:///bundle/"  # nowhere: names below it are names in the bundle
PNG = b"\x89PNG"
BUNDLED = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}


class PdfFailed(Exception):
    """The paper could not be laid out. The message never holds words of the paper."""


def html_to_pdf(html, pictures=None):
    """The paper as bytes. What it links to is found by name in the bundle of styles, fonts and
    pictures, or in `pictures` ({name: bytes of a PNG or JPEG}), which go along with this paper
    alone; every other address is refused."""
    from django.conf import settings

    command = [sys.executable, "-m", "reports.pdf", str(settings.ASSETS_DIR)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
            command,
            input=_packed(html, pictures or {}),
            capture_output=True,
            timeout=TIME_LIMIT,
            cwd=settings.BASE_DIR,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise PdfFailed("It took too long.") from None
    if done.returncode != 0:
        raise PdfFailed(_kind_of_failure(done.stderr))
    return done.stdout


def _environment():
    """What the process is given. A seed of its own, or the moment at which a font was cut to the
    letters that are used, would give the same paper other bytes each time."""
    given = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return given | {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}


def _packed(html, pictures):
    packed = {name: b64encode(picture).decode() for name, picture in pictures.items()}
    return json.dumps({"html": html, "pictures": packed}).encode()


def _unpacked(packed):
    parts = json.loads(packed)
    return parts["html"], {name: b64decode(one) for name, one in parts["pictures"].items()}


def _kind_of_failure(stderr):
    """The name of the exception alone: what follows it may hold words of the paper."""
    lines = stderr.decode(errors="replace").strip().splitlines()
    return lines[-1].partition(":")[0] if lines else "It ended without a word."


# In the process of its own ------------------------------------------------------------------------
def lay_out(html, bundle, pictures=None):
    """The PDF of one paper."""
    from weasyprint import HTML

    fetcher = bundle_fetcher(bundle, pictures)
    document = HTML(string=html, base_url=BUNDLE, url_fetcher=fetcher).render(
        pdf_variant="pdf/ua-1"
    )
    if len(document.pages) > MOST_PAGES:
        raise PdfFailed(f"It has more than {MOST_PAGES} pages.")
    return document.write_pdf(pdf_variant="pdf/ua-1")


def bundle_fetcher(folder, pictures=None):
    """Gives out the files of one folder by their names there, the pictures of this paper by theirs,
    and nothing by any other address: WeasyPrint's own fetcher reads local files and the network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    folder = Path(folder).resolve()

    class BundleFetcher(URLFetcher):
        def fetch(self, url, headers=None):
            picture = (pictures or {}).get(url.removeprefix(BUNDLE))
            if url.startswith(BUNDLE) and picture is not None:
                return URLFetcherResponse(url, picture, {"Content-Type": _media_type(picture)})
            path = (folder / url.removeprefix(BUNDLE)).resolve()
            kind = BUNDLED.get(path.suffix)
            if not url.startswith(BUNDLE) or not path.is_relative_to(folder) or not kind:
                raise ValueError("A paper holds only what is bundled with it.")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return BundleFetcher()


def _media_type(picture):
    return "image/png" if picture.startswith(PNG) else "image/jpeg"


def main():
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (TIME_LIMIT, TIME_LIMIT))
    html, pictures = _unpacked(sys.stdin.buffer.read())
    sys.stdout.buffer.write(lay_out(html, sys.argv[1], pictures))


if __name__ == "__main__":
    main()
