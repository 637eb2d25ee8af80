"""The embedded servers: start, end, and what happens after an abrupt end. Real ones, each time."""

import json
import os
import signal
import stat
import subprocess
import sys

import psycopg2
import pytest
import redis

from trust_send import embedded
from trust_send.embedded.processes import Process, moment_of_birth

pytestmark = pytest.mark.services

HOLD = """
import sys, time
from trust_send.embedded import running
with running(sys.argv[1], durable=False) as servers:
    print(servers.database_url, servers.redis_url, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A state folder that only its owner can enter, as in a closed home."""
    for name in ("DATABASE_URL", "REDIS_URL", "PG_BINDIR"):
        monkeypatch.delenv(name, raising=False)
    yield tmp_path / "services"
    embedded.remove(tmp_path / "services")


def holder(folder):
    """Another process that runs the servers and waits."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    return child, *child.stdout.readline().split()


def left_in(folder):
    notes = json.loads((folder / "servers.json").read_text())
    return Process(**notes["postgres"]), Process(**notes["valkey"])


def ask(database_url, question):
    connection = psycopg2.connect(database_url)
    with connection, connection.cursor() as cursor:
        cursor.execute(question)
        answer = cursor.fetchone() if cursor.description else None
    connection.close()
    return answer


def test_both_servers_answer_and_are_gone_afterwards(folder):
    with embedded.running(folder, durable=False) as servers:
        assert ask(servers.database_url, "select 1") == (1,)
        with redis.Redis.from_url(servers.redis_url) as client:
            assert client.ping()
        assert (servers.pg_bindir / "pg_dump").exists()
    assert not any(process.runs for process in left_in(folder))


def test_the_login_is_no_superuser_and_passwords_are_for_the_owner_alone(folder):
    with embedded.running(folder, durable=False) as servers:
        question = "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"
        assert ask(servers.database_url, question) == (False, False)
    assert stat.S_IMODE((folder / "servers.json").stat().st_mode) == 0o600


def test_what_was_saved_is_there_at_the_next_start(folder):
    with embedded.running(folder) as servers:
        ask(servers.database_url, "create table kept as select 7 as number")
    with embedded.running(folder) as servers:
        assert ask(servers.database_url, "select number from kept") == (7,)


def test_a_second_user_of_the_folder_is_refused_and_disturbs_nothing(folder):
    with embedded.running(folder, durable=False) as servers:
        with pytest.raises(embedded.InUse), embedded.running(folder):
            pass
        assert ask(servers.database_url, "select 1") == (1,)


def test_after_kill_9_the_next_start_stops_what_was_left_and_keeps_the_data(folder):
    child, database_url, _ = holder(folder)
    ask(database_url, "create table kept as select 7 as number")
    left = left_in(folder)
    child.kill()
    child.communicate()
    assert all(process.runs for process in left)
    with embedded.running(folder) as servers:
        assert not any(process.runs for process in left)
        assert ask(servers.database_url, "select number from kept") == (7,)


def test_after_a_killed_postgres_the_next_start_repairs_it(folder):
    child, *_ = holder(folder)
    postgres, _ = left_in(folder)
    os.kill(postgres.pid, signal.SIGKILL)
    child.kill()
    child.communicate()
    with embedded.running(folder) as servers:
        assert ask(servers.database_url, "select 1") == (1,)


def test_a_note_that_names_somebody_elses_process_neither_stops_us_nor_harms_it(folder):
    with embedded.running(folder, durable=False):
        data = embedded.Place(folder, embedded.Notes(folder / "servers.json")).room("postgres")
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (data / "data" / "postmaster.pid").write_text(f"{stranger.pid}\n{data}/data\n0\n1\n\n\n\n")
        notes = embedded.Notes(folder / "servers.json")
        notes.keep(valkey={"pid": stranger.pid, "born": "another boot 1"})
        with embedded.running(folder, durable=False) as servers:
            assert ask(servers.database_url, "select 1") == (1,)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_server_of_your_own_is_used_as_it_is(folder, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://me@elsewhere/mine")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/1")
    with embedded.running(folder) as servers:
        assert servers.database_url == "postgres://me@elsewhere/mine"
        assert servers.redis_url == "redis://elsewhere/1"
        assert servers.pg_bindir is None
    assert not (folder / "postgres").exists()


def test_a_process_is_known_by_its_number_and_the_moment_it_began():
    child = subprocess.Popen(["sleep", "60"])
    process = Process.of(child.pid)
    assert process.runs
    assert not Process(child.pid, moment_of_birth(os.getpid())).runs
    process.stop((signal.SIGTERM, 5))
    assert not process.runs
    child.wait()
