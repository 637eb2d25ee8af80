"""Run the benchmarks of `bench/` in this process, against servers made for this run alone."""

import argparse
import importlib
import json
import os

from trust_send import embedded

from . import assets, product, say
from .folders import LOCAL, ROOT

SERVICES = LOCAL / "bench-services"


def main(arguments):
    options = _options(arguments)
    modules = [path.stem for path in sorted((ROOT / "bench").glob("*.py"))]
    try:
        embedded.remove(SERVICES)
    except embedded.InUse:
        raise say.Stop("bin/bench is running already in this folder.") from None
    with product.ServersOf(SERVICES, "bin/bench") as servers:
        _set_up_django(servers)
        for module in modules:
            importlib.import_module(f"bench.{module}")
        _run(options)


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/bench", description="Measure Trust SEND against other ways of doing the same."
    )
    parser.add_argument("names", nargs="*", metavar="name", help="which benchmarks (all)")
    parser.add_argument("--json", action="store_true", help="print one list for machines")
    parser.add_argument("--schools", type=int, default=2, help="how many schools (2)")
    return parser.parse_args(arguments)


def _set_up_django(servers):
    environment = product.environment(
        servers,
        TRUST_SEND_DEMO="yes",  # lets plain HTTP in; no demo data is made
        TRUST_SEND_ALLOWED_HOSTS="testserver,localhost",
        TRUST_SEND_STATE_DIR=str(SERVICES / "state"),
        TRUST_SEND_LOG_LEVEL="WARNING",
    )
    assets.collect(environment)
    os.environ.update(environment)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate_schemas", shared=True, verbosity=0)


def _run(options):
    from bench import frame

    unknown = [name for name in options.names if name not in frame.BENCHMARKS]
    if unknown:
        known = ", ".join(sorted(frame.BENCHMARKS))
        raise say.Stop(f"No benchmark is called {', '.join(unknown)}. There are: {known}.")
    figures = []
    for figure in frame.run(options.names, options.schools):
        figures.append(figure.as_dict())
        if not options.json:
            say.line(figure)
    if options.json:
        say.line(json.dumps(figures, indent=1))
