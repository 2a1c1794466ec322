from tests.pulse.cast import charge

CHARGES = [
    charge("甲", "2025-03-01", "60.30", kind="DRUG", refunded=""),
    charge("甲", "2025-03-01", "20.00", kind="DRUG", refunded="20.00"),
    charge("甲", "2025-03-01", "39.70", kind="CONSUMABLE", refunded=""),
    charge("甲", "2025-03-01", "100.00", kind="PROCEDURE", refunded=""),
    charge("甲", "2025-03-01", "500.00", kind="", refunded=""),
    charge("甲", "2024-12-31", "7.00", kind="DRUG", refunded=""),
]


def test_drugs_are_told_in_yuan_less_refunds(counted):
    assert counted("K46", charges=CHARGES) == (60.3, 200)


def test_consumables_are_counted_beside_them(counted):
    assert counted("K46.CONSUMABLE", charges=CHARGES) == (39.7, 200)


def test_receipts_of_no_known_kind_have_no_share(counted):
    assert counted("K46", charges=[CHARGES[4]]) == (0, 0)
