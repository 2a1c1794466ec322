"""Whole fen inside, yuan for people."""

from decimal import Decimal

from renxin.desk.money import fen_of, yuan_of


def test_yuan_become_whole_fen():
    assert fen_of(Decimal("3800.05")) == 380_005


def test_fen_are_told_only_where_there_are_some():
    assert yuan_of(380_000) == "¥3,800"
    assert yuan_of(380_005) == "¥3,800.05"
    assert yuan_of(-1) == "−¥0.01"
