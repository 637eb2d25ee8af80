"""Hostile and mistaken files get a plain sentence and nothing is read; good ones are known by
their content, whatever they are called."""

import itertools
import os
import random
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.imports.reading import read, read_upload
from register.imports.sheets import MEGABYTE, UnreadableFile

from .files import ALBA, CTF_EXAMPLE, HEADINGS, csv_of, xlsx_of


def refusal(content):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    return str(refused.value)


def is_answered(content):
    """A sheet with rows, or a plain sentence; any other error fails the test."""
    try:
        return bool(read(content).rows)
    except UnreadableFile as refused:
        return str(refused).endswith(".")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (csv_of(HEADINGS, ALBA), "csv"),
        (xlsx_of(HEADINGS, ALBA), "xlsx"),
        (CTF_EXAMPLE.read_bytes(), "ctf"),
    ],
    ids=["csv", "xlsx", "ctf"],
)
def test_a_file_is_what_its_content_says(content, kind):
    assert read(content).kind == kind


@pytest.mark.parametrize(
    ("start", "named"),
    [
        (b"%PDF-1.7 ", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"MZ\x90\x00", "a program"),
        (b"Rar!\x1a", "a compressed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old workbook", "old kind (.xls"),
        (b"<!DOCTYPE html><html><table>", "a web page"),
        (b"<html><body><table>", "a web page"),
    ],
)
def test_another_kind_of_file_is_named(start, named):
    assert named in refusal(start + b" and more")


def test_a_workbook_locked_with_a_password_says_so():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert "locked with a password" in refusal(locked)


@pytest.mark.parametrize(
    "content", [b"", b"  \r\n\r\n ", b"\xef\xbb\xbf", "\ufeff".encode("utf-16")]
)
def test_an_empty_file_is_told_apart(content):
    assert "Export it again" in refusal(content)


def test_headings_without_rows_are_no_import():
    assert "no pupils under them" in refusal(csv_of(HEADINGS))
    assert "no pupils under them" in refusal(xlsx_of(HEADINGS))


def test_binary_rubbish_is_refused():
    rubbish = random.Random(4).randbytes(200_000)
    assert refusal(b"\x01\x02" + rubbish)


def test_text_with_nuls_is_refused():
    assert "does not hold readable text" in refusal(b"UPN,Surname\r\nT99\x00,Sam\x00ple\r\n")


def test_two_hundred_megabytes_are_dropped_while_they_arrive():
    sent = 0

    def body():
        nonlocal sent
        for _ in range(200):
            sent += 1
            yield b"x" * MEGABYTE

    tracemalloc.start()
    with pytest.raises(UnreadableFile, match="larger than 10 MB"):
        read_upload(body())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent == 11
    assert most < 30 * MEGABYTE


def test_ten_thousand_rows_are_read_and_one_more_refuses_the_file_whole():
    row = ",".join(ALBA)
    heading = ",".join(HEADINGS)
    full = "\n".join([heading, *itertools.repeat(row, 10_000)])
    assert len(read(full.encode()).rows) == 10_000
    assert "more than 10,000 rows" in refusal(f"{full}\n{row}".encode())


def test_ten_thousand_rows_take_a_moment():
    text = "\n".join([",".join(HEADINGS), *itertools.repeat(",".join(ALBA), 10_000)])
    start = time.perf_counter()
    read(text.encode())
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_or_without_its_mark(encoding):
    sheet = read(csv_of(("UPN", "Surname"), (ALBA[0], "Müller-Łęcka"), encoding=encoding))
    assert sheet.rows[0].cells[1] == "Müller-Łęcka"
    assert sheet.headers == ("UPN", "Surname")
    assert sheet.warnings == ()


def test_windows_letters_are_read_with_a_word_of_doubt():
    sheet = read(csv_of(("UPN", "Surname"), (ALBA[0], "Beyoncé O’Hara"), encoding="cp1252"))
    assert sheet.rows[0].cells[1] == "Beyoncé O’Hara"
    assert "Check names with accents" in sheet.warnings[0]


def test_letters_lost_before_they_came_are_pointed_out():
    sheet = read("UPN,Surname\nT999400126001,Beyonc\ufffd\n".encode())
    assert "lost before" in sheet.warnings[0]


def test_letters_of_no_known_encoding_are_refused():
    assert "cannot be read" in refusal(b"UPN,Surname\r\nT1,\x81\x8d\xc3\r\n")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_whatever_comes_is_a_sheet_or_a_plain_refusal(content):
    assert is_answered(content)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=40))
def test_a_workbook_with_bytes_changed_is_a_sheet_or_a_plain_refusal(place, other):
    good = WORKBOOK
    place %= len(good)
    changed = good[:place] + other + good[place + len(other) :]
    assert is_answered(changed)


WORKBOOK = xlsx_of(HEADINGS, ALBA)


def test_nothing_is_written_to_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read(WORKBOOK)
    assert os.listdir(tmp_path) == []
