from datetime import date
from decimal import Decimal

import pytest

from renxin.voice import prices
from renxin.voice.law.known import Price


def test_one_list_answers_and_no_second_is_taken(monkeypatch):
    monkeypatch.setattr(prices, "lists", [])
    told = "种植原价 9800", Decimal(9800), date(2026, 3, 2)
    assert prices.price_of(*told) == Price(compared=Decimal(9800))

    prices.price_list(lambda _text, compared, _on: Price(compared=compared + 1))

    assert prices.price_of(*told).compared == Decimal(9801)
    with pytest.raises(ValueError, match="function"):
        prices.price_list(lambda _text, compared, _on: Price(compared=compared))
