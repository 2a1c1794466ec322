from pathlib import Path

import pytest
import trouble

LOG = Path("log")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("npm error code ENOSPC", "disk is full"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS", "pinned"),
        ("npm error code EINTEGRITY", "pinned"),
        ("Temporary failure in name resolution", "cannot be reached"),
        ("error sending request for url: dns error", "cannot be reached"),
        ("npm error code ENOTFOUND", "cannot be reached"),
        ("ERROR: No matching distribution found for django", "cannot be reached"),
        ("reason: self-signed certificate in certificate chain", "not trusted"),
        ("ensurepip is not available", "python3-venv"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "a folder that is"),
    ],
)
def test_what_a_program_said_becomes_a_sentence_with_a_way_out(said, told, monkeypatch):
    monkeypatch.setenv("RENXIN_LANG", "en")

    assert told in trouble.explain(said, LOG)


def test_what_nobody_foresaw_is_told_in_the_programs_own_last_words(monkeypatch):
    monkeypatch.setenv("RENXIN_LANG", "en")

    told = trouble.explain("one\ntwo\nthree\nfour", LOG)

    assert "two / three / four" in told
    assert "one" not in told


def test_a_chinese_terminal_is_told_in_chinese(monkeypatch):
    monkeypatch.setenv("RENXIN_LANG", "zh_CN")

    assert trouble.explain("ENOSPC", LOG).startswith("磁盘已满")
