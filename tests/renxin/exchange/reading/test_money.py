import pytest
from hypothesis import given
from hypothesis import strategies as st

from renxin.exchange.reading.money import LARGEST, fen
from renxin.exchange.reading.unreadable import Unreadable


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("29.33", 2933),
        ("29.330", 2933),
        ("0.1", 10),
        ("100", 10000),
        ("1,234.50", 123450),
        ("¥1,234.5", 123450),
        ("￥１，２３４．５０", 123450),
        ("1234.5元", 123450),
        ("-12.00", -1200),
        ("¥-12", -1200),
        ("-¥12", -1200),
        ("0", 0),
    ],
)
def test_an_amount_is_exact_fen(written, meant):
    assert fen(written) == meant


@pytest.mark.parametrize(
    "written", ["", "abc", "1.234,50", "12,34", "1.005", "--5", "1e3", "免费", "9" * 16]
)
def test_what_is_no_exact_amount_is_refused(written):
    with pytest.raises(Unreadable):
        fen(written)


@given(st.integers(-LARGEST, LARGEST))
def test_every_amount_comes_back_to_the_fen(amount):
    sign, (yuan, cents) = "-" if amount < 0 else "", divmod(abs(amount), 100)

    assert fen(f"{sign}{yuan}.{cents:02}") == amount
    assert fen(f"¥{sign}{yuan:,}.{cents:02}") == amount
