"""The front-end assets: pinned packages of npm, the style sheets by Sass, the scripts by esbuild.

node comes with the Python environment (a wheel); a machine's own is used only where there is no
such wheel, as in the image. No package may run a script of its own when it is installed.
"""

import os
import shutil

from . import say, stamps
from .folders import ASSETS, CACHE, NODE, NPM, PYTHON, ROOT, STATIC

LOOK = ROOT / "trust_send" / "look"
PACKAGES = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
MODULES = NPM / "node_modules"
STYLES = ["app", "dates", "safety", "accessibility", "print", "public"]
SCRIPTS = ["app", "dates"]
FONTS = MODULES / "@fontsource-variable" / "hanken-grotesk" / "files"


def make():
    """Make `.local/assets` from `trust_send/look` and the pinned packages."""
    fetch_packages()
    if is_current():
        return
    with say.step("Compiling the style sheets and scripts", "5 s"):
        fresh = ASSETS.with_name("assets.unfinished")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        compile_styles(fresh)
        compile_scripts(fresh)
        copy_the_rest(fresh)
        shutil.rmtree(ASSETS, ignore_errors=True)
        fresh.rename(ASSETS)
    stamps.keep("assets", _sources())


def _sources():
    """All that decides what the compiled assets are."""
    return stamps.hash_of(*PACKAGES, LOOK, *STYLES, *SCRIPTS)


def is_current():
    return ASSETS.exists() and stamps.is_current("assets", _sources())


def collect(environment):
    """Put every static file, with its hash in its name, where the web server reads it."""
    wanted = stamps.hash_of(*PACKAGES, LOOK, *STYLES, ROOT / "requirements.lock")
    if STATIC.exists() and stamps.is_current("static", wanted):
        return
    with say.step("Collecting the static files", "5 s"):
        shutil.rmtree(STATIC, ignore_errors=True)
        command = [PYTHON, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
        say.run(command, log="static", what="Collecting the files", environment=environment)
    stamps.keep("static", wanted)


def fetch_packages():
    wanted = stamps.hash_of(*PACKAGES)
    if MODULES.exists() and stamps.is_current("npm", wanted):
        return
    with say.step("Fetching the front-end packages", "10 s"):
        NPM.mkdir(parents=True, exist_ok=True)
        for path in PACKAGES:
            shutil.copy(path, NPM)
        say.run(
            [*npm(), "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"],
            log="npm",
            what="Fetching the front-end packages",
            environment=environment(),
            folder=NPM,
        )
    stamps.keep("npm", wanted)


def compile_styles(into):
    pairs = [f"{LOOK / 'scss' / name}.scss:{into / name}.css" for name in STYLES]
    sass = [MODULES / "sass" / "sass.js", "--style=compressed", "--no-source-map", "--quiet-deps"]
    _node("sass", *sass, f"--load-path={NPM}", *pairs)


def compile_scripts(into):
    sources = [LOOK / "js" / f"{name}.js" for name in SCRIPTS]
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", "--legal-comments=eof"]
    esbuild = MODULES / "esbuild" / "bin" / "esbuild"
    _node("esbuild", esbuild, *sources, *options, f"--outdir={into}")


def copy_the_rest(into):
    """The font, in the two alphabets that names in England are written with, and the pictures."""
    (into / "fonts").mkdir()
    for alphabet in ("latin", "latin-ext"):
        shutil.copy(FONTS / f"hanken-grotesk-{alphabet}-wght-normal.woff2", into / "fonts")
    if (LOOK / "img").exists():
        shutil.copytree(LOOK / "img", into, dirs_exist_ok=True)


def npm():
    """npm as a command: the wheel's, or the machine's own."""
    if NODE.exists():
        return [node(), NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
    return ["npm"]


def node():
    own = NODE / "bin" / "node" if NODE.exists() else shutil.which("node")
    if not own:
        raise say.Stop("There is no node here: run bin/demo or bin/test, which bring one.")
    return own


def environment():
    """For npm and node: a cache of ours, the machine's certificates, and this node found first."""
    told = os.environ | {"npm_config_cache": str(CACHE / "npm"), "NODE_PATH": str(MODULES)}
    told.setdefault("NODE_USE_SYSTEM_CA", "1")
    if NODE.exists():
        told["PATH"] = f"{NODE / 'bin'}{os.pathsep}{told.get('PATH', os.defpath)}"
    return told


def _node(log, *command):
    say.run([node(), *command], log=log, what=f"Compiling with {log}", environment=environment())
