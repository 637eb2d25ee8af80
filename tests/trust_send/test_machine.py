"""What makes a machine ready: done once for what it was made from, and plain when it cannot."""

import ast
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from machine import demo, folders, libraries, programs, python, say, stamps

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ["assets", "bench", "demo", "doctor", "lock", "test"]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_older_python_can_read_far_enough_to_say_that_it_is_too_old(command):
    ast.parse((ROOT / "bin" / command).read_text(), feature_version=(3, 6))


def test_a_step_is_done_again_when_what_it_was_made_from_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(stamps, "STAMPS", tmp_path / "stamps")
    source = tmp_path / "look"
    source.mkdir()
    (source / "app.scss").write_text("a{}")
    stamps.keep("assets", stamps.hash_of(source))
    assert stamps.is_current("assets", stamps.hash_of(source))
    (source / "app.scss").write_text("b{}")
    assert not stamps.is_current("assets", stamps.hash_of(source))


def test_mirrors_and_certificates_of_pip_are_passed_on():
    told = python.pip_settings(
        "global.index-url='https://everybody.example/simple'\n"
        "global.cert='/etc/ours.pem'\n"
        "global.find-links='/one\\n/two'\n"
        ":env:.index-url='https://mirror.example/simple'\n"
    )
    assert python.in_uvs_words(told) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "SSL_CERT_FILE": "/etc/ours.pem",
        "UV_FIND_LINKS": "/one,/two",
    }


def test_without_settings_of_pip_nothing_is_passed_on():
    assert python.in_uvs_words(python.pip_settings("")) == {}


def test_unpacked_libraries_are_found_by_programs(tmp_path, monkeypatch):
    folder = tmp_path / "usr" / "lib" / "x86_64-linux-gnu"
    folder.mkdir(parents=True)
    monkeypatch.setattr(libraries, "PRIVATE", tmp_path)
    assert libraries.environment()["LD_LIBRARY_PATH"].split(":")[0] == str(folder)


def test_a_failed_step_ends_in_a_sentence_and_the_last_lines_of_its_log(tmp_path, monkeypatch):
    monkeypatch.setattr(say, "LOGS", tmp_path)
    command = [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"]
    with pytest.raises(say.Stop, match=r"(?s)^Baking did not work.*the reason"):
        say.run(command, log="bake", what="Baking")


def test_another_port_is_taken_where_somebody_listens(monkeypatch):
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        monkeypatch.setattr(demo, "PORT", somebody.getsockname()[1])
        assert demo.free_port() not in (0, demo.PORT)


STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
time.sleep(60)
"""


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """Programs with a mark of their own, all ended afterwards."""
    monkeypatch.setattr(programs, "LOGS", tmp_path)
    everything = programs.Programs(f"test-{tmp_path.name}-{time.monotonic_ns()}", {"PATH": "/bin"})
    yield everything
    everything.stop(patience=0.1)


def until(condition):
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert condition()


def test_a_program_that_will_not_end_is_ended_with_its_children_and_nothing_else(beside):
    stranger = subprocess.Popen(["sleep", "60"])
    beside.start("worker", sys.executable, "-c", STUBBORN)
    until(lambda: len(programs.marked(beside.mark)) == 2)
    beside.stop(patience=0.2)
    assert programs.marked(beside.mark) == []
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_the_children_of_a_killed_program_are_found_at_the_next_start(beside):
    beside.start("worker", sys.executable, "-c", STUBBORN)
    until(lambda: len(programs.marked(beside.mark)) == 2)
    beside.running["worker"].send_signal(signal.SIGKILL)
    beside.running["worker"].wait()
    assert len(programs.marked(beside.mark)) == 1
    programs.stop_marked(beside.mark, patience=0.2)
    assert programs.marked(beside.mark) == []


def test_a_program_that_ends_stops_the_command_with_its_last_words(beside):
    beside.start("web server", sys.executable, "-c", "raise SystemExit('the port is taken')")
    beside.running["web server"].wait()
    with pytest.raises(say.Stop, match=r"(?s)web server has ended.*the port is taken"):
        beside.check()


def test_the_style_sheets_ask_for_nothing_that_is_not_there():
    for sheet in folders.ASSETS.glob("*.css"):
        for asked in re.findall(r"url\(([^)]*)\)", sheet.read_text()):
            address = asked.strip("\"'")
            assert address.startswith("data:") or (folders.ASSETS / address).exists(), address
